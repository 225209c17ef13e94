"""A site with a frontend of its own origin, and an editor with a page."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from wagtail.models import GroupPagePermission, Page, Site

from tests.builders import make_site, make_summary
from tests.cms.admin.conftest import page_form
from tests.cms.api.conftest import one_window
from tests.cms.previews.looking import FRONTEND, Looking

__all__ = ["one_window", "page_form"]


@pytest.fixture
def site(db: None, settings: Any) -> Site:
    settings.CMS_FRONTEND_URLS = {"localhost": FRONTEND}
    return make_site()


@pytest.fixture
def user(site: Site) -> User:
    """Somebody who may edit and publish every page, and is no superuser."""
    group = Group.objects.create(name="Writers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("add_page", "change_page", "publish_page"):
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.create(group=group, page=Page.objects.get(depth=1), permission=permission)
    user = User.objects.create_user("writer", "writer@example.org", "a long password")
    user.groups.add(group)
    return user


@pytest.fixture
def writer(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def looking(writer: Client, page_form: Any) -> Looking:
    return Looking(writer, page_form)


@pytest.fixture
def draft(site: Site) -> Any:
    """A page that was never published."""
    return make_summary("A draft", slug="stem-cells", live=False)

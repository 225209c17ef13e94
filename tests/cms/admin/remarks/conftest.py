from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import GroupPagePermission

from tests.builders import block, make_index, make_summary
from tests.cms.remarks.house_rules import EXCITED, NoShouting
from tests.cms.remarks.judging.conftest import only  # noqa: F401 - a fixture


@pytest.fixture
def loud(site: Any, only: Any) -> Any:  # noqa: F811
    """A draft about which there is one remark."""
    only(NoShouting)
    return make_summary("Loud", body=[block("paragraph", EXCITED)], live=False)


@pytest.fixture
def local(site: Any, django_user_model: Any) -> Any:
    """(the browser of somebody who edits the pages below one index, that index)."""
    index = make_index("His part", parent=site.root_page)
    group = Group.objects.create(name="Editors of his part")
    group.permissions.add(*_may_enter())
    for kind in ("add_page", "change_page"):
        GroupPagePermission.objects.create(group=group, page=index, permission=_permission(kind))
    user = django_user_model.objects.create_user("leo", "leo@example.org", "x")
    user.groups.add(group)
    client = Client()
    client.force_login(user)
    return client, index


def _may_enter() -> Any:
    from django.contrib.auth.models import Permission

    return Permission.objects.filter(codename="access_admin")


def _permission(name: str) -> Any:
    from django.contrib.auth.models import Permission

    return Permission.objects.get(codename=name, content_type__app_label="wagtailcore")

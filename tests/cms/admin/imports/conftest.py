"""An import as an editor begins one: made-up articles, uploaded in the form, worked on by the worker."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission

from cms.legacy.background import work_on_imports
from cms.models import LegacyRun
from tests.builders import make_index

ARTICLE = """A made-up study of tea

Tea was given to 40 people. It did not harm anybody.

Source: "Tea and people", 2021, https://example.org/tea
"""


@pytest.fixture
def index(site: Any) -> Any:
    """A page that may hold summaries."""
    return make_index("Research", parent=site.root_page)


@pytest.fixture
def upload(index: Any) -> Callable[..., Any]:
    """Sends the form; the answer, and the files by name."""

    def send(client: Client, files: dict[str, bytes], **values: Any) -> Any:
        brought = [SimpleUploadedFile(name, content) for name, content in files.items()]
        given = {"uploads": brought, "parent": index.pk, "locale": index.locale_id, **values}
        return client.post(reverse("cms_import_add"), given)

    return send


@pytest.fixture
def uploaded(editor: Client, upload: Any) -> LegacyRun:
    """An import that waits to be examined."""
    upload(editor, {"tea.txt": ARTICLE.encode()})
    return LegacyRun.objects.get()


@pytest.fixture
def examined(uploaded: LegacyRun) -> LegacyRun:
    """An import about which somebody has to decide."""
    return worked_on(uploaded)


@pytest.fixture
def finished(examined: LegacyRun, act: Any, editor: Client) -> LegacyRun:
    """An import that was carried out."""
    act(editor, examined, "import")
    return worked_on(examined)


@pytest.fixture
def act() -> Callable[..., Any]:
    """Presses one of the buttons."""

    def press(client: Client, run: LegacyRun, do: str) -> Any:
        return client.post(reverse("cms_import_act", args=(run.pk,)), {"do": do}, follow=True)

    return press


def worked_on(run: LegacyRun) -> LegacyRun:
    """The import after a turn of the worker."""
    work_on_imports(seconds=60)
    run.refresh_from_db()
    return run


@pytest.fixture
def member(django_user_model: Any, index: Any) -> Callable[..., Client]:
    """The browser of somebody with these permissions, some of them ("add_page") for the pages below the index."""

    def log_in(*names: str) -> Client:
        group = Group.objects.create(name=f"May {names}")
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        for name in names:
            permission = Permission.objects.get(
                codename=name, content_type__app_label__in=("cms", "wagtailcore")
            )
            if name.endswith("_page"):
                GroupPagePermission.objects.create(group=group, page=index, permission=permission)
            else:
                group.permissions.add(permission)
        user = django_user_model.objects.create_user(f"member{group.pk}", "member@example.org", "x")
        user.groups.add(group)
        client = Client()
        client.force_login(user)
        return client

    return log_in

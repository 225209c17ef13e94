"""Pages that cite in their text, and Wagtail's v3 API as a client with all permissions sees it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client

from cms.models import Reference
from tests.builders import block, make_reference, make_summary


@pytest.fixture
def summary_with(site: Any) -> Callable[..., Any]:
    """A page with one paragraph."""

    def build(text: str, **values: Any) -> Any:
        return make_summary(body=[block("paragraph", f"<p>{text}</p>")], **values)

    return build


@pytest.fixture
def text_of() -> Callable[[Any], str]:
    """The stored text of the first block of the newest draft."""

    def read(page: Any) -> str:
        draft = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
        return str(draft._meta.get_field("body").raw(draft)[0]["value"])

    return read


@pytest.fixture
def author(client: Client, django_user_model: Any) -> Client:
    """The browser of somebody who may use the admin and nothing else."""
    user = django_user_model.objects.create_user("author", password="x")
    group = Group.objects.create(name="Authors")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.add(group)
    client.force_login(user)
    return client


@pytest.fixture
def zhou(site: Any) -> Reference:
    return make_reference(
        key="zhou2020",
        title="Mesenchymal cells in mice",
        author=[
            {"family": "Zhou", "given": "T"},
            {"family": "Li", "given": "A"},
            {"family": "Wu", "given": "B"},
        ],
        DOI="10.1155/2020/6518508",
        PMID="32322279",
    )

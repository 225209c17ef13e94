"""A research desk on its first day: an editor and a moderator with the rights that they need, and a small library."""

import itertools
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Lock
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from playwright.sync_api import Browser, Page

from cms.models import ResearchIndexPage
from tests.builders import (
    make_document,
    make_image,
    make_index,
    make_panel,
    make_person,
    make_reference,
    make_site,
)
from tests.e2e.frontend.conftest import frontend
from tests.e2e.keeping.work import sign_in

__all__ = ["frontend"]

PASSWORD = "a long password"
LIBRARY = ("reference", "calltoaction", "topic", "person")


def may_use_the_library(group: str, *actions: str) -> None:
    """What a site's administrator ticks for a group of Wagtail's."""
    names = [f"{action}_{model}" for action in actions for model in LIBRARY]
    found = Permission.objects.filter(content_type__app_label="cms", codename__in=names)
    Group.objects.get(name=group).permissions.add(*found)


def make_account(django_user_model: Any, name: str, group: str) -> None:
    user = django_user_model.objects.create_user(name, f"{name}@example.org", PASSWORD)
    user.groups.add(Group.objects.get(name=group))


@pytest.fixture
def desk(frontend: str, turn: Lock, django_user_model: Any) -> ResearchIndexPage:
    """The index below which summaries lie; "nina" is of Wagtail's editors, "mo" of its moderators."""
    with turn:
        make_site(title="Summaries of studies")
        index = make_index("Research", slug="research", standfirst="One study a page.")
        make_reference(key="doe2020", title="A study of walking", DOI="10.5555/doe")
        make_person("Ada Example", credentials="fictional")
        make_panel()
        make_image("Stairs", color="#406040")
        make_document("The tables")
        may_use_the_library("Editors", "view", "add", "change")
        may_use_the_library("Moderators", "view", "add", "change", "publish", "lock", "unlock")
        make_account(django_user_model, "nina", "Editors")
        make_account(django_user_model, "mo", "Moderators")
    return index


@pytest.fixture
def sign_in_as(live_server: Any) -> Callable[[Page, str], None]:
    """Opens the admin and signs in."""

    def go(page: Page, name: str) -> None:
        page.goto(f"{live_server.url}/admin/")
        sign_in(page, name, PASSWORD)
        page.get_by_role("heading", level=1).first.wait_for()

    return go


@pytest.fixture
def moderator(browser: Browser, desk: Any, sign_in_as: Any, turn: Lock) -> Iterator[Page]:
    """The browser of the moderator."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    context.add_init_script("navigator.sendBeacon = () => true")
    page = context.new_page()
    sign_in_as(page, "mo")
    yield page
    context.close()


@pytest.fixture
def photograph(tmp_path: Path, request: pytest.FixtureRequest) -> Callable[..., None]:
    """Keeps what is on the screen, numbered, in a folder below the one that the variable JOURNEY_PHOTOS names."""
    folder = Path(os.environ.get("JOURNEY_PHOTOS") or tmp_path) / request.node.originalname
    folder.mkdir(parents=True, exist_ok=True)
    numbers = itertools.count(1)

    def take(page: Page, name: str, *, whole: bool = False) -> None:
        page.wait_for_timeout(300)
        page.screenshot(path=folder / f"{next(numbers):02}-{name}.png", full_page=whole)

    return take

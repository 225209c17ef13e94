"""An editor at a form whose work Wagtail saves by itself, and what can happen to a login."""

from collections.abc import Callable
from threading import Lock
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from playwright.sync_api import Page

from cms.models import Reference, ResearchSummaryPage
from tests.builders import make_index, make_reference, make_site, make_summary
from tests.e2e.editing import log_in, pause

NOTICED = 2500
"""Milliseconds after which Wagtail begins to look for changes in a form."""
OTHER = ("ada", "another long password")


@pytest.fixture(autouse=True)
def _saves_by_itself(settings: Any, _saved_by_hand: None) -> None:
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 100


@pytest.fixture
def summary(transactional_db: None) -> ResearchSummaryPage:
    make_site()
    return make_summary(parent=make_index("Research"), standfirst="As it was.")


@pytest.fixture
def reference(transactional_db: None) -> Reference:
    make_site()
    return make_reference(title="As it was")


@pytest.fixture
def visit(live_server: Any) -> Callable[..., Page]:
    """Opens an address of the admin, and waits until changes are noticed."""

    def open_(page: Page, address: str) -> Page:
        page.goto(live_server.url + address)
        page.wait_for_load_state("networkidle")
        pause(page, NOTICED)
        return page

    return open_


@pytest.fixture
def editor(live_server: Any, page: Page, summary: ResearchSummaryPage, visit: Callable[..., Page]) -> Page:
    """The summary's form in the browser of "editor"."""
    log_in(page, live_server.url)
    return visit(page, f"/admin/pages/{summary.pk}/edit/")


@pytest.fixture
def end_sessions(turn: Lock) -> Callable[[], None]:
    """The server forgets all logins."""

    def end() -> None:
        with turn:
            Session.objects.all().delete()

    return end


@pytest.fixture
def draft(turn: Lock, summary: ResearchSummaryPage) -> Callable[[], str]:
    """The standfirst of the newest draft."""

    def read() -> str:
        with turn:
            found = ResearchSummaryPage.objects.get(pk=summary.pk).get_latest_revision_as_object()
        return str(found.standfirst)

    return read


@pytest.fixture
def ada(turn: Lock, transactional_db: None) -> tuple[str, str]:
    """A second editor: name and password."""
    with turn:
        get_user_model().objects.create_superuser(OTHER[0], "ada@example.org", OTHER[1])
    return OTHER

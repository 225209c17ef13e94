"""An editor in front of a page, and a library with two references."""

from collections.abc import Callable
from threading import Lock
from typing import Any

import pytest
from playwright.sync_api import Page

from cms.models import Reference, ResearchSummaryPage
from tests.builders import block, make_index, make_reference, make_site, make_summary
from tests.e2e.editing import log_in


@pytest.fixture
def zhou(transactional_db: None) -> Reference:
    return make_reference(key="zhou2020", title="Cells in mice", author=[{"family": "Zhou", "given": "T"}])


@pytest.fixture
def doe(transactional_db: None) -> Reference:
    return make_reference(key="doe2020", title="A study of people")


@pytest.fixture
def open_editor(
    live_server: Any, page: Page, turn: Lock, zhou: Reference, doe: Reference
) -> Callable[..., ResearchSummaryPage]:
    """The editor of a page with these paragraphs."""
    make_site()
    index = make_index("Research")
    log_in(page, live_server.url)

    def build(*body: str | dict[str, Any]) -> ResearchSummaryPage:
        blocks = [each if isinstance(each, dict) else block("paragraph", f"<p>{each}</p>") for each in body]
        with turn:
            found = make_summary(parent=index, body=blocks)
        page.goto(f"{live_server.url}/admin/pages/{found.pk}/edit/")
        page.wait_for_load_state("networkidle")
        return found

    return build


@pytest.fixture
def stored(turn: Lock) -> Callable[[ResearchSummaryPage], list[str]]:
    """The paragraphs of the newest draft."""

    def read(summary: ResearchSummaryPage) -> list[str]:
        with turn:
            draft = ResearchSummaryPage.objects.get(pk=summary.pk).get_latest_revision_as_object()
        blocks = draft._meta.get_field("body").raw(draft)
        return [each["value"] for each in blocks if each["type"] == "paragraph"]

    return read

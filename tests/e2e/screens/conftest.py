"""The screens of the editor with everything in them, in the browser of somebody who may see all."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from cms.models import ResearchSummaryPage
from tests.cms.admin.submissions.builders import submitted, subscribed
from tests.e2e.editing import log_in
from tests.e2e.frontend.content import Content, make_content


@pytest.fixture
def content(transactional_db: None) -> Content:
    """A summary with every type of block, a library, a submission and a subscriber."""
    made = make_content()
    submission = submitted(email="reader@example.org")
    subscribed("reader@example.org", submission=submission)
    return made


@pytest.fixture
def visit(live_server: Any, page: Page, content: Content) -> Callable[[str], Page]:
    """Opens an address of the admin."""
    log_in(page, live_server.url)

    def open_(address: str) -> Page:
        page.goto(live_server.url + address)
        page.wait_for_load_state("networkidle")
        return page

    return open_


@pytest.fixture
def form_of(visit: Callable[[str], Page], content: Content) -> Callable[[str], Page]:
    """Opens the form of the summary on one of its tabs."""

    def open_(tab: str) -> Page:
        summary: ResearchSummaryPage = content.summary
        return visit(f"/admin/pages/{summary.pk}/edit/#tab-{tab}")

    return open_

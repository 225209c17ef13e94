"""While a button waits, another one does not send the form a second time."""

import pytest
from playwright.sync_api import Request, Route, expect

from tests.e2e.editing import pause
from tests.e2e.keeping.work import standfirst

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_second_button_sends_nothing_while_the_first_one_waits(editor, draft):
    held: list[Route] = []
    sent: list[str] = []

    def note(request: Request) -> None:
        if request.method == "POST" and request.is_navigation_request():
            sent.append(request.post_data or "")

    def hold(route: Route) -> None:
        held.append(route)

    standfirst(editor).fill("Written once.")
    editor.wait_for_load_state("networkidle")
    editor.route("**/keep-work/session/", hold)
    editor.on("request", note)
    editor.get_by_role("button", name="Save draft").click()
    editor.locator("[name=action-publish]").dispatch_event("click")
    pause(editor, 500)
    for route in held:
        route.continue_()
    expect(editor.get_by_text("has been updated")).to_be_visible()
    assert len(sent) == 1
    assert "action-publish" not in sent[0]
    assert draft() == "Written once."

"""The documentation page in a real browser."""

import pytest

from tests.builders import make_site

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_the_documentation_page_shows_the_contract_and_asks_nobody_else(live_server, page):
    make_site()
    asked, complaints = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{live_server.url}/api/v1/docs/")
    page.get_by_text("List pages", exact=True).click()
    page.get_by_role("button", name="Try it out").click()
    page.get_by_role("button", name="Execute").click()
    page.get_by_text('"title": "Home"').wait_for()
    assert complaints == []
    assert {url.startswith(live_server.url) for url in asked} == {True}

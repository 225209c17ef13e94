"""axe finds nothing in the side panel, in lists and in reports, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AXE = Axe()
AA = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
LISTS = {
    "/admin/reports/remarks/": "table.listing",
    "/admin/research-summaries/": "table.listing",
    "/admin/": "#needs-attention-section",
}


def violations(page: Page, within: str) -> list[str]:
    found = AXE.run(page, context=within, options=AA).response["violations"]
    return [f"{each['id']} {each['nodes'][0]['target']} {each['nodes'][0]['html']}" for each in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(panel, page, live_server, scheme):
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    loud = panel.locator(".cms-remark").filter(has_text="shouts")
    loud.get_by_role("button", name="Acknowledge…").click()
    loud.get_by_role("button", name="Acknowledge", exact=True).click()
    expect(loud.locator('[role="alert"]')).not_to_be_empty()
    found = violations(page, '[data-side-panel="remarks"]')
    loud.get_by_label("Why it may stay as it is").fill("So it is.")
    loud.get_by_role("button", name="Acknowledge", exact=True).click()
    panel.get_by_text("1 acknowledged").click()
    found += violations(page, '[data-side-panel="remarks"]')
    page.wait_for_load_state("networkidle")
    for address, place in LISTS.items():
        page.goto(live_server.url + address)
        expect(page.locator(place).first).to_be_visible()
        found += violations(page, place)
    assert found == []

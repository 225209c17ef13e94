"""What axe finds on a screen of the editor, level AA, without what is Wagtail's own."""

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

__all__ = ["violations"]

AXE = Axe()
LEVELS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
WAGTAILS_OWN = (
    # The list of links at the side of a form scrolls, and can be reached by its toggle only.
    ("scrollable-region-focusable", "w-minimap__list"),
    # The signs beside the name of a block (move, drag, duplicate, delete) are a little smaller than 24 pixels.
    ("target-size", "data-streamfield-action"),
    # While a window of the text editor is open, the text behind it loses its role, and keeps its name and more.
    ("aria-allowed-attr", 'contenteditable="false"'),
    ("aria-prohibited-attr", 'contenteditable="false"'),
)


def violations(page: Page) -> list[str]:
    found = AXE.run(page, options=LEVELS).response["violations"]
    return [
        f"{page.url}: {each['id']} {node['target']} {node['html'][:200]}"
        for each in found
        for node in each["nodes"]
        if not any(each["id"] == rule and part in node["html"] for rule, part in WAGTAILS_OWN)
    ]

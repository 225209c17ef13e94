"""What a new editor puts into each block of the body, in the order of the page."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.e2e.editing import add_block, choose, field, write

__all__ = ["BLOCKS", "add_each_block", "add_finding_by_keyboard"]


def _fill(block: Locator, name: str, text: str) -> None:
    field(block, name).locator("input, textarea").first.fill(text)


def _pick(block: Locator, name: str, value: str) -> None:
    field(block, name).locator("select").first.select_option(value)


def _heading(block: Locator) -> None:
    _fill(block, "text", "What was found")


def _quote(block: Locator) -> None:
    write(field(block, "text"), "We walked every day.")
    _fill(block, "attribution", "Jane Doe")


def _callout(block: Locator) -> None:
    write(field(block, "text"), "Ask your doctor before you change anything.")


def _key_points(block: Locator) -> None:
    write(field(block, "points"), "Walking is free.")


def _figure(block: Locator) -> None:
    page = block.page
    choose(page, block, "Choose an image", "Stairs")
    block.get_by_role("textbox", name="Alt text").fill("Stairs that lead up")


def _table(block: Locator) -> None:
    page = block.page
    block.get_by_role("button", name="Add column").click()
    page.get_by_role("button", name="Text", exact=True).or_(
        page.get_by_role("menuitem", name="Text", exact=True)
    ).first.click()
    block.get_by_role("textbox", name="Column heading").first.fill("Group")
    block.get_by_role("button", name="Add row").click()
    block.locator("tbody input[type=text]").first.fill("Walkers")


def _embed(block: Locator) -> None:
    _fill(block, "url", "https://vimeo.com/76979871")
    _fill(block, "title", "A film about walking")


def _document(block: Locator) -> None:
    choose(block.page, block, "Choose a document", "The tables")


def _panel(block: Locator) -> None:
    choose(block.page, block, "Choose call to action", "Stay informed")


def _link(block: Locator) -> None:
    _fill(block, "text", "The register")
    _fill(block, "url", "https://example.org/register")


def _study(block: Locator) -> None:
    _pick(block, "design", "randomised_controlled_trial")
    _fill(block, "population", "Adults who sit a lot")


def _finding(block: Locator) -> None:
    _fill(block, "outcome", "Falling ill")
    _pick(block, "direction", "lower")


def _limitations(block: Locator) -> None:
    write(field(block, "items"), "The study was small.")


def _conclusion(block: Locator) -> None:
    write(field(block, "text"), "The authors conclude that walking may help.")


BLOCKS: dict[str, Callable[[Locator], None]] = {
    "Study": _study,
    "Heading": _heading,
    "Quote": _quote,
    "Callout": _callout,
    "Key points": _key_points,
    "Figure": _figure,
    "Table": _table,
    "Embed": _embed,
    "Document download": _document,
    "Call to action": _panel,
    "Link": _link,
    "Limitations": _limitations,
    "Conclusion": _conclusion,
}
"""All but the paragraph and the finding, which are added by other ways."""


def add_each_block(page: Page) -> None:
    """By the picker."""
    for name, fill in BLOCKS.items():
        fill(add_block(page, "body", name))


def add_finding_by_keyboard(page: Page) -> None:
    """The picker, and the fields that have to be filled in, without a mouse."""
    stream = page.locator('[data-contentpath="body"]').first
    stream.get_by_role("button", name="Insert a block").last.focus()
    page.keyboard.press("Enter")
    search = page.get_by_role("combobox").and_(page.locator("input[aria-autocomplete]"))
    expect(search).to_be_visible()
    page.keyboard.press("Tab")
    expect(search).to_be_focused()
    page.keyboard.type("Finding")
    expect(page.locator('[role="option"][aria-selected]')).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    finding = stream.locator("[data-streamfield-child]").filter(has=page.get_by_text("Speaks for")).last
    expect(field(finding, "outcome").locator("input")).to_be_focused()
    page.keyboard.type("Falling ill")
    for _ in range(40):
        page.keyboard.press("Tab")
        if field(finding, "direction").locator("select").and_(page.locator(":focus")).count():
            break
    page.keyboard.type("Low")
    expect(field(finding, "direction").locator("select")).to_have_value("lower")

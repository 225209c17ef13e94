"""For each block type a stored value that refers to objects of its own."""

from collections.abc import Callable
from typing import Any

from tests.builders import (
    block,
    cite,
    items,
    make_document,
    make_image,
    make_panel,
    make_reference,
    make_standard,
)


def link_to(page: Any) -> str:
    return f'<a linktype="page" id="{page.pk}">a</a>'


def paragraph(home: Any) -> Any:
    document = f'<a linktype="document" id="{make_document().pk}">b</a>'
    return f'<p>{link_to(make_standard(parent=home))} {document} <a href="https://example.org/">c</a></p>'


def figure(home: Any) -> Any:
    image = {"image": make_image().pk, "alt_text": "A picture", "decorative": False}
    return {"image": image, "caption": "Caption", "credit": "", "citations": cite(make_reference())}


def table(home: Any) -> Any:
    columns = [{"type": "text", "heading": "A"}, {"type": "rich_text", "heading": "B"}]
    rows = [{"values": ["a", link_to(make_standard(parent=home))]}]
    return {
        "table": {"caption": "Doses", "columns": columns, "rows": rows},
        "row_headers": True,
        "note": "",
        "citations": cite(make_reference()),
    }


def call_to_action(home: Any) -> Any:
    reference = make_reference()
    panel = make_panel(
        f"panel-{reference.pk}",
        kind="link",
        image=make_image(),
        body=f"<p>{link_to(make_standard(parent=home))}</p>",
        link=[("link", {"text": "Go", "page": make_standard(parent=home)})],
    )
    return {"call_to_action": panel.pk}


VALUES: dict[str, Callable[[Any], Any]] = {
    "heading": lambda home: {"text": "Heading", "level": "2", "anchor": ""},
    "paragraph": paragraph,
    "quote": lambda home: {"text": "Words", "attribution": "Somebody", "citations": cite(make_reference())},
    "callout": lambda home: {
        "tone": "note",
        "heading": "",
        "text": f"<p>{link_to(make_standard(parent=home))}</p>",
    },
    "key_points": lambda home: {"heading": "In short", "points": items("one", "two")},
    "figure": figure,
    "table": table,
    "embed": lambda home: {"url": "https://vimeo.com/76979871", "title": "Video", "caption": ""},
    "document_download": lambda home: {"document": make_document().pk, "title": "", "description": ""},
    "call_to_action": call_to_action,
    "link": lambda home: {"text": "Go", "page": make_standard(parent=home).pk},
    "study": lambda home: {
        "reference": make_reference().pk,
        "design": "cohort",
        "citations": cite(make_reference()),
    },
    "finding": lambda home: {
        "outcome": "Pain",
        "direction": "lower",
        "certainty": "low",
        "citations": cite(make_reference()),
    },
    "limitations": lambda home: {"items": items("Few people"), "citations": cite(make_reference())},
    "conclusion": lambda home: {"text": "<p>More studies.</p>", "citations": cite(make_reference())},
}


def blocks_of(name: str, home: Any, *, count: int, different: int = 5) -> list[dict[str, Any]]:
    """So many blocks of a type, of which so many are different."""
    values = [VALUES[name](home) for _ in range(min(count, different))]
    return [block(name, values[number % len(values)]) for number in range(count)]

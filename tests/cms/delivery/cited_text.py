"""Paragraphs that cite, and what their document says."""

from typing import Any

from tests.builders import block

__all__ = ["html_of", "numbers_in", "paragraph", "text_of"]


def paragraph(*parts: str) -> dict[str, Any]:
    """A paragraph of these parts, as it is stored."""
    return block("paragraph", f"<p>{''.join(parts)}</p>")


def html_of(built: Any, position: int = 0) -> str:
    """The HTML of a paragraph of a document."""
    html: str = built["body"][position]["value"]["html"]
    return html


def text_of(built: Any, position: int = 0) -> str:
    """Its text, from the nodes."""
    (node,) = built["body"][position]["value"]["nodes"]
    return "".join(span["text"] for span in node["children"])


def numbers_in(built: Any) -> list[tuple[str, int]]:
    """Citation key and number of each entry of the list."""
    return [(item["id"], item["number"]) for item in built["references"]]

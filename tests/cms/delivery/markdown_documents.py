"""Documents with a block or two, and their Markdown without the frame of the page."""

from typing import Any

from cms.delivery.markdown import to_markdown

__all__ = ["PAGE", "body", "item", "node", "rich", "span", "written"]

REFERENCES = [
    {"id": key, "number": number, "text": f"{key.title()}. Title.", "url": None, "verification": "verified"}
    for number, key in enumerate(["ann", "bob", "cid", "dan", "eve"], start=1)
]
NOTES = "".join(f"\n\n[^{n}]: {record['text']} &#32;" for n, record in enumerate(REFERENCES, start=1))


def cited(identity: str, *keys: str, **details: str) -> dict[str, Any]:
    around = {"prefix": None, "locator": None, "suffix": None, **details}
    items = [{"reference": key, "number": 0, **around} for key in keys]
    return {"id": identity, "block": "b", "label": "", "items": items}


CITATIONS = [
    cited("c1", "ann"),
    cited("c2", "cid", "ann", "eve", "bob"),
    {
        **cited("c3"),
        "items": [
            *cited("", "bob", prefix="see also", locator="p. 12")["items"],
            *cited("", "ann", suffix="1.")["items"],
        ],
    },
    cited("c4", "gone"),
]
PAGE = {"url": "https://a.example/en/x/", "path": "/x/", "references": REFERENCES, "citations": CITATIONS}


def written(name: str, value: Any, **document: Any) -> str:
    """The Markdown of a document with one block, without its frame."""
    return body([{"type": name, "id": "b", "value": value}], **document)


def body(blocks: list[dict[str, Any]], **document: Any) -> str:
    start = {"type": "paragraph", "id": "a", "value": rich("Start.")}
    source = to_markdown({**PAGE, **document, "body": [start, *blocks]})
    frame = "- Page: <https://a.example/en/x/>\n\nStart.\n\n"
    assert source.startswith(frame)
    return source.removeprefix(frame).removesuffix(f"\n\n## References{NOTES}\n")


def span(text: str, *marks: str) -> dict[str, Any]:
    return {"_type": "span", "_key": "s", "text": text, "marks": list(marks)}


def node(
    *spans: Any, style: str = "normal", links: tuple[tuple[str, str], ...] = (), **more: Any
) -> dict[str, Any]:
    children = [each if isinstance(each, dict) else span(each) for each in spans]
    defined = [
        {"_type": "link", "_key": key, "href": href, "id": None, "target": None} for key, href in links
    ]
    return {"_type": "block", "_key": "b", "style": style, "children": children, "markDefs": defined, **more}


def rich(*nodes: Any) -> dict[str, Any]:
    return {"html": "", "nodes": [each if isinstance(each, dict) else node(each) for each in nodes]}


def item(text: str, kind: str = "bullet", level: int = 1) -> dict[str, Any]:
    return node(text, listItem=kind, level=level)

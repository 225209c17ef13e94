"""Cleaned HTML as Portable Text, the open format that frontend renderers read (portabletext.org).

Both forms are made from the same flat blocks (`blocks.markup`), so they always say the same: a paragraph,
heading, quotation or list item of the HTML is one block, and `\\n` in its text is a line break. The text of a
table has no form of its own here: its caption and each of its cells is a block.

Keys are positions (`b0`, `b0s1` a span, `b0l0` a link): the same HTML always has the same ones.
"""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, TypeAdapter

from blocks.markup.content import Block, Image, Item, Mark, Preformatted, Rule, Run, Table, Text
from blocks.markup.policy import Profile
from blocks.markup.reader import read

__all__ = [
    "BreakNode",
    "CitationMark",
    "CodeNode",
    "ImageNode",
    "LinkMark",
    "LinkTarget",
    "ListItemNode",
    "Node",
    "Span",
    "TextNode",
    "to_nodes",
]

Style = Literal["normal", "h2", "h3", "h4", "h5", "h6", "blockquote"]


class _Part(BaseModel):
    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        populate_by_name=True,
        serialize_by_alias=True,
        json_schema_serialization_defaults_required=True,
    )


class LinkTarget(_Part):
    """The page or document of ours that a link leads to."""

    kind: Literal["page", "document"]
    id: int
    type: str | None = Field(description="The page's type, as in its document.")
    path: str | None = Field(description="The page's path on the frontend.")


class LinkMark(_Part):
    """A link; the spans that carry its key in `marks` are its text."""

    type: Literal["link"] = Field(default="link", alias="_type")
    key: str = Field(alias="_key")
    href: str
    id: str | None = Field(description="The place's own anchor, so that a reference can lead back to it.")
    target: LinkTarget | None = Field(description="What the link leads to, if it is ours.")


class CitationMark(_Part):
    """A citation; the spans that carry its key in `marks` are what its style prints."""

    type: Literal["citation"] = Field(default="citation", alias="_type")
    key: str = Field(alias="_key")
    citation: str = Field(description="Id in the document's `citations`; also the anchor of this place.")
    href: str = Field(description="The (first) reference's place in the list, such as #ref-1.")


class Span(_Part):
    """Text with its marks, outermost first: `strong`, `em`, `sup`, `sub`, `code`, or the key of a link or citation."""

    type: Literal["span"] = Field(default="span", alias="_type")
    key: str = Field(alias="_key")
    text: str
    marks: list[str]


MarkDefinition = Annotated[LinkMark | CitationMark, Field(discriminator="type")]


class _Block(_Part):
    type: Literal["block"] = Field(default="block", alias="_type")
    key: str = Field(alias="_key")
    style: Style
    children: list[Span]
    mark_defs: list[MarkDefinition] = Field(alias="markDefs")


class TextNode(_Block):
    """A paragraph, heading or quotation. Without a key `listItem`: even null makes renderers see an item."""


class ListItemNode(_Block):
    """An item of a bulleted or numbered list; items that follow one another make up the list."""

    list_item: Literal["bullet", "number"] = Field(alias="listItem")
    level: int = Field(ge=1, description="1 for an outermost list; at most one more than the item before.")


class ImageNode(_Part):
    """An image between the paragraphs."""

    type: Literal["image"] = Field(default="image", alias="_type")
    key: str = Field(alias="_key")
    id: int | None = Field(description="Which image of the library it is, if the HTML says so.")
    src: str
    alt: str
    width: int | None
    height: int | None


class BreakNode(_Part):
    """A thematic break."""

    type: Literal["break"] = Field(default="break", alias="_type")
    key: str = Field(alias="_key")


class CodeNode(_Part):
    """Preformatted text; every space counts."""

    type: Literal["code"] = Field(default="code", alias="_type")
    key: str = Field(alias="_key")
    code: str


def _kind(node: Any) -> str | None:
    """Which model a node belongs to; a list item is a block that has `listItem`."""
    if isinstance(node, BaseModel):
        return type(node).__name__
    if not isinstance(node, dict):
        return None
    kind = str(node.get("_type"))
    if kind == "block":
        return "ListItemNode" if "listItem" in node else "TextNode"
    return f"{kind.capitalize()}Node"


Node = Annotated[
    Annotated[TextNode, Tag("TextNode")]
    | Annotated[ListItemNode, Tag("ListItemNode")]
    | Annotated[ImageNode, Tag("ImageNode")]
    | Annotated[BreakNode, Tag("BreakNode")]
    | Annotated[CodeNode, Tag("CodeNode")],
    Discriminator(_kind),
]

Targets = Callable[[str, int], LinkTarget | None]

_NODES: TypeAdapter[list[Node]] = TypeAdapter(list[Node])


def to_nodes(html: str, *, targets: Targets | None = None) -> list[Node]:
    """The nodes that say what `html` says, as `blocks.clean` returns it; text without a block is one block.

    `targets(kind, id)` answers what is behind a link that names a page or document; without it, or if it
    answers None, a link has its address only.
    """
    blocks = read(html, Profile.PROSE)
    return _NODES.validate_python(
        [_node(block, f"b{number}", targets) for number, block in enumerate(blocks)]
    )


def _node(block: Block, key: str, targets: Targets | None) -> dict[str, Any]:
    match block:
        case Text(tag, runs):
            return _text(runs, key, "normal" if tag == "p" else tag, targets)
        case Item(path, runs):
            kind = "bullet" if path[-1] == "ul" else "number"
            return {**_text(runs, key, "normal", targets), "listItem": kind, "level": len(path)}
        case Image(attributes):
            return {"_type": "image", "_key": key, **_image(dict(attributes))}
        case Preformatted(text):
            return {"_type": "code", "_key": key, "code": text}
        case Rule():
            return {"_type": "break", "_key": key}
        case Table():
            raise TypeError("a table has no node: it is read as prose, a paragraph for each cell")


def _text(runs: Sequence[Run], key: str, style: str, targets: Targets | None) -> dict[str, Any]:
    links: dict[Mark, str] = {}
    for run in runs:
        for mark in run.marks:
            if mark.tag == "a":
                links.setdefault(mark, f"{key}l{len(links)}")
    return {
        "_type": "block",
        "_key": key,
        "style": style,
        "children": [
            {
                "_type": "span",
                "_key": f"{key}s{position}",
                "text": run.text,
                "marks": [links.get(mark, mark.tag) for mark in run.marks],
            }
            for position, run in enumerate(runs)
        ],
        "markDefs": [_link(dict(mark.attributes), link_key, targets) for mark, link_key in links.items()],
    }


def _link(attributes: dict[str, str], key: str, targets: Targets | None) -> dict[str, Any]:
    if citation := attributes.get("data-citation"):
        return {"_type": "citation", "_key": key, "citation": citation, "href": attributes["href"]}
    kind = attributes.get("data-link")
    target = targets(kind, int(attributes["data-id"])) if targets and kind else None
    return {
        "_type": "link",
        "_key": key,
        "href": attributes["href"],
        "id": attributes.get("id"),
        "target": target,
    }


def _image(attributes: dict[str, str]) -> dict[str, Any]:
    numbers = {name: attributes.get(name) for name in ("data-id", "width", "height")}
    identity, width, height = (int(text) if text else None for text in numbers.values())
    return {
        "id": identity,
        "src": attributes["src"],
        "alt": attributes["alt"],
        "width": width,
        "height": height,
    }

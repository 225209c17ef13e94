"""Any text becomes a tree of elements here, in linear time and never deep enough to exhaust a stack.

Tags that are left out are understood as a browser does in the cases that articles have (an item ends the item before
it, a block ends a paragraph, a cell the cell before it); elsewhere an end tag that closes nothing is ignored.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from blocks.markup.tokens import End, Raw, Start, Words, positioned
from cms.legacy.markup.vocabulary import (
    BLOCKS,
    CELLS,
    FORMATTING,
    HEADINGS,
    IN_HEAD,
    KINDS,
    LISTS,
    ROW_GROUPS,
    SCOPES,
    UNSEEN,
    VERBATIM,
    VOID,
)

MAX_DEPTH = 120
"""How deep elements are nested at most; deeper ones stand beside each other."""

MAX_NAME = 100
"""How long a class or an id is at most that says something, in characters."""

MAX_REOPENED = 5
"""How many inline elements go on after one around them has ended."""

_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_CODE = re.compile(r"<\?(?:php\b|=)(?:(?!<\?).){0,20000}?\?>|<%[@=#!\s-](?:(?!<%).){0,20000}?%>", re.DOTALL)
"""Code of a server that never sent it, and so no words of a page."""

_NOSCRIPT = re.compile("<(/?)noscript", re.IGNORECASE)
_SURROGATES = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Text:
    """Words, and the line of the source that they begin on."""

    text: str
    line: int


@dataclass(slots=True, eq=False)
class Node:
    """An element. ``size`` is the number of characters of text in it, once the tree is complete; ``raw`` what stands
    in a script or another element whose content is not markup; ``holds`` the kinds of element in it (see
    ``vocabulary.KINDS``)."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    line: int = 1
    children: "list[Node | Text]" = field(default_factory=list)
    raw: str = ""
    size: int = 0
    holds: int = 0

    def get(self, name: str) -> str:
        """An attribute without the spaces around it; "" where there is none."""
        return self.attributes.get(name, "").strip()

    @property
    def names(self) -> list[str]:
        """Its classes and its id, in lower case; what is longer than any name is none."""
        given = f"{self.get('class')} {self.get('id')}".lower().split()
        return [name for name in given if len(name) <= MAX_NAME]

    def nodes(self) -> "Iterator[Node]":
        """The elements in it, in the order of the document, without itself."""
        waiting = list(reversed(self.children))
        while waiting:
            child = waiting.pop()
            if isinstance(child, Node):
                yield child
                waiting.extend(reversed(child.children))


def parse(source: str, *, first_line: int = 1) -> Node:
    """Return the root of the tree. ``first_line`` is the number of the first line of ``source`` in its file."""
    return _Builder(source, first_line).build()


@dataclass(slots=True)
class _Open:
    node: Node
    item: int
    paragraph: int
    link: int


class _Builder:
    def __init__(self, source: str, first_line: int) -> None:
        source = _CODE.sub(lambda match: "\n" * match[0].count("\n"), _SURROGATES.sub("\ufffd", source))
        # What XHTML marks as text is text: it can hold no tag of its own. Behind the last end no other is looked for.
        end = source.rfind("]]>") + 3
        plain = _CDATA.sub(lambda match: match[1].replace("&", "&amp;").replace("<", "&lt;"), source[:end])
        self._source = plain + source[end:]
        self._breaks = [match.start() for match in re.finditer("\n", self._source)]
        self._first_line = first_line
        self._root = Node("", line=first_line)
        self._stack = [_Open(self._root, -1, -1, -1)]
        self._scopes: list[tuple[int, Counter[str]]] = [(0, Counter())]

    def build(self) -> Node:
        for token, offset in positioned(self._source):
            line = self._first_line + bisect_right(self._breaks, offset - 1)
            match token:
                case Words(text):
                    if text.strip():
                        self._leave_head()
                    self._stack[-1].node.children.append(Text(text, line))
                case Start(tag, attributes):
                    self._start(tag, attributes, line)
                case Raw(tag, text):
                    self._raw(tag, text, line)
                case End(tag):
                    self._end(tag)
        measure(self._root)
        return self._root

    def _raw(self, tag: str, text: str, line: int) -> None:
        node = self._stack[-1].node
        node.raw = text
        if tag in VERBATIM:
            node.children = [Text(text, line)]
        elif tag == "noscript":
            # One inside another can not be, and would go as deep as the source likes.
            node.children = parse(_NOSCRIPT.sub(r"<\1span", text), first_line=line).children

    def _start(self, tag: str, attributes: dict[str, str], line: int) -> None:
        if tag not in IN_HEAD:
            self._leave_head()
        self._make_room(tag)
        if len(self._stack) > MAX_DEPTH:
            self._pop_to(len(self._stack) - 1)
        node = Node(tag, attributes, line)
        if tag in ("body", "html") and any(each.node.tag == tag for each in self._stack):
            return
        self._stack[-1].node.children.append(node)
        if tag not in VOID:
            self._push(node)

    def _leave_head(self) -> None:
        """What is no part of a head ends it, whether or not its end tag was written."""
        if self._stack[-1].node.tag == "head":
            self._pop_to(len(self._stack) - 1)

    def _make_room(self, tag: str) -> None:
        """Close what the start of this element ends."""
        if tag in CELLS or tag in ROW_GROUPS or tag == "tr":
            self._end_cell()
            if tag not in CELLS:
                self._close("tr")
            if tag in ROW_GROUPS:
                for group in ROW_GROUPS:
                    self._close(group)
            return
        top = self._stack[-1]
        if tag == "li" and top.item >= 0:
            self._pop_to(top.item)
        elif tag in ("dt", "dd"):
            self._close("dt")
            self._close("dd")
        elif tag in ("option", "optgroup"):
            self._close("option")
        elif tag == "a" and top.link >= 0:
            self._pop_inline("a", top.link)
        elif tag in BLOCKS and top.paragraph >= 0:
            self._pop_to(top.paragraph)
        if tag in HEADINGS and self._stack[-1].node.tag in HEADINGS:
            self._pop_to(len(self._stack) - 1)

    def _push(self, node: Node) -> None:
        top, index, tag = self._stack[-1], len(self._stack), node.tag
        scope = tag in SCOPES
        item = index if tag == "li" else -1 if scope or tag in LISTS else top.item
        paragraph = index if tag == "p" else -1 if scope else top.paragraph
        link = index if tag == "a" else -1 if scope else top.link
        self._stack.append(_Open(node, item, paragraph, link))
        if scope:
            self._scopes.append((index, Counter()))
        else:
            self._scopes[-1][1][tag] += 1

    def _end(self, tag: str) -> None:
        if tag in ("body", "html"):
            # What follows them is shown as if it stood before.
            return
        if tag in CELLS:
            self._end_cell()
        elif tag in ROW_GROUPS or tag == "tr":
            self._end_cell()
            self._close(tag)
        elif tag == "table" or tag in SCOPES:
            self._end_scope(tag)
        elif tag in BLOCKS or tag in LISTS:
            self._close(tag)
        elif tag == "br":
            self._stack[-1].node.children.append(Node("br", line=self._stack[-1].node.line))
        else:
            self._close(tag, inline=True)

    def _end_cell(self) -> None:
        if len(self._scopes) > 1 and self._stack[self._scopes[-1][0]].node.tag in CELLS:
            self._pop_to(self._scopes[-1][0])

    def _end_scope(self, tag: str) -> None:
        for index, _ in reversed(self._scopes[1:]):
            if self._stack[index].node.tag == tag:
                self._pop_to(index)
                return

    def _close(self, tag: str, *, inline: bool = False) -> None:
        """End the innermost element of that name, if one is open in this table cell."""
        if not self._scopes[-1][1][tag]:
            return
        index = len(self._stack) - 1
        while self._stack[index].node.tag != tag:
            index -= 1
        if inline:
            self._pop_inline(tag, index)
        else:
            self._pop_to(index)

    def _pop_inline(self, tag: str, index: int) -> None:
        """End an inline element; what else is open in it goes on after it."""
        inside = [each.node for each in self._stack[index + 1 :]]
        if any(node.tag in BLOCKS for node in inside):
            self._stack[-1].node.children.append(Node(f"/{tag}", line=self._stack[-1].node.line))
            return
        self._pop_to(index)
        for node in [node for node in inside if node.tag in FORMATTING][:MAX_REOPENED]:
            again = Node(node.tag, {k: v for k, v in node.attributes.items() if k != "id"}, node.line)
            self._stack[-1].node.children.append(again)
            self._push(again)

    def _pop_to(self, index: int) -> None:
        """Remove the open element at the index and all in it."""
        while len(self._stack) > index:
            node = self._stack.pop().node
            if self._scopes[-1][0] == len(self._stack) and len(self._scopes) > 1:
                self._scopes.pop()
            else:
                self._scopes[-1][1][node.tag] -= 1


def measure(root: Node) -> None:
    """Count text and kinds from the innermost elements outwards; again, if the tree was changed."""
    for node in reversed([root, *root.nodes()]):
        node.size = node.holds = 0
        for child in node.children:
            if isinstance(child, Text):
                node.size += len(child.text.strip())
            else:
                node.size += child.size if child.tag not in UNSEEN else 0
                node.holds |= child.holds | KINDS.get(child.tag, 0)

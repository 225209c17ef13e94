"""Reads lists: whole, and item by item for those that turn out to be references."""

import re

from cms.legacy.items import ListElement
from cms.legacy.markup.inline import Written, escaped
from cms.legacy.markup.tree import Node, Text
from cms.legacy.markup.vocabulary import FORM, HEADING, LIST, LISTS, MEDIA, TABLE
from cms.legacy.markup.walker import Entry, Walker
from cms.legacy.tidy import Tidied


class _List:
    """A list as it is being read. ``texts`` has a line of text for each item, nested ones too."""

    def __init__(self, walker: Walker) -> None:
        self.walker = walker
        self.texts: list[str] = []
        self.places: list[int] = []
        self.tidied = Tidied()
        self.entries: list[Entry] = []

    def markup(self, node: Node, *, nested: bool = False) -> str:
        """Read the list and return it; "" if no item shows anything."""
        tag = "ol" if node.tag == "ol" else "ul"
        number = int(node.get("start")) if re.fullmatch(r"-?\d{1,6}", node.get("start")) else 1
        start = f' start="{number}"' if tag == "ol" and number != 1 else ""
        items: list[str] = []
        for child in _items(node):
            texts, places = len(self.texts), len(self.places)
            if child.tag in LISTS:
                # A list directly in a list belongs to the item before it.
                inner = self.markup(child, nested=True)
                if inner:
                    items[-1:] = [items[-1] + inner] if items else [inner]
                continue
            value = child.get("value")
            number = int(value) if re.fullmatch(r"-?\d{1,6}", value) else number
            item = self._item(child)
            if not item:
                continue
            items.append(item)
            if not nested:
                ids = [one.get("id") or one.get("name") for one in (child, *child.nodes())]
                self.entries.append(
                    Entry(
                        "\n".join(self.texts[texts:]),
                        item,
                        tuple(self.places[places:]),
                        Tidied(),
                        str(number) if tag == "ol" else "",
                        tuple(dict.fromkeys(filter(None, ids))),
                    )
                )
            number += 1
        if not items:
            return ""
        return f"<{tag}{start}>{''.join(f'<li>{item}</li>' for item in items)}</{tag}>"

    def _item(self, node: Node) -> str:
        """One item; what it holds besides lists is joined to one line of text."""
        walker = self.walker
        parts: list[str] = []
        lines: list[Written] = []

        def settle() -> None:
            if not lines:
                return
            self.texts.append(" ".join(line.text.replace("\n", " ") for line in lines))
            self.places.append(walker.place(lines[0].line))
            for line in lines:
                self.tidied += line.tidied
            if parts:
                parts.append("<br>")
            parts.append("<br>".join(escaped(line) for line in lines))
            lines.clear()

        def nested(_: Walker, inner: Node) -> None:
            walker.flush()
            settle()
            markup = self.markup(inner, nested=True)
            if markup:
                parts.append(markup)

        before = walker.nested_list
        walker.nested_list = nested
        with walker.gathering(lines.append):
            walker.walk(node)
        walker.nested_list = before
        settle()
        return "".join(parts)


def _items(node: Node) -> list[Node]:
    """The items of a list; words outside of any are one of their own."""
    found: list[Node] = []
    for child in node.children:
        if isinstance(child, Text):
            if child.text.strip():
                found.append(Node("li", line=child.line, children=[child]))
        else:
            found.append(
                child if child.tag in ("li", *LISTS) else Node("li", line=child.line, children=[child])
            )
    return found


def list_(walker: Walker, node: Node) -> None:
    """A list. One that holds headings, tables or forms only arranges them, and is taken apart."""
    if walker.sink is not None and walker.nested_list is not None:
        walker.nested_list(walker, node)
        return
    walker.flush()
    if walker.sink is not None or node.holds & (TABLE | FORM | HEADING | MEDIA):
        walker.walk(node)
        walker.flush()
        return
    reading = _List(walker)
    with walker.held():
        markup = reading.markup(node)
    if markup:
        text = "\n".join(reading.texts)
        made = ListElement(text, markup, lines=tuple(reading.places), tidied=reading.tidied)
        walker.put(made, text)
        walker.entries[made.line] = tuple(reading.entries)
        if is_notes(node) or walker.in_notes:
            walker.notes_lists.add(made.line)
    walker.settle()


_NOTES = re.compile(
    r"(?:.*[-_])?(?:foot|end)notes?(?:[-_].*)?|references?(?:[-_]list)?|reflist|mw-references.*|citations?|ref-list"
    r"|bibliography|wp-block-footnotes|easy-footnotes.*"
)


def is_notes(node: Node) -> bool:
    """Whether a list is called one of references or notes."""
    return node.get("role") in ("doc-endnotes", "doc-bibliography") or any(map(_NOTES.fullmatch, node.names))


def is_notes_section(node: Node) -> bool:
    """Whether an element is called a section of references or notes."""
    return node.tag in ("section", "div", "aside", "footer") and bool(node.holds & LIST) and is_notes(node)


def notes_section(walker: Walker, node: Node) -> None:
    """The lists in it are ones of references or notes."""
    before, walker.in_notes = walker.in_notes, True
    walker.flush()
    walker.walk(node)
    walker.flush()
    walker.in_notes = before


Walker.tests.append((is_notes_section, notes_section))
Walker.handlers |= dict.fromkeys(LISTS, list_)

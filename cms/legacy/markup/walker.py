"""Goes through the tree of an article and takes it apart into passages, each with its places."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from cms.legacy.form_rules import FORM_RULES, FormRule
from cms.legacy.items import NotCarried, Passage, SetAside, Structured
from cms.legacy.markup.boilerplate import Boilerplate
from cms.legacy.markup.inline import Line, Mark, Written
from cms.legacy.markup.media import resolve
from cms.legacy.markup.tree import Node, Text
from cms.legacy.markup.vocabulary import BLOCKS, MARKS, UNSEEN
from cms.legacy.tidy import Tidied, tidy


@dataclass(frozen=True, slots=True)
class Entry:
    """An item of a list by itself, for lists that turn out to be references or notes."""

    text: str
    markup: str
    lines: tuple[int, ...]
    tidied: Tidied
    marker: str = ""
    anchors: tuple[str, ...] = ()


Later = Callable[[], None]


class Walker:
    """One pass through one article. The families of elements (lists, tables, media, forms) are handlers beside it.

    While something is *gathered* (an item, a cell, a caption), its lines go to ``sink``, and what cannot stand in it
    waits until it has its place.
    """

    handlers: dict[str, Callable[["Walker", Node], None]] = {}
    """By tag: what reads an element that is more than a container."""

    tests: list[tuple[Callable[[Node], bool], Callable[["Walker", Node], None]]] = []
    """What reads an element that is known by more than its tag."""

    def __init__(
        self,
        boilerplate: Boilerplate,
        *,
        base: str = "",
        form_rules: Sequence[FormRule] = FORM_RULES,
        targets: frozenset[str] = frozenset(),
    ) -> None:
        self.boilerplate = boilerplate
        self.base = base
        self.address = base
        self.form_rules = form_rules
        self.passages: list[Passage] = []
        self.line_of: list[int] = []
        self.entries: dict[int, tuple[Entry, ...]] = {}
        self.notes_lists: set[int] = set()
        self.seen_pictures: set[str] = set()
        self.noscript_pictures: set[str] = set()
        self.caption: Written | None = None
        self.pending: list[Later] = []
        self.line = Line()
        self.lines: list[Written] = []
        self.marks: tuple[Mark, ...] = ()
        self.sink: Callable[[Written], None] | None = None
        self.in_pre = False
        self.nested_list: Callable[[Walker, Node], None] | None = None
        self.picture_sources: list[str] = []
        self.in_noscript = False
        self.in_notes = False
        self.targets = targets
        self._links = 0
        self._held = 0

    def walk(self, node: Node) -> None:
        """Read what is in the element."""
        for child in node.children:
            if isinstance(child, Text):
                self.line.words(child.text, self.marks, child.line, preformatted=self.in_pre)
            else:
                self.element(child)

    def element(self, node: Node) -> None:
        """Read the element."""
        if node.tag in UNSEEN:
            self._unseen(node)
            return
        rule = self.boilerplate.rule(node)
        if rule is not None:
            self.set_aside(node, rule.id)
            return
        name = node.get("id") or (node.get("name") if node.tag == "a" else "")
        if name in self.targets:
            if node.tag in BLOCKS:
                self.flush()
            self.line.anchor(name)
        for test, handler in self.tests:
            if test(node):
                handler(self, node)
                return
        handler_ = self.handlers.get(node.tag)
        if handler_ is not None:
            handler_(self, node)
        elif node.tag in MARKS:
            with self.marked(Mark(MARKS[node.tag])):
                self.walk(node)
        elif node.tag in BLOCKS:
            self.flush()
            self.walk(node)
            self.flush()
        elif node.tag.startswith("/"):
            self._unmark(MARKS.get(node.tag[1:], node.tag[1:]))
        else:
            self.walk(node)

    @contextmanager
    def marked(self, mark: Mark) -> Iterator[None]:
        """What is read meanwhile has the mark; one inside its like adds nothing."""
        before = self.marks
        if all(mark.tag != other.tag for other in before):
            self.marks = (*before, mark)
        try:
            yield
        finally:
            self.marks = tuple(each for each in before if each in self.marks)

    def link(self, node: Node) -> Mark | None:
        """The mark of a link, or None if it leads nowhere."""
        address = resolve(self.base, node.get("href"))
        if not address or address.lower().startswith(("javascript:", "data:", "vbscript:")):
            return None
        page, _, fragment = address.partition("#")
        if fragment and page and page == self.address.partition("#")[0]:
            address = f"#{fragment}"
        self._links += 1
        return Mark("a", address, self._links)

    def flush(self) -> None:
        """End the line at hand."""
        written = self.line.finish()
        if written is not None:
            if self.sink is not None:
                self.sink(written)
            else:
                self.put_text(written)
        if self.sink is None:
            self.settle()

    def settle(self) -> None:
        """What waited for the end of a piece follows it."""
        if self._held:
            return
        pending, self.pending = self.pending, []
        for later in pending:
            later()

    def later(self, emit: Later, *, inline: bool = False) -> None:
        """Emit now, or behind the piece that is being read."""
        if self._held or self.sink is not None or (inline and self.line):
            self.pending.append(emit)
        else:
            self.flush()
            emit()

    @contextmanager
    def held(self) -> Iterator[None]:
        """What cannot stand in the piece that is being read waits meanwhile."""
        self.flush()
        self._held += 1
        try:
            yield
        finally:
            self._held -= 1

    @contextmanager
    def gathering(self, sink: Callable[[Written], None]) -> Iterator[None]:
        """Lines go to the sink meanwhile."""
        self.flush()
        before, self.sink = self.sink, sink
        marks, self.marks = self.marks, ()
        try:
            yield
            self.flush()
        finally:
            self.sink, self.marks = before, marks

    def gather(self, node: Node) -> list[Written]:
        """The lines of text in an element."""
        found: list[Written] = []
        with self.gathering(found.append):
            self.walk(node)
        return found

    def take_lines(self) -> list[Written]:
        """The lines that were gathered in ``lines`` so far."""
        taken, self.lines[:] = list(self.lines), []
        return taken

    def place(self, line: int) -> int:
        """A new place, which begins on that line of the source."""
        self.line_of.append(line)
        return len(self.line_of)

    def put(self, element: Structured, text: str, *, anchors: tuple[str, ...] = ()) -> None:
        """Something whose kind is known follows."""
        self.passages.append(Passage(text, element.lines, element.tidied, element=element, anchors=anchors))

    def put_text(self, written: Written) -> None:
        """A paragraph follows."""
        self.passages.append(
            Passage(written.text, (self.place(written.line),), written.tidied, markup=written.markup)
        )

    def set_aside(self, node: Node, rule: str) -> None:
        """The element is no part of the article; its text is kept."""
        text, tidied = plain_text(node)
        if text:
            self.later(
                lambda: self.put(SetAside(rule, text, lines=(self.place(node.line),), tidied=tidied), text),
                inline=node.tag not in BLOCKS,
            )
        elif node.tag in BLOCKS:
            self.flush()

    def not_carried(self, node: Node, kind: str, name: str, text: str) -> None:
        """The element has no counterpart; what it was is kept."""
        self.later(
            lambda: self.put(NotCarried(kind, name, text, lines=(self.place(node.line),)), text),
            inline=node.tag not in BLOCKS,
        )

    def put_note(self, node: Node, text: str) -> None:
        """A note of the reader of an export follows."""
        kind, name = node.get("data-kind") or "shortcode", node.get("data-name")
        text = text or node.get("data-text")
        self.put(NotCarried(kind, name, text, lines=(self.place(node.line),)), text)

    def _unseen(self, node: Node) -> None:
        if node.tag == "script" and node.get("src"):
            self.not_carried(node, "script", resolve(self.base, node.get("src")), node.raw.strip())

    def _unmark(self, tag: str) -> None:
        self.marks = tuple(mark for mark in self.marks if mark.tag != tag)


def plain_text(node: Node) -> tuple[str, Tidied]:
    """The text in an element with single spaces, blocks apart, and what was done to it."""
    parts: list[str] = []
    waiting: list[Node | Text | None] = [node]
    while waiting:
        child = waiting.pop()
        if child is None:
            parts.append(" ")
        elif isinstance(child, Text):
            parts.append(child.text)
        elif child.tag not in UNSEEN:
            if child.tag in BLOCKS or child.tag in ("br", "option", "button"):
                parts.append(" ")
                waiting.append(None)
            waiting.extend(reversed(child.children))
            if child.tag == "textarea":
                parts.append(child.raw)
    return tidy("".join(parts))

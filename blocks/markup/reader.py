"""Reads HTML into flat blocks: the one place that decides what its structure means.

Headings, paragraphs, quotations and lists keep their kind; a wrapper such as `div` only separates. Inside a
list item, a quotation, a table cell and inline text, the end of a block is a line break. An image, a rule, a
table or preformatted text stands between blocks, never in one. What holds no text vanishes. Nothing here
recurses, and nothing nests deeper than `MAX_LIST_LEVELS`, so the depth of the input costs and breaks nothing.
"""

from collections import Counter
from dataclasses import dataclass

from blocks.markup.content import Block, Image, Item, Preformatted, Rule, Text
from blocks.markup.line import Line, Marks
from blocks.markup.policy import HEADINGS, MARKS, Profile, image_attributes
from blocks.markup.tables import TAGS as TABLE_TAGS
from blocks.markup.tables import TableBuilder
from blocks.markup.tokens import End, Start, Words, tokens

MAX_LIST_LEVELS = 10
"""Items of deeper lists stand on this level."""

_MARKS = {**{tag: tag for tag in MARKS}, "b": "strong", "i": "em"}
_HEADINGS = {**{tag: tag for tag in HEADINGS}, "h1": "h2"}
_LISTS = frozenset({"ul", "ol"})
# fmt: off
_BLOCKS = TABLE_TAGS | _HEADINGS.keys() | _LISTS | {
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "head", "header", "hgroup",
    "hr", "html", "legend", "li", "listing", "main", "menu", "nav", "optgroup", "option", "p", "pre",
    "search", "section", "summary",
}
# fmt: on
_SPACES = " \t\n\f\r"
_PRE_SPACES = str.maketrans("\r\f", "\n\n")


def read(source: str, profile: Profile) -> list[Block]:
    """The blocks that HTML consists of under a profile; inline text is one paragraph, or none."""
    return _Reader(profile).read(source)


@dataclass(slots=True)
class _List:
    tag: str
    epoch: int = -1
    has_level: bool = False


class _Lists:
    """The lists that are open. One takes up a level once it has an item: a list of lists is one list."""

    def __init__(self) -> None:
        self._open: list[_List] = []
        self._counts: Counter[str] = Counter()
        self._path: list[str] = []
        self._epoch = 0

    def __bool__(self) -> bool:
        return bool(self._open)

    def __contains__(self, tag: str) -> bool:
        return self._counts[tag] > 0

    def start(self, tag: str) -> None:
        self._open.append(_List(tag))
        self._counts[tag] += 1

    def end(self, tag: str) -> None:
        """End the innermost list of this element, and those inside it."""
        while True:
            ended = self._open.pop()
            self._counts[ended.tag] -= 1
            if ended.has_level and ended.epoch == self._epoch:
                self._path.pop()
            if ended.tag == tag:
                return

    def path(self) -> tuple[str, ...]:
        """Where an item of the innermost list stands."""
        innermost = self._open[-1]
        if innermost.epoch != self._epoch:
            innermost.epoch = self._epoch
            innermost.has_level = len(self._path) < MAX_LIST_LEVELS
            if innermost.has_level:
                self._path.append(innermost.tag)
        return tuple(self._path)

    def interrupt(self) -> None:
        """Something that is no item stands between: what follows are new lists."""
        self._epoch += 1
        self._path.clear()


class _Reader:
    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._blocks: list[Block] = []
        self._line = Line()
        self._marks = Marks()
        self._tag = "p"
        self._quotes = 0
        self._lists = _Lists()
        self._table: TableBuilder | None = None
        self._pre: list[str] | None = None

    def read(self, source: str) -> list[Block]:
        for token in tokens(source):
            match token:
                case Words(text):
                    self._words(text)
                case Start(tag, attributes):
                    self._start(tag, attributes)
                case End(tag):
                    self._end(tag)
        self._end_pre()
        self._end_table()
        self._flush()
        return self._blocks

    def _words(self, text: str) -> None:
        if self._pre is not None:
            self._pre.append(text.translate(_PRE_SPACES))
            return
        if self._table is not None and text.strip(_SPACES):
            self._table.expect_words()
        self._line.words(text, self._marks.current)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in _MARKS:
            self._marks.start(_MARKS[tag])
        elif tag == "a":
            self._marks.start_link(attributes)
        elif tag == "br" and self._pre is not None:
            self._pre.append("\n")
        elif tag == "br":
            self._line.new_line(self._marks.current)
        elif tag == "img":
            self._image(attributes)
        elif tag in _BLOCKS:
            self._start_block(tag, attributes)

    def _end(self, tag: str) -> None:
        if tag in _MARKS:
            self._marks.end(_MARKS[tag])
        elif tag == "a":
            self._marks.end(tag)
        elif tag in _BLOCKS:
            self._end_block(tag)

    def _start_block(self, tag: str, attributes: dict[str, str]) -> None:
        if self._separated_only(tag):
            return
        if self._table is not None:
            self._table.start(tag, attributes)
        elif tag in _LISTS and not self._quotes:
            self._flush()
            self._lists.start(tag)
        elif tag == "li" and self._lists:
            self._flush()
        elif tag == "blockquote" and not self._lists:
            if not self._quotes:
                self._flush()
            self._line.soft_break()
            self._quotes += 1
        elif tag == "hr":
            self._stand_alone(Rule())
        elif tag == "pre":
            self._flush()
            self._pre = []
        elif tag == "table" and self._profile is Profile.TABLE:
            self._flush()
            self._table = TableBuilder(self._line, self._marks)
        else:
            self._separate()
            if tag == "p" or tag in _HEADINGS:
                self._tag = _HEADINGS.get(tag, "p")

    def _end_block(self, tag: str) -> None:
        if tag == "pre" and self._pre is not None:
            self._end_pre()
        elif self._separated_only(tag):
            return
        elif self._table is not None:
            if self._table.end(tag):
                self._end_table()
        elif tag in self._lists:
            self._flush()
            self._lists.end(tag)
        elif tag == "li" and self._lists:
            self._flush()
        else:
            if tag == "blockquote" and self._quotes == 1:
                self._flush()
            self._quotes -= tag == "blockquote" and self._quotes > 0
            self._separate()
            if tag in _HEADINGS:
                self._tag = "p"

    def _separated_only(self, tag: str) -> bool:
        """Where no block can stand, its borders separate lines."""
        if self._pre is not None:
            if self._pre and not self._pre[-1].endswith("\n"):
                self._pre.append("\n")
            return True
        if self._profile is Profile.INLINE:
            self._line.soft_break()
            return True
        return False

    def _separate(self) -> None:
        if self._lists or self._quotes:
            self._line.soft_break()
        else:
            self._flush()

    def _flush(self) -> None:
        """End the text at hand; it becomes an item, a quotation, a heading or a paragraph."""
        runs = self._line.finish()
        if not runs:
            return
        if self._lists:
            self._blocks.append(Item(self._lists.path(), runs))
        else:
            self._blocks.append(Text("blockquote" if self._quotes else self._tag, runs))
        self._marks.split()

    def _stand_alone(self, block: Block) -> None:
        self._flush()
        self._blocks.append(block)
        self._lists.interrupt()

    def _image(self, given: dict[str, str]) -> None:
        if self._profile is Profile.INLINE or self._table is not None or self._pre is not None:
            return
        attributes = image_attributes(given)
        if attributes is not None:
            self._stand_alone(Image(attributes))

    def _end_pre(self) -> None:
        text, self._pre = "".join(self._pre or ()).strip("\n"), None
        if text.strip(_SPACES):
            self._stand_alone(Preformatted(text))

    def _end_table(self) -> None:
        if self._table is None:
            return
        table, self._table = self._table.finish(), None
        if table is not None:
            self._stand_alone(table)

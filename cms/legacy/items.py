"""Neutral items stand between readers and conversion: a new format needs a reader and nothing else.

A source is made of places, numbered from 1: the lines of a text file, or the pieces of a page of HTML (a heading, a
paragraph, a cell, a picture: whatever holds text or media of its own, in the order of the document). Every element says
which places it was made from, and no place belongs to two elements: that is how a report can prove that nothing was
lost.

``markup`` of an element is HTML as far as a line of text needs it: ``a[href]``, ``b``, ``i``, ``sup``, ``sub``,
``code``, ``br``, and ``a[id]`` where something leads to; of a list also ``ul``, ``ol[start]``, ``li``. It is escaped
and well-formed, but not yet cleaned. ``text`` is the same without any markup.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from cms.bibliography.identifiers import Identifier
from cms.legacy.tidy import UNTOUCHED, Tidied

Unit = Literal["line", "piece"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """What has places in the source: ``lines`` are their numbers, in order, at least one."""

    lines: tuple[int, ...]
    tidied: Tidied = UNTOUCHED

    @property
    def line(self) -> int:
        return self.lines[0]


@dataclass(frozen=True, slots=True)
class Paragraph(Placed):
    """Prose of the article. ``markup`` is "" where the source has none: then ``text`` says all."""

    text: str
    markup: str = ""


@dataclass(frozen=True, slots=True)
class Heading(Placed):
    """A heading. ``level`` is the source's own, 1 to 6; ``anchor`` its id, if it has one."""

    text: str
    level: int
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class ListElement(Placed):
    """A whole list with what is nested in it. ``text`` has an item a line."""

    text: str
    markup: str


@dataclass(frozen=True, slots=True)
class Quote(Placed):
    """Words of somebody else."""

    text: str
    markup: str
    attribution: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, spans resolved: a spanned place holds an empty cell."""

    text: str
    markup: str = ""
    header: bool = False


@dataclass(frozen=True, slots=True)
class Table(Placed):
    """A table of data; ``rows`` are all of one length. ``caption`` is plain."""

    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Picture(Placed):
    """A picture. ``src`` is absolute where the source says how; ``alternatives`` are other addresses of the same
    picture, the largest first (``srcset``, the file a thumbnail links to). ``alt`` is None where the source has no
    ``alt`` at all, and "" where it calls the picture decorative. ``attachment`` is the id in an export."""

    src: str
    alt: str | None = None
    caption: str = ""
    caption_markup: str = ""
    alternatives: tuple[str, ...] = ()
    attachment: str = ""


@dataclass(frozen=True, slots=True)
class Embed(Placed):
    """A video, a post, a map: something that another site shows at ``url``. ``text`` is what stands in its place
    for those who do not see it."""

    url: str
    text: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Download(Placed):
    """A file offered for download."""

    url: str
    text: str


@dataclass(frozen=True, slots=True)
class SourceLine(Placed):
    """What a line such as ``Source: “Title …” 16 Sep. 2021, https://…``, or an entry of a list of references, says.

    ``raw`` is the whole text. Without quotation marks ``title`` may hold authors and journal too, and
    ``title_quoted`` says so. Dates are ISO, as exact as they were given: ``2021-09-16``, ``2021-09`` or
    ``2021``. ``marker`` is the number or sign by which the text refers to it ("3", "*"), ``anchors`` the ids that links
    in the text lead to. ``parts`` are fields of CSL-JSON (author, container-title …) where the entry is written in a
    style that leaves no doubt which words are which.
    """

    raw: str
    title: str = ""
    title_truncated: bool = False
    title_quoted: bool = False
    date: str | None = None
    accessed: str | None = None
    url: str | None = None
    identifiers: tuple[Identifier, ...] = ()
    marker: str = ""
    anchors: tuple[str, ...] = ()
    parts: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def identifier(self) -> Identifier | None:
        """The first identifier, or None."""
        return self.identifiers[0] if self.identifiers else None


@dataclass(frozen=True, slots=True)
class Footnote(Placed):
    """A note below the text that names no work. ``marker`` and ``anchors`` as in a source line."""

    text: str
    markup: str = ""
    marker: str = ""
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of a form in the markup of the source. ``type`` is HTML's (``email``, ``select``, ``textarea`` …)."""

    name: str
    label: str
    type: str
    required: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form(Placed):
    """One form of the old site, however often it stands in the file.

    ``kind`` is a value of ``blocks.vocabulary.CallToActionKind``. ``text`` holds its paragraphs, one a
    line. ``labels`` are field names and error messages: they belong to the form and have no place in a
    panel. ``fields`` are known only where the source has the form's markup. ``places`` has the first and last place of
    each occurrence, in order; ``lines`` all that are not blank, of all of them.
    """

    kind: str
    heading: str
    places: tuple[tuple[int, int], ...]
    text: str = ""
    success_message: str = ""
    button: str = ""
    labels: tuple[str, ...] = ()
    fields: tuple[FormField, ...] = ()

    @property
    def occurrences(self) -> int:
        return len(self.places)

    @property
    def repeats(self) -> int:
        """Occurrences after the first."""
        return len(self.places) - 1


@dataclass(frozen=True, slots=True)
class SetAside(Placed):
    """Something that is no part of the article: a menu, a share bar. ``rule`` is the id of the rule that says so."""

    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class NotCarried(Placed):
    """Something of the article that has no counterpart here, such as a shortcode of a plugin or a script's widget.
    ``kind`` says what it is in a word ("shortcode", "script", "object"), ``name`` which ("contact-form-7"), ``text``
    what stood there, to be looked at."""

    kind: str
    name: str
    text: str


Element = (
    Paragraph
    | Heading
    | ListElement
    | Quote
    | Table
    | Picture
    | Embed
    | Download
    | SourceLine
    | Footnote
    | Form
    | SetAside
    | NotCarried
)
Structured = Heading | ListElement | Quote | Table | Picture | Embed | Download | SetAside | NotCarried | Form


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of text that belongs together, before anyone knows what it is; or, with ``element``, something whose kind
    the source's markup tells (``text`` is then its text). ``markup`` is that of a paragraph."""

    text: str
    lines: tuple[int, ...]
    tidied: Tidied = UNTOUCHED
    markup: str = ""
    element: Structured | None = None
    anchors: tuple[str, ...] = ()

    @property
    def line(self) -> int:
        return self.lines[0]


@dataclass(frozen=True, slots=True)
class Remnant:
    """A line that looks like a piece of a form but stands alone; it stays in the prose, with a note."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Item:
    """One article as a reader found it.

    ``source`` names the file for people. ``encoding_guessed`` is true when the bytes were not UTF-8 and
    nothing declared what they are. ``title`` is None when the source has none. ``elements`` are in the
    order of the source. ``line_count`` counts the places, whatever their ``unit``; ``line_of`` has, for pieces, the
    line of the file that each begins on (for place n: ``line_of[n - 1]``).
    """

    source: str
    sha256: str
    size: int
    encoding: str
    encoding_guessed: bool
    line_count: int
    blank_lines: int
    elements: tuple[Element, ...]
    title: str | None = None
    title_lines: tuple[int, ...] = ()
    remnants: tuple[Remnant, ...] = ()
    tidied: Tidied = UNTOUCHED
    unit: Unit = "line"
    line_of: tuple[int, ...] = ()
    mended: tuple[str, ...] = field(default=())
    """What a reader had to mend to be able to read it, as codes of notes."""

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(element for element in self.elements if isinstance(element, Paragraph))

    @property
    def source_lines(self) -> tuple[SourceLine, ...]:
        return tuple(element for element in self.elements if isinstance(element, SourceLine))

    @property
    def forms(self) -> tuple[Form, ...]:
        return tuple(element for element in self.elements if isinstance(element, Form))

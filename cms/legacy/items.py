"""Neutral items stand between readers and conversion: a new format needs a reader and nothing else.

Lines are numbered from 1. Every element says which lines of the source it was made from, and no line
belongs to two elements: that is how a report can prove that nothing was lost.
"""

from dataclasses import dataclass

from cms.bibliography.identifiers import Identifier


@dataclass(frozen=True, slots=True)
class Tidied:
    """How many places of a text were made plain; words are never touched.

    ``non_breaking``: non-breaking and other odd spaces that became plain ones or went at the end of a line;
    ``runs``: two or more plain spaces that became one; ``controls``: invisible control characters taken
    out.
    """

    non_breaking: int = 0
    runs: int = 0
    controls: int = 0

    def __add__(self, other: "Tidied") -> "Tidied":
        return Tidied(
            self.non_breaking + other.non_breaking, self.runs + other.runs, self.controls + other.controls
        )


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of text that belongs together, before anyone knows what it is."""

    text: str
    lines: tuple[int, ...]
    tidied: Tidied = Tidied()

    @property
    def line(self) -> int:
        return self.lines[0]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Prose of the article; ``text`` is plain, not HTML."""

    text: str
    lines: tuple[int, ...]
    tidied: Tidied = Tidied()

    @property
    def line(self) -> int:
        return self.lines[0]


@dataclass(frozen=True, slots=True)
class SourceLine:
    """What a line such as ``Source: “Title …” 16 Sep. 2021, https://…`` says.

    ``raw`` is the whole text. Without quotation marks ``title`` may hold authors and journal too, and
    ``title_quoted`` says so. Dates are ISO, as exact as they were given: ``2021-09-16``, ``2021-09`` or
    ``2021``.
    """

    raw: str
    lines: tuple[int, ...]
    title: str = ""
    title_truncated: bool = False
    title_quoted: bool = False
    date: str | None = None
    accessed: str | None = None
    url: str | None = None
    identifiers: tuple[Identifier, ...] = ()
    tidied: Tidied = Tidied()

    @property
    def line(self) -> int:
        return self.lines[0]

    @property
    def identifier(self) -> Identifier | None:
        """The first identifier, or None."""
        return self.identifiers[0] if self.identifiers else None


@dataclass(frozen=True, slots=True)
class Form:
    """One form of the old site, however often it stands in the file.

    ``kind`` is a value of ``blocks.vocabulary.CallToActionKind``. ``text`` holds its paragraphs, one a
    line. ``labels`` are field names and error messages: they belong to the form and have no place in a
    panel. ``places`` has the first and last line of each occurrence, in order; ``lines`` all non-blank
    lines of all of them.
    """

    kind: str
    heading: str
    lines: tuple[int, ...]
    places: tuple[tuple[int, int], ...]
    text: str = ""
    success_message: str = ""
    button: str = ""
    labels: tuple[str, ...] = ()
    tidied: Tidied = Tidied()

    @property
    def line(self) -> int:
        return self.lines[0]

    @property
    def occurrences(self) -> int:
        return len(self.places)

    @property
    def repeats(self) -> int:
        """Occurrences after the first."""
        return len(self.places) - 1


Element = Paragraph | SourceLine | Form


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
    order of the source.
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
    tidied: Tidied = Tidied()

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(element for element in self.elements if isinstance(element, Paragraph))

    @property
    def source_lines(self) -> tuple[SourceLine, ...]:
        return tuple(element for element in self.elements if isinstance(element, SourceLine))

    @property
    def forms(self) -> tuple[Form, ...]:
        return tuple(element for element in self.elements if isinstance(element, Form))

"""A style turns CSL-JSON records into entries of a reference list and into citations; here it is called by name.

To add a style, write a function from a record to runs and a class of citations, and register both.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Literal, Protocol

from cms.bibliography.styles import ama, apa, nlm
from cms.bibliography.styles.apa_citations import AuthorDateCitations
from cms.bibliography.styles.cited import Cited, read
from cms.bibliography.styles.fields import Item
from cms.bibliography.styles.numeric_citations import NumericCitations, SuperscriptCitations
from cms.bibliography.styles.runs import Runs, html, plain_text

__all__ = [
    "AMA",
    "APA",
    "NLM",
    "STYLES",
    "Citations",
    "Formatted",
    "Mode",
    "UnknownStyle",
    "format_citation",
    "format_entry",
    "register_style",
]

NLM = "nlm-citation-sequence"
AMA = "american-medical-association"
APA = "apa"

Mode = Literal["parenthetical", "narrative"]


class CitationsOfDocument(Protocol):
    """The citations of one document, whose references are known."""

    def cite(self, items: Sequence[Cited], *, narrative: bool) -> Runs:
        """One citation."""

    def entries(self) -> list[tuple[str, Runs]]:
        """The reference list in the order of the style: id and entry."""


@dataclass(frozen=True, slots=True)
class Style:
    """A style: how it prints the entry of a record, and how it cites in a document with such references."""

    entry: Callable[[Item], Runs]
    citations: Callable[[Iterable[Item]], CitationsOfDocument]
    numeric: bool = True
    """Whether it cites by number; otherwise by author and date, or as its own citations say."""


_styles: dict[str, Style] = {
    NLM: Style(nlm.entry, partial(NumericCitations, entry=nlm.entry)),
    AMA: Style(ama.entry, partial(SuperscriptCitations, entry=ama.entry)),
    APA: Style(apa.entry, AuthorDateCitations, numeric=False),
}
STYLES: Mapping[str, Style] = MappingProxyType(_styles)
"""All styles by name."""


def register_style(name: str, style: Style) -> None:
    """Let a style be chosen under a name. Those of our own are not replaced."""
    _styles.setdefault(name, style)


class UnknownStyle(LookupError):
    """There is no style of that name. Carries `style` and `known`."""

    def __init__(self, style: str) -> None:
        self.style = style
        self.known = tuple(STYLES)
        super().__init__(f"There is no citation style {style!r}; known are: {', '.join(self.known)}.")


@dataclass(frozen=True, slots=True)
class Formatted:
    """An entry or a citation as plain `text`, and as `html` that holds only i, b, sub and sup."""

    text: str
    html: str


class Citations:
    """The citations of one document, prepared once for many. Raise UnknownStyle.

    `references`: CSL-JSON records with an `id`, in the order in which they are first cited; that settles their
    numbers and, in APA, what has to be told apart.
    """

    def __init__(self, references: Iterable[Item], style: str = NLM) -> None:
        self._citations = _style(style).citations(references)

    def format(self, items: Iterable[Mapping[str, object]], mode: Mode = "parenthetical") -> Formatted:
        """One citation of the items; see `format_citation`."""
        return _formatted(self._citations.cite(read(items), narrative=mode == "narrative"))

    def entries(self) -> dict[str, Formatted]:
        """The reference list in the order of the style, by id; APA tells apart by letters ("2021a") here, too."""
        return {identity: _formatted(runs) for identity, runs in self._citations.entries()}


def format_entry(csl: Item, style: str = NLM) -> Formatted:
    """The reference-list entry of a record, without its number.

    The record may be incomplete or odd: what cannot be read is left out. Raise UnknownStyle.
    """
    return _formatted(_style(style).entry(csl))


def format_citation(
    references: Iterable[Item],
    items: Iterable[Mapping[str, object]],
    style: str = NLM,
    mode: Mode = "parenthetical",
) -> Formatted:
    """One citation in the text, of a document that cites `references` (see `Citations`, which is for many).

    `items`: each with the `id` of a reference and any of `locator`, `label`, `prefix`, `suffix` and
    `suppress-author`. An item whose reference is not given is left out. A narrative citation names the authors
    in the sentence, "Altman and Bland (1994)". Raise UnknownStyle.
    """
    return Citations(references, style).format(items, mode)


def _style(name: str) -> Style:
    if name not in STYLES:
        raise UnknownStyle(name)
    return STYLES[name]


def _formatted(runs: Runs) -> Formatted:
    return Formatted(plain_text(runs), html(runs))

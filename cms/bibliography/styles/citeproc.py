"""Any other style of the Citation Style Language, by the optional package citeproc-py.

It knows less of the manuals than the styles of our own (see `tests/golden/citations/README.md`), but there are ten
thousand styles for it (https://github.com/citation-style-language/styles). What it returns is read into runs, so
nothing but i, b, sub and sup leaves, whatever a style or a record says. What it can not do: it never leaves an
author out, and in an author–date style it does not put the authors into the sentence.
"""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from cms.bibliography.dates import DateValue, PartialDate
from cms.bibliography.numbering import collapse
from cms.bibliography.styles import nlm
from cms.bibliography.styles.cited import Cited, by_id
from cms.bibliography.styles.fields import Item
from cms.bibliography.styles.locators import counts
from cms.bibliography.styles.numeric_citations import NumericCitations
from cms.bibliography.styles.runs import Runs, parse_markup, plain, plain_text
from cms.bibliography.styles.typography import en_dashes

__all__ = ["CiteprocCitations", "CiteprocMissing", "CiteprocStyle", "InvalidStyle"]

logger = logging.getLogger(__name__)


class CiteprocMissing(ImportError):
    """The package citeproc-py is not installed."""


class InvalidStyle(ValueError):
    """There is no CSL style in the file."""


def _in(tag: str) -> Callable[[object], str]:
    return lambda text: f"<{tag}>{text}</{tag}>"


_MARKS = SimpleNamespace(
    preformat=str,
    Italic=_in("i"),
    Oblique=_in("i"),
    Bold=_in("b"),
    Superscript=_in("sup"),
    Subscript=_in("sub"),
    Light=str,
    Underline=str,
    SmallCaps=str,
)
"""A formatter for citeproc-py: text stays as it is, and what a style emphasises gets CSL's own marks."""


class CiteprocStyle:
    """A CSL style, read from a file or from those that citeproc-py brings along (by name).

    Raise CiteprocMissing or InvalidStyle.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        formats = (element.get("citation-format") for element in self.parsed().root.iter("{*}category"))
        self.numeric = "numeric" in formats

    def parsed(self) -> Any:
        """The style, parsed anew: citeproc-py keeps the state of a document in it."""
        try:
            import citeproc
        except ImportError as error:
            raise CiteprocMissing("Install the extra “citeproc” for other citation styles.") from error
        try:
            return citeproc.CitationStylesStyle(self.source, validate=False)
        except Exception as error:
            raise InvalidStyle(f"{self.source} is no CSL style: {error}") from error

    def entry(self, item: Item) -> Runs:
        """The entry of one record."""
        entries = self.citations([{**item, "id": "it"}]).entries()
        return entries[0][1] if entries else ()

    def citations(self, references: Iterable[Item]) -> "CiteprocCitations | NumericCitations":
        """The citations of a document. A record that citeproc-py can not cope with must not keep it from readers: then
        the document is cited as in NLM, and the log says so."""
        given = list(references)
        try:
            prepared = CiteprocCitations(given, self)
            prepared.entries()
        except Exception:
            logger.exception("citeproc-py can not print these records in the style %s.", self.source)
            return NumericCitations(given, entry=nlm.entry)
        return prepared


class CiteprocCitations:
    """The citations of one document in a CSL style. `references`: in the order in which they are first cited."""

    def __init__(self, references: Iterable[Item], style: CiteprocStyle) -> None:
        import citeproc
        from citeproc.source import Reference as Record
        from citeproc.source.json import CiteProcJSON

        self._citeproc = citeproc
        self._references = by_id(references)
        self._keys = {identity: f"r{number}" for number, identity in enumerate(self._references, start=1)}
        source = CiteProcJSON([])
        for identity, item in self._references.items():
            source.add(_record(Record, source, self._keys[identity], item))
        parsed = style.parsed()
        self._bibliography = citeproc.CitationStylesBibliography(parsed, source, _MARKS)
        for key in self._keys.values():
            self._bibliography.register(citeproc.Citation([citeproc.CitationItem(key)]))
        if parsed.has_bibliography():
            self._bibliography.sort()
        identities = {key: identity for identity, key in self._keys.items()}
        ordered = [identities[item.key] for item in self._bibliography.items]
        self._numbers = {identity: number for number, identity in enumerate(ordered, start=1)}

    def cite(self, items: Sequence[Cited], *, narrative: bool) -> Runs:
        """One citation. Unknown references are left out."""
        found = [self._item(item) for item in items if item.id in self._references]
        if not found:
            return ()
        citation = self._citeproc.Citation(found)
        self._bibliography.register(citation)
        try:
            return parse_markup(str(self._bibliography.cite(citation, _ignore)))
        except Exception:
            logger.exception("citeproc-py can not print a citation.")
            return plain(
                f"({collapse([self._numbers[item.id] for item in items if item.id in self._numbers])})"
            )

    def entries(self) -> list[tuple[str, Runs]]:
        """The reference list in the order of the style: id and entry."""
        identities = {key: identity for identity, key in self._keys.items()}
        printed = self._bibliography.bibliography()
        return [
            (identities[item.key], parse_markup(str(entry).strip()))
            for item, entry in zip(self._bibliography.items, printed, strict=True)
        ]

    def _item(self, item: Cited) -> Any:
        around: dict[str, Any] = {}
        if item.prefix:
            around["prefix"] = f"{plain_text(item.prefix)} "
        if item.suffix:
            around["suffix"] = f" {plain_text(item.suffix)}"
        if item.locator:
            label = item.label or ("page" if counts(item.locator) else "")
            locator = en_dashes(item.locator)
            if label:
                around["locator"] = self._citeproc.Locator(label, locator)
            else:
                around["suffix"] = f", {locator}{around.get('suffix', '')}"
        return self._citeproc.CitationItem(self._keys[item.id], **around)


def _ignore(item: object) -> None:
    """All references of a document are known."""


def _record(record: Any, source: Any, key: str, item: Item) -> Any:
    """A record as citeproc-py takes it, with the variables that it knows and in a form that it can read."""
    from citeproc import DATES, NAMES, VARIABLES
    from citeproc.source import Date

    found: dict[str, Any] = {}
    for name, value in item.items():
        variable = {"shortTitle": "title_short"}.get(name, name.replace("-", "_"))
        if variable not in VARIABLES or variable in ("id", "type") or not value:
            continue
        if variable in NAMES:
            names = (
                [_name(each) for each in value if isinstance(each, Mapping)]
                if isinstance(value, list)
                else []
            )
            if names := [each for each in names if each]:
                found[variable] = source.parse_names(names)
        elif variable in DATES:
            date = DateValue.of(value)
            if date is not None and date.start is not None:
                found[variable] = Date(**_parts(date.start))
        elif isinstance(value, str | int):
            found[variable] = source.parse_string(value)
    return record(key, str(item.get("type") or "document"), **found)


def _parts(date: PartialDate) -> dict[str, int]:
    parts = {"year": date.year, "month": date.month, "day": date.day if date.month else None}
    return {part: number for part, number in parts.items() if number}


def _name(name: Mapping[str, Any]) -> dict[str, str]:
    if name.get("literal"):
        return {"literal": str(name["literal"])}
    parts = ("family", "given", "dropping-particle", "non-dropping-particle", "suffix")
    return {part: str(name[part]) for part in parts if name.get(part)}

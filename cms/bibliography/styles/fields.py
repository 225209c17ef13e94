"""What every style reads out of a record: its kind, plain fields, and fields that a person wrote."""

from collections.abc import Iterable, Mapping

from cms.bibliography.characters import scalar_text
from cms.bibliography.identifiers import printed_doi
from cms.bibliography.names import Name, names_of
from cms.bibliography.styles.runs import Runs, join, parse_markup, typeset, typographic

Item = Mapping[str, object]

JOURNALS = frozenset(["article-journal", "review", "review-book"])
PARTS = frozenset(["chapter", "paper-conference", "entry", "entry-dictionary", "entry-encyclopedia"])


def kind_of(item: Item) -> str:
    """The CSL type."""
    return scalar_text(item.get("type"))


def text_of(item: Item, *fields: str) -> str:
    """The first of the fields that says something, as clean text."""
    for field in fields:
        value = item.get(field)
        text = "" if value is None else scalar_text(value)
        if text:
            return text
    return ""


def prose_of(item: Item, *fields: str) -> Runs:
    """A field that a person wrote: with its markup, and with typographic quotation marks."""
    text = text_of(item, *fields)
    return typographic(parse_markup(text)) if text else ()


def abbreviated_journal(item: Item) -> Runs:
    """The abbreviated title of a journal without periods, as the medical manuals print it."""
    name = text_of(item, "container-title-short", "journalAbbreviation", "container-title")
    return typographic(parse_markup(f"{name} ".replace(". ", " ").rstrip()))


def doi_of(item: Item) -> str:
    """The DOI as it is printed, without an address in front."""
    doi = text_of(item, "DOI")
    return printed_doi(doi) if doi else ""


def first_role(item: Item, roles: Iterable[str]) -> tuple[str, tuple[Name, ...]]:
    """The first of the roles that somebody has, with their names; ("", ()) when nobody has one."""
    for role in roles:
        names = names_of(item, role=role)
        if names:
            return role, names
    return "", ()


def bracketed(runs: Runs, kind: str) -> Runs:
    """The runs, then a kind of work in square brackets."""
    return join([runs, typeset(f"[{kind}]" if kind else "")], " ")

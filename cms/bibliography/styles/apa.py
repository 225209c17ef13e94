"""APA entries, in the order of their authors.

Source: Publication Manual of the American Psychological Association, 7th ed., chapters 9 and 10: periodicals, books
and their parts, reports, theses, meetings, data sets, software, preprints, websites. Up to twenty authors; works
that stand alone in italics, parts of works upright; titles in the case of the record; addresses in full.
"""

from collections.abc import Callable, Iterable

from cms.bibliography.dates import DateValue
from cms.bibliography.names import names_of
from cms.bibliography.styles.apa_names import list_in_reading_order, list_of_authors
from cms.bibliography.styles.apa_parts import (
    NO_DATE,
    day_of_entry,
    is_part,
    is_presentation,
    is_serial,
    leading,
    original_year,
    year_of_entry,
)
from cms.bibliography.styles.english_dates import long_date
from cms.bibliography.styles.fields import Item, bracketed, doi_of, kind_of, prose_of, text_of
from cms.bibliography.styles.locators import APA_LABELS, PAGE, located
from cms.bibliography.styles.runs import Runs, italic, join, plain, plain_text, sentences, typeset
from cms.bibliography.styles.typography import capitalised, en_dashes, expanded_range, ordinal

_LABELS = {
    "editor": ("Ed.", "Eds."),
    "translator": ("Trans.", "Trans."),
    "compiler": ("Comp.", "Comps."),
    "director": ("Director", "Directors"),
    "host": ("Host", "Hosts"),
}
_OF_SITES = frozenset(["webpage", "post", "article"])
_KINDS = {
    "dataset": "Dataset",
    "software": "Computer software",
    "motion_picture": "Film",
    "map": "Map",
    "thesis": "Thesis",
    "paper-conference": "Paper presentation",
    "speech": "Speech",
}


def entry(item: Item, letter: str = "") -> Runs:
    """One entry of the reference list; the letter tells apart what has the same authors and year."""
    authors, dated, title = _authors(item), plain(_date(item, letter)), _title(item)
    if not (authors or title or year_of_entry(item)):
        dated = ()
    head = [authors, dated, title] if authors else [title, dated]
    body = sentences([*head, *_layout(item)(item)])
    original = original_year(item)
    note = plain(f"(Original work published {original})" if original else "")
    return join([body, plain(_address(item)), note], " ")


def _authors(item: Item) -> Runs:
    role, names = leading(item)
    label = f"({_label(role, len(names))})" if role in _LABELS else ""
    return join([typeset(list_of_authors(names)), plain(label)], " ")


def _label(role: str, count: int) -> str:
    return _LABELS[role][0 if count == 1 else 1]


def _date(item: Item, letter: str) -> str:
    """ "(2021)", "(2021a, May 10)", "(n.d.)", "(n.d.-a)"."""
    year = year_of_entry(item) or NO_DATE
    hyphen = "-" if letter and not year[-1].isdigit() else ""
    return f"({', '.join(part for part in (year + hyphen + letter, day_of_entry(item)) if part)})"


def _title(item: Item) -> Runs:
    """The title, what identifies the work in parentheses, and what kind of work it is in brackets."""
    title = prose_of(item, "title")
    if is_serial(item) or is_part(item):
        return bracketed(title, capitalised(text_of(item, "genre")) if is_part(item) else "")
    volume = prose_of(item, "volume-title")
    if volume:
        title = join([title, join([plain(_volume(item)), volume], ". ")], ": ")
    details = _in_parentheses([_people_behind(item), _commas(_details(item, with_volume=not volume))])
    return bracketed(join([italic(title), details], " "), _kind(item))


def _details(item: Item, *, with_volume: bool) -> list[str]:
    """Edition, volume, version and number of a work that stands alone."""
    return [_edition(item), _volume(item) if with_volume else "", _version(item), _number(item)]


def _commas(parts: Iterable[str]) -> Runs:
    return typeset(", ".join(part for part in parts if part))


def _in_parentheses(parts: Iterable[Runs]) -> Runs:
    inside = join(parts, "; ")
    return plain("(") + inside + plain(")") if inside else ()


def _people_behind(item: Item) -> Runs:
    """ "J. Smith, Ed.; H. Weaver, Trans.": who edited or translated a work by somebody else."""
    found: list[Runs] = []
    for role in ("editor", "translator"):
        names = names_of(item, role=role)
        if names and role != leading(item)[0]:
            found.append(typeset(f"{list_in_reading_order(names)}, {_label(role, len(names))}"))
    return join(found, "; ")


def _edition(item: Item) -> str:
    """ "2nd ed."; a first edition is not mentioned."""
    edition = text_of(item, "edition")
    number = ordinal(edition)
    return "" if number == "1st" else f"{number} ed." if number else edition


def _volume(item: Item) -> str:
    volume = en_dashes(text_of(item, "volume"))
    return " ".join(located(APA_LABELS, "volume", volume)) if volume[:1].isdigit() else volume


def _version(item: Item) -> str:
    version = text_of(item, "version")
    return f"Version {version}" if version[:1].isdigit() else version


def _number(item: Item) -> str:
    """ "Evidence Report No. 208", "No. ISRCTN50189673"; the number of a preprint is a name of its own."""
    number = text_of(item, "number")
    if not number or kind_of(item) == "article":
        return number
    if kind_of(item) == "thesis":
        return f"Publication No. {number}"
    genre = capitalised(text_of(item, "genre")) if kind_of(item) == "report" else ""
    return f"{genre} No. {number}".strip()


def _kind(item: Item) -> str:
    """What stands in brackets: a thesis with its university, else what the record calls the work."""
    kind, genre = kind_of(item), capitalised(text_of(item, "genre", "medium"))
    if kind == "thesis":
        university = text_of(item, "publisher")
        return ", ".join(part for part in (genre or _KINDS[kind], university) if part)
    if kind == "report" and text_of(item, "number"):
        return ""
    return genre or _KINDS.get(kind, "")


def _layout(item: Item) -> Callable[[Item], list[Runs]]:
    if is_serial(item):
        return _in_serial
    if is_part(item):
        return _in_book
    if is_presentation(item):
        return _at_meeting
    return _on_its_own


def _in_serial(item: Item) -> list[Runs]:
    """*Journal*, *volume*(issue), pages."""
    volume = italic(plain(en_dashes(text_of(item, "volume"))))
    issue = en_dashes(text_of(item, "issue"))
    number = volume + plain(f"({issue})" if issue else "")
    pages, article = text_of(item, "page"), text_of(item, "number")
    place = expanded_range(pages) or (f"Article {article}" if article else "")
    return [join([italic(prose_of(item, "container-title")), number, plain(place)], ", ")]


def _in_book(item: Item) -> list[Runs]:
    """In A. Editor (Ed.), *Book* (2nd ed., Vol. 2, pp. 1–9). Publisher."""
    editors = names_of(item, role="editor")
    by = typeset(f"{list_in_reading_order(editors)} ({_label('editor', len(editors))})" if editors else "")
    translators = names_of(item, role="translator")
    translated = typeset(f"{list_in_reading_order(translators)}, Trans." if translators else "")
    pages = expanded_range(text_of(item, "page"))
    place = " ".join(located(APA_LABELS, PAGE, pages)) if pages else ""
    details = _in_parentheses([translated, _commas([_edition(item), _volume(item), place])])
    book = join([italic(prose_of(item, "container-title")), details], " ")
    return [plain("In ") + join([by, book], ", "), prose_of(item, "publisher")]


def _at_meeting(item: Item) -> list[Runs]:
    """Meeting, place."""
    meeting, place = prose_of(item, "event-title", "event", "publisher"), prose_of(item, "event-place")
    return [join([meeting, place], ", ")]


def _on_its_own(item: Item) -> list[Runs]:
    """Publisher or website, unless it is the author."""
    if kind_of(item) == "thesis":
        return [prose_of(item, "archive", "container-title")]
    _, names = leading(item)
    authors = {name.literal.casefold() for name in names if name.literal}
    sources = ("publisher", "container-title")
    source = prose_of(item, *(reversed(sources) if kind_of(item) in _OF_SITES else sources))
    return [source] if plain_text(source).casefold() not in authors else []


def _address(item: Item) -> str:
    """The DOI or address, without a period behind; of what has no date, also when it was read."""
    doi = doi_of(item)
    if doi:
        return f"https://doi.org/{doi}"
    url, accessed = text_of(item, "URL"), DateValue.of(item.get("accessed"))
    if url and accessed and not year_of_entry(item):
        return f"Retrieved {long_date(accessed)}, from {url}"
    return url

"""NLM / Vancouver entries, numbered in citation order.

Source: Citing Medicine, 2nd ed. (National Library of Medicine): journals, books and their parts, conference
papers, theses, newspapers, preprints, and the same on the Internet. Six authors, then "et al."; no italics
but those of the title; months of three letters; the shortest page range.
"""

from collections.abc import Callable, Mapping

from cms.bibliography.characters import scalar_text
from cms.bibliography.dates import DateValue
from cms.bibliography.identifiers import printed_doi
from cms.bibliography.names import names_of
from cms.bibliography.styles.medical_names import people_of
from cms.bibliography.styles.nlm_dates import full_date, month_date, year_date
from cms.bibliography.styles.runs import Runs, join, parse_markup, plain, sentences, typographic
from cms.bibliography.styles.typography import en_dashes, minimal_range, ordinal

Item = Mapping[str, object]

_JOURNALS = frozenset(["article-journal", "review", "review-book"])
_SERIALS = _JOURNALS | {"article-magazine", "article-newspaper", "periodical", "post-weblog"}
_LEADING_ROLES = ("author", "editor", "compiler", "translator")
_PARTS = frozenset(["chapter", "paper-conference", "entry", "entry-dictionary", "entry-encyclopedia"])


def entry(item: Item) -> Runs:
    """One entry of the reference list, without its number."""
    body = sentences(_layout(item)(item))
    return join([body, plain(_availability(item)), plain(_notes(item))], " ")


def _layout(item: Item) -> Callable[[Item], list[Runs]]:
    kind = _kind(item)
    if kind in _SERIALS:
        return _serial
    if kind == "article":
        return _preprint
    if kind in _PARTS and item.get("container-title"):
        return _part
    if kind == "webpage" and item.get("container-title"):
        return _page_of_website
    return _monograph


def _serial(item: Item) -> list[Runs]:
    """Authors. Title. Journal [Internet]. Date [cited];volume(issue):pages."""
    journal = _bracketed(_journal(item), _medium(item))
    return [_authors(item), _title(item), journal, plain(_issue_of_serial(item))]


def _monograph(item: Item) -> list[Runs]:
    """Authors. Title [Internet]. Edition. Volume. Editors. Place: Publisher; date. Pages. Series. Number."""
    container = _prose(item, "container-title")
    if container:
        works = [_title(item), _bracketed(container, _medium(item))]
    else:
        works = [_title(item, medium=_medium(item))]
    return [_authors(item), *works, *_statements(item), *_published(item), _report(item)]


def _part(item: Item) -> list[Runs]:
    """Authors. Title. In: Editors. Book [Internet]. Edition. Volume. Place: Publisher; date. p. pages."""
    editors, book = _editors(item), _bracketed(_prose(item, "container-title"), _medium(item))
    container = [plain("In: ") + editors, book] if editors else [plain("In: ") + book]
    return [_authors(item), _title(item), *container, plain(_edition(item)), _volume(item), *_published(item)]


def _page_of_website(item: Item) -> list[Runs]:
    """Authors. Site [Internet]. Place: Publisher; date [cited]. Title of the page."""
    site = _bracketed(_prose(item, "container-title"), _medium(item))
    return [_authors(item), site, *_statements(item), _imprint(item), _title(item)]


def _preprint(item: Item) -> list[Runs]:
    """Authors. Title. Server number [Preprint]. Date [cited]."""
    server = _prose(item, "container-title") or _prose(item, "publisher")
    number = _text(item, "number")
    name = "".join(run.text for run in server).lower()
    if number and name and number.lower().startswith(name):
        server = plain(number)
    kind = _text(item, "genre") or "Preprint"
    works = (
        [_title(item, genre=False), _bracketed(server, kind)]
        if server
        else [_bracketed(_prose(item, "title"), kind)]
    )
    return [_authors(item), *works, plain(_dated(item, full_date))]


def _leading_role(item: Item) -> str:
    """Who stands first: the author, else who edited, compiled or translated the work; in a part only the author."""
    if _layout(item) is _part:
        return "author"
    return next((role for role in _LEADING_ROLES if names_of(item, role=role, limit=1)), "author")


def _authors(item: Item) -> Runs:
    """The names at the head of the entry, with a label unless they are authors."""
    role = _leading_role(item)
    return people_of(item, role, label="" if role == "author" else role)


def _editors(item: Item) -> Runs:
    """Editors and translators behind the title, when somebody else stands first."""
    leading = _leading_role(item)
    return join(
        (people_of(item, role, label=role) for role in ("editor", "translator") if role != leading), "; "
    )


def _title(item: Item, *, genre: bool = True, medium: str = "") -> Runs:
    """The title, then content type and medium in one pair of brackets: "[dissertation on the Internet]"."""
    kinds = [kind for kind in (_text(item, "genre") if genre else "", medium) if kind]
    return _bracketed(_prose(item, "title"), " on the ".join(kinds))


def _journal(item: Item) -> Runs:
    """The abbreviated title of a journal without periods; other serials have their full name."""
    if _kind(item) not in _JOURNALS:
        return _prose(item, "container-title")
    fields = ("container-title-short", "journalAbbreviation", "container-title")
    name = next(filter(None, (_text(item, field) for field in fields)), "")
    return typographic(parse_markup(f"{name} ".replace(". ", " ").rstrip()))


def _medium(item: Item) -> str:
    return _text(item, "medium") or ("Internet" if _url(item) else "")


def _url(item: Item) -> str:
    """The address to print; a journal article that has an identifier needs none."""
    if _kind(item) in _JOURNALS and any(item.get(field) for field in ("DOI", "PMID", "PMCID")):
        return ""
    return _text(item, "URL")


def _issue_of_serial(item: Item) -> str:
    """ "2020 Apr 3 [cited 2024 Mar 5];12(3):659–66"; without a volume, a colon stands before the pages."""
    issue = " ".join(part for part in (en_dashes(_text(item, "issue")), _supplement(item)) if part)
    number = en_dashes(_text(item, "volume")) + (f"({issue})" if issue else "")
    place = _text(item, "number") if _kind(item) != "article-newspaper" else ""
    place = place or minimal_range(_text(item, "page"))
    dated = ";".join(part for part in (_dated(item, full_date), number) if part)
    return ":".join(part for part in (dated, place) if part)


def _supplement(item: Item) -> str:
    supplement = _text(item, "supplement-number") or _text(item, "supplement")
    return f"Suppl {supplement}" if supplement.isdecimal() else supplement


def _statements(item: Item) -> list[Runs]:
    return [plain(_edition(item)), _volume(item), _editors(item)]


def _edition(item: Item) -> str:
    edition = _text(item, "edition")
    number = ordinal(edition)
    return f"{number} ed." if number else edition


def _volume(item: Item) -> Runs:
    """ "Vol. 2, Title of the volume"."""
    volume = _text(item, "volume")
    labelled = plain(f"Vol. {en_dashes(volume)}" if volume[:1].isdigit() else volume)
    return join([labelled, _prose(item, "volume-title")], ", ")


def _published(item: Item) -> list[Runs]:
    """Where and when, which pages, in which series."""
    return [_imprint(item), plain(_pages(item)), _series(item)]


def _imprint(item: Item) -> Runs:
    """ "Place: Publisher; date [cited date]". The place of a thesis is inferred, so it stands in brackets."""
    place = _prose(item, "publisher-place")
    if place and _kind(item) == "thesis":
        place = plain("[") + place + plain("]")
    date = _dated(item, month_date if _kind(item) == "report" else year_date)
    return join([join([place, _prose(item, "publisher")], ": "), plain(date)], "; ")


def _pages(item: Item) -> str:
    if _kind(item) == "book":
        pages = _text(item, "number-of-pages")
        return f"{pages} p." if pages.isdecimal() else pages
    pages = minimal_range(_text(item, "page"))
    return f"p. {pages}" if pages else ""


def _series(item: Item) -> Runs:
    """ "(Title of the series; no. 5)"."""
    title, number = _prose(item, "collection-title"), _text(item, "collection-number")
    if not title:
        return ()
    label = f"no. {number}" if number[:1].isdigit() else number
    return plain("(") + join([title, plain(label)], "; ") + plain(")")


def _report(item: Item) -> Runs:
    number = _text(item, "number") if _kind(item) == "report" else ""
    return plain(f"Report No.: {number}" if number else "")


def _availability(item: Item) -> str:
    """Where the work can be read; it ends without a period, so that an address can be copied."""
    url, doi = _url(item), _text(item, "DOI")
    parts = [f"Available from: {url}" if url else "", f"doi:{printed_doi(doi)}" if doi else ""]
    return " ".join(part for part in parts if part)


def _notes(item: Item) -> str:
    pmid, pmcid = _text(item, "PMID"), _text(item, "PMCID")
    parts = [f"PubMed PMID: {pmid}" if pmid else "", f"PubMed Central PMCID: {pmcid}" if pmcid else ""]
    notes = "; ".join(part for part in parts if part)
    return f"{notes}." if notes else ""


def _dated(item: Item, form: Callable[[DateValue], str]) -> str:
    """The date of publication in a form, and the date of access of what is read on the Internet."""
    issued, accessed = DateValue.of(item.get("issued")), DateValue.of(item.get("accessed"))
    cited = f"[cited {full_date(accessed)}]" if accessed and _url(item) else ""
    return " ".join(part for part in (form(issued) if issued else "", cited) if part)


def _kind(item: Item) -> str:
    return scalar_text(item.get("type"))


def _text(item: Item, field: str) -> str:
    return scalar_text(item.get(field))


def _prose(item: Item, field: str) -> Runs:
    """A field a person wrote: with its markup, and with typographic quotation marks."""
    return typographic(parse_markup(_text(item, field)))


def _bracketed(runs: Runs, kind: str) -> Runs:
    return join([runs, plain(f"[{kind}]" if kind else "")], " ")

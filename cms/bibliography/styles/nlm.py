"""NLM / Vancouver entries, numbered in citation order.

Source: Citing Medicine, 2nd ed. (National Library of Medicine): journals, books and their parts, conference
papers, theses, newspapers, preprints, and the same on the Internet. Six authors, then "et al."; no italics
but those of the title; months of three letters; the shortest page range.
"""

from collections.abc import Callable

from cms.bibliography.dates import DateValue
from cms.bibliography.styles.fields import (
    JOURNALS,
    PARTS,
    Item,
    abbreviated_journal,
    bracketed,
    doi_of,
    kind_of,
    prose_of,
    text_of,
)
from cms.bibliography.styles.medical_names import LEADING_ROLES, leading_role, people_of
from cms.bibliography.styles.nlm_dates import full_date, month_date, year_date
from cms.bibliography.styles.runs import Runs, join, plain, sentences
from cms.bibliography.styles.typography import en_dashes, minimal_range, ordinal

_SERIALS = JOURNALS | {"article-magazine", "article-newspaper", "periodical", "post-weblog"}
_LABELS = {role: (role, f"{role}s") for role in LEADING_ROLES[1:]}


def entry(item: Item) -> Runs:
    """One entry of the reference list, without its number."""
    body = sentences(_layout(item)(item))
    return join([body, plain(_availability(item)), plain(_notes(item))], " ")


def _layout(item: Item) -> Callable[[Item], list[Runs]]:
    kind = kind_of(item)
    if kind in _SERIALS:
        return _serial
    if kind == "article":
        return _preprint
    if kind in PARTS and item.get("container-title"):
        return _part
    if kind == "webpage" and item.get("container-title"):
        return _page_of_website
    return _monograph


def _serial(item: Item) -> list[Runs]:
    """Authors. Title. Journal [Internet]. Date [cited];volume(issue):pages."""
    journal = bracketed(_journal(item), _medium(item))
    return [_authors(item), _title(item), journal, plain(_issue_of_serial(item))]


def _monograph(item: Item) -> list[Runs]:
    """Authors. Title [Internet]. Edition. Volume. Editors. Place: Publisher; date. Pages. Series. Number."""
    container = prose_of(item, "container-title")
    if container:
        works = [_title(item), bracketed(container, _medium(item))]
    else:
        works = [_title(item, medium=_medium(item))]
    return [_authors(item), *works, *_statements(item), *_published(item), _report(item)]


def _part(item: Item) -> list[Runs]:
    """Authors. Title. In: Editors. Book [Internet]. Edition. Volume. Place: Publisher; date. p. pages."""
    editors, book = _editors(item), bracketed(prose_of(item, "container-title"), _medium(item))
    container = [plain("In: ") + editors, book] if editors else [plain("In: ") + book]
    return [_authors(item), _title(item), *container, plain(_edition(item)), _volume(item), *_published(item)]


def _page_of_website(item: Item) -> list[Runs]:
    """Authors. Site [Internet]. Place: Publisher; date [cited]. Title of the page."""
    site = bracketed(prose_of(item, "container-title"), _medium(item))
    return [_authors(item), site, *_statements(item), _imprint(item), _title(item)]


def _preprint(item: Item) -> list[Runs]:
    """Authors. Title. Server number [Preprint]. Date [cited]."""
    server = prose_of(item, "container-title") or prose_of(item, "publisher")
    number = text_of(item, "number")
    name = "".join(run.text for run in server).lower()
    if number and name and number.lower().startswith(name):
        server = plain(number)
    kind = text_of(item, "genre") or "Preprint"
    works = (
        [_title(item, genre=False), bracketed(server, kind)]
        if server
        else [bracketed(prose_of(item, "title"), kind)]
    )
    return [_authors(item), *works, plain(_dated(item, full_date))]


def _authors(item: Item) -> Runs:
    """The names at the head of the entry, with a label unless they are authors."""
    role = leading_role(item, is_part=_layout(item) is _part)
    return people_of(item, role, labels=_LABELS.get(role, ("", "")))


def _editors(item: Item) -> Runs:
    """Editors and translators behind the title, when somebody else stands first."""
    leading = leading_role(item, is_part=_layout(item) is _part)
    return join(
        (people_of(item, role, labels=_LABELS[role]) for role in ("editor", "translator") if role != leading),
        "; ",
    )


def _title(item: Item, *, genre: bool = True, medium: str = "") -> Runs:
    """The title, then content type and medium in one pair of brackets: "[dissertation on the Internet]"."""
    kinds = [kind for kind in (text_of(item, "genre") if genre else "", medium) if kind]
    return bracketed(prose_of(item, "title"), " on the ".join(kinds))


def _journal(item: Item) -> Runs:
    """The abbreviated title of a journal without periods; other serials have their full name."""
    if kind_of(item) not in JOURNALS:
        return prose_of(item, "container-title")
    return abbreviated_journal(item)


def _medium(item: Item) -> str:
    return text_of(item, "medium") or ("Internet" if _url(item) else "")


def _url(item: Item) -> str:
    """The address to print; a journal article that has an identifier needs none."""
    if kind_of(item) in JOURNALS and any(item.get(field) for field in ("DOI", "PMID", "PMCID")):
        return ""
    return text_of(item, "URL")


def _issue_of_serial(item: Item) -> str:
    """ "2020 Apr 3 [cited 2024 Mar 5];12(3):659–66"; without a volume, a colon stands before the pages."""
    issue = " ".join(part for part in (en_dashes(text_of(item, "issue")), _supplement(item)) if part)
    number = en_dashes(text_of(item, "volume")) + (f"({issue})" if issue else "")
    place = text_of(item, "number") if kind_of(item) != "article-newspaper" else ""
    place = place or minimal_range(text_of(item, "page"))
    dated = ";".join(part for part in (_dated(item, full_date), number) if part)
    return ":".join(part for part in (dated, place) if part)


def _supplement(item: Item) -> str:
    supplement = text_of(item, "supplement-number", "supplement")
    return f"Suppl {supplement}" if supplement.isdecimal() else supplement


def _statements(item: Item) -> list[Runs]:
    return [plain(_edition(item)), _volume(item), _editors(item)]


def _edition(item: Item) -> str:
    edition = text_of(item, "edition")
    number = ordinal(edition)
    return f"{number} ed." if number else edition


def _volume(item: Item) -> Runs:
    """ "Vol. 2, Title of the volume"."""
    volume = text_of(item, "volume")
    labelled = plain(f"Vol. {en_dashes(volume)}" if volume[:1].isdigit() else volume)
    return join([labelled, prose_of(item, "volume-title")], ", ")


def _published(item: Item) -> list[Runs]:
    """Where and when, which pages, in which series."""
    return [_imprint(item), plain(_pages(item)), _series(item)]


def _imprint(item: Item) -> Runs:
    """ "Place: Publisher; date [cited date]". The place of a thesis is inferred, so it stands in brackets."""
    place = prose_of(item, "publisher-place")
    if place and kind_of(item) == "thesis":
        place = plain("[") + place + plain("]")
    date = _dated(item, month_date if kind_of(item) == "report" else year_date)
    return join([join([place, prose_of(item, "publisher")], ": "), plain(date)], "; ")


def _pages(item: Item) -> str:
    if kind_of(item) == "book":
        pages = text_of(item, "number-of-pages")
        return f"{pages} p." if pages.isdecimal() else pages
    pages = minimal_range(text_of(item, "page"))
    return f"p. {pages}" if pages else ""


def _series(item: Item) -> Runs:
    """ "(Title of the series; no. 5)"."""
    title, number = prose_of(item, "collection-title"), text_of(item, "collection-number")
    if not title:
        return ()
    label = f"no. {number}" if number[:1].isdigit() else number
    return plain("(") + join([title, plain(label)], "; ") + plain(")")


def _report(item: Item) -> Runs:
    number = text_of(item, "number") if kind_of(item) == "report" else ""
    return plain(f"Report No.: {number}" if number else "")


def _availability(item: Item) -> str:
    """Where the work can be read; it ends without a period, so that an address can be copied."""
    url, doi = _url(item), doi_of(item)
    parts = [f"Available from: {url}" if url else "", f"doi:{doi}" if doi else ""]
    return " ".join(part for part in parts if part)


def _notes(item: Item) -> str:
    pmid, pmcid = text_of(item, "PMID"), text_of(item, "PMCID")
    parts = [f"PubMed PMID: {pmid}" if pmid else "", f"PubMed Central PMCID: {pmcid}" if pmcid else ""]
    notes = "; ".join(part for part in parts if part)
    return f"{notes}." if notes else ""


def _dated(item: Item, form: Callable[[DateValue], str]) -> str:
    """The date of publication in a form, and the date of access of what is read on the Internet."""
    issued, accessed = DateValue.of(item.get("issued")), DateValue.of(item.get("accessed"))
    cited = f"[cited {full_date(accessed)}]" if accessed and _url(item) else ""
    return " ".join(part for part in (form(issued) if issued else "", cited) if part)

"""AMA entries, numbered in citation order.

Source: AMA Manual of Style, 11th ed., chapter 3: journals, books and their parts, reports, theses, newspapers,
websites, preprints, databases, software, meetings. Up to six authors, of more the first three; titles of journals
and books in italics, those of books in title case; no place of publication; page ranges in full.
"""

from collections.abc import Callable

from cms.bibliography.dates import DateValue
from cms.bibliography.styles.english_dates import long_date, year_or_years
from cms.bibliography.styles.fields import (
    JOURNALS,
    PARTS,
    Item,
    abbreviated_journal,
    doi_of,
    kind_of,
    prose_of,
    text_of,
)
from cms.bibliography.styles.medical_names import leading_role, people_of
from cms.bibliography.styles.runs import Runs, italic, join, plain, sentences, typeset
from cms.bibliography.styles.title_case import english_title_case
from cms.bibliography.styles.typography import capitalised, expanded_range, ordinal

_SERIALS = JOURNALS | {"article-magazine", "article-newspaper", "periodical"}
_PAGES_OF_SITES = frozenset(["webpage", "post", "post-weblog"])
_MEETINGS = frozenset(["paper-conference", "speech"])
_LABELS = {"editor": ("ed", "eds"), "compiler": ("comp", "comps"), "translator": ("trans", "trans")}
_SHOWN_OF_MANY = 3


def entry(item: Item) -> Runs:
    """One entry of the reference list, without its number."""
    return join([sentences(_layout(item)(item)), plain(_address(item))], " ")


def _layout(item: Item) -> Callable[[Item], list[Runs]]:
    kind = kind_of(item)
    if kind in _SERIALS:
        return _serial
    if kind == "article":
        return _preprint
    if kind in PARTS and item.get("container-title"):
        return _part
    if kind in _MEETINGS and (item.get("event-title") or item.get("event")):
        return _presentation
    if kind in _PAGES_OF_SITES:
        return _page_of_site
    if kind == "dataset":
        return _dataset
    return _monograph


def _serial(item: Item) -> list[Runs]:
    """Authors. Title. *Journal*. Year;volume(issue):pages. Accessed."""
    in_journal = kind_of(item) in JOURNALS
    name = abbreviated_journal(item) if in_journal else prose_of(item, "container-title")
    return [_authors(item), prose_of(item, "title"), italic(name), plain(_issue(item)), _accessed(item)]


def _preprint(item: Item) -> list[Runs]:
    """Authors. Title. *Server*. Preprint posted online date. Accessed."""
    server = italic(prose_of(item, "container-title", "publisher"))
    posted = " ".join(["Preprint posted online", _full_date(item)]) if _full_date(item) else "Preprint"
    return [_authors(item), prose_of(item, "title"), server, plain(posted), _accessed(item)]


def _part(item: Item) -> list[Runs]:
    """Authors. Title. In: Editors, eds. *Book*. Volume. Edition. Publisher; year:pages. Accessed."""
    editors, book = _secondary(item), italic(english_title_case(item, prose_of(item, "container-title")))
    container = [plain("In: ") + editors, book] if editors else [plain("In: ") + book]
    return [_authors(item), prose_of(item, "title"), *container, *_published(item)]


def _presentation(item: Item) -> list[Runs]:
    """Authors. Title. Paper presented at: Meeting; date; place. Accessed."""
    what = "Paper" if kind_of(item) == "paper-conference" else "Speech"
    place = prose_of(item, "event-place", "publisher-place")
    meeting = join([prose_of(item, "event-title", "event"), plain(_full_date(item)), place], "; ")
    return [
        _authors(item),
        prose_of(item, "title"),
        plain(f"{what} presented at: ") + meeting,
        _accessed(item),
    ]


def _page_of_site(item: Item) -> list[Runs]:
    """Authors. Title. Site. Date. Accessed."""
    site = prose_of(item, "container-title", "publisher")
    return [_authors(item), prose_of(item, "title"), site, plain(_full_date(item)), _accessed(item)]


def _dataset(item: Item) -> list[Runs]:
    """Authors. Title. Version. Publisher; date. Accessed."""
    publisher = prose_of(item, "publisher", "container-title")
    published = join([publisher, plain(_full_date(item))], "; ")
    return [_authors(item), prose_of(item, "title"), _version(item), published, _accessed(item)]


def _monograph(item: Item) -> list[Runs]:
    """Authors. *Title*. Kind of thesis. Editors, eds. Volume. Edition. Version. Publisher; year. Accessed."""
    title = prose_of(item, "title")
    if kind_of(item) != "software":
        title = english_title_case(item, title)
    kind = typeset(capitalised(text_of(item, "genre")) if kind_of(item) == "thesis" else "")
    return [_authors(item), italic(title), kind, _secondary(item), *_published(item)]


def _authors(item: Item) -> Runs:
    role = leading_role(item, is_part=_layout(item) is _part)
    return people_of(item, role, labels=_LABELS.get(role, ("", "")), shown=_SHOWN_OF_MANY)


def _secondary(item: Item) -> Runs:
    """Editors and translators behind the title or "In:", when somebody else stands first."""
    leading = leading_role(item, is_part=_layout(item) is _part)
    others = [role for role in ("editor", "translator") if role != leading]
    return join((people_of(item, role, labels=_LABELS[role], shown=_SHOWN_OF_MANY) for role in others), "; ")


def _issue(item: Item) -> str:
    """ "2020;12(3):659-666"; a date in full where there is no volume and no issue."""
    volume, issue = _hyphens(text_of(item, "volume")), _issue_number(item)
    pages = expanded_range(text_of(item, "page"), dash="-") or text_of(item, "number")
    number = volume + (f"({issue})" if issue else "")
    if number and kind_of(item) != "article-newspaper":
        dated = ";".join(part for part in (_year(item), number) if part)
        return ":".join(part for part in (dated, pages) if part)
    dated = _full_date(item)
    if kind_of(item) in JOURNALS and not pages and dated[-1:].isdigit() and _address(item):
        return f"Published online {dated}"
    return ":".join(part for part in (dated, pages) if part)


def _issue_number(item: Item) -> str:
    supplement = text_of(item, "supplement-number", "supplement")
    label = f"suppl {supplement}" if supplement.isdecimal() else supplement
    return " ".join(part for part in (_hyphens(text_of(item, "issue")), label) if part)


def _hyphens(text: str) -> str:
    return text.replace("–", "-")


def _published(item: Item) -> list[Runs]:
    """Volume. Edition. Version. Publisher; year:pages. Series. Accessed."""
    pages = expanded_range(text_of(item, "page"), dash="-")
    dated = ":".join(part for part in (_year(item), pages) if part)
    imprint = join([prose_of(item, "publisher"), plain(dated)], "; ")
    return [
        _volume(item),
        plain(_edition(item)),
        _version(item),
        imprint,
        _series(item),
        _accessed(item),
    ]


def _volume(item: Item) -> Runs:
    """ "Vol 2", with the title of the volume."""
    volume = text_of(item, "volume")
    labelled = plain(f"Vol {_hyphens(volume)}" if volume[:1].isdigit() else volume)
    return join([labelled, italic(prose_of(item, "volume-title"))], ", ")


def _edition(item: Item) -> str:
    """ "2nd ed"; a first edition is not mentioned."""
    edition = text_of(item, "edition")
    number = ordinal(edition)
    return "" if number == "1st" else f"{number} ed" if number else edition


def _version(item: Item) -> Runs:
    version = text_of(item, "version")
    return plain(f"Version {version}" if version[:1].isdigit() else version)


def _series(item: Item) -> Runs:
    return join([prose_of(item, "collection-title"), prose_of(item, "collection-number")], "; ")


def _accessed(item: Item) -> Runs:
    """When the address was read; a work that has a DOI needs neither."""
    accessed = DateValue.of(item.get("accessed"))
    return plain(f"Accessed {long_date(accessed)}" if accessed and _address(item).startswith("http") else "")


def _address(item: Item) -> str:
    """Where the work can be read; it ends without a period, so that it can be copied."""
    doi = doi_of(item)
    return f"doi:{doi}" if doi else text_of(item, "URL")


def _year(item: Item) -> str:
    issued = DateValue.of(item.get("issued"))
    return _printed(year_or_years(issued)) if issued else ""


def _full_date(item: Item) -> str:
    issued = DateValue.of(item.get("issued"))
    return _printed(long_date(issued)) if issued else ""


def _printed(date: str) -> str:
    """A range with a hyphen; what stands for a date ("in press") with a capital."""
    return _hyphens(capitalised(date))

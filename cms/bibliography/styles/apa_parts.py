"""What an APA entry and an APA citation must agree on: who stands first, when, and how the title is set."""

from cms.bibliography.dates import DateValue, PartialDate
from cms.bibliography.names import Name
from cms.bibliography.styles.english_dates import day_of_year, year_or_years
from cms.bibliography.styles.fields import JOURNALS, PARTS, Item, first_role, kind_of, text_of

_LEADING_ROLES = ("author", "director", "composer", "performer", "host", "editor", "compiler", "translator")
_PUBLISHED_BY_THEIR_AUTHORS = frozenset(["report", "webpage", "post", "standard", "pamphlet"])
_DATED_TO_THE_DAY = frozenset(
    [
        "article-magazine",
        "article-newspaper",
        "broadcast",
        "event",
        "hearing",
        "interview",
        "performance",
        "personal_communication",
        "post",
        "post-weblog",
        "speech",
        "webpage",
    ]
)
_SERIALS = JOURNALS | {"article-magazine", "article-newspaper", "periodical", "post-weblog"}

NO_DATE = "n.d."


def leading(item: Item) -> tuple[str, tuple[Name, ...]]:
    """Who stands first, and in which role; ("", ()) when it is the title.

    Inside a book or a journal only authors lead. Reports and websites that name nobody are by their publisher.
    """
    roles = _LEADING_ROLES[:1] if is_serial(item) or is_part(item) else _LEADING_ROLES
    role, names = first_role(item, roles)
    publisher = text_of(item, "publisher")
    if not names and publisher and kind_of(item) in _PUBLISHED_BY_THEIR_AUTHORS:
        return "publisher", (Name(literal=publisher),)
    return role, names


def is_serial(item: Item) -> bool:
    """Whether the work stands in a periodical. A paper in proceedings without editors is treated as if."""
    kind = kind_of(item)
    if kind == "paper-conference":
        return bool(text_of(item, "container-title")) and not first_role(item, ["editor"])[0]
    return kind in _SERIALS


def is_part(item: Item) -> bool:
    """Whether the work is a part of a book."""
    return kind_of(item) in PARTS and bool(text_of(item, "container-title")) and not is_serial(item)


def is_presentation(item: Item) -> bool:
    """Whether the work was only spoken, at a meeting."""
    kind = kind_of(item)
    return kind == "speech" or (kind == "paper-conference" and not text_of(item, "container-title"))


def year_of_entry(item: Item) -> str:
    """ "2021", "2018–2019", "ca. 1900", "in press"; empty when there is no date."""
    issued = DateValue.of(item.get("issued"))
    if issued is None:
        return ""
    about = "ca. " if issued.start and _is_circa(item) else ""
    return about + year_or_years(issued)


def day_of_entry(item: Item) -> str:
    """ "May 10", "Winter": what else the date says, for works that APA dates to the day."""
    if kind_of(item) not in _DATED_TO_THE_DAY and not is_presentation(item):
        return ""
    issued = DateValue.of(item.get("issued"))
    return day_of_year(issued) if issued else ""


def order_of_date(item: Item) -> tuple[int, tuple[int, int, int]]:
    """Sorts works by one author: undated ones first, then by date as far as it is printed, then those in press."""
    issued = DateValue.of(item.get("issued"))
    if issued is None:
        return 0, (0, 0, 0)
    if issued.start is None:
        return 2, (0, 0, 0)
    start = issued.start if day_of_entry(item) else PartialDate(issued.start.year)
    return 1, start.sort_key


def original_year(item: Item) -> str:
    """The year in which a republished work first appeared."""
    original = DateValue.of(item.get("original-date"))
    return year_or_years(original) if original else ""


def _is_circa(item: Item) -> bool:
    issued = item.get("issued")
    return isinstance(issued, dict) and bool(issued.get("circa"))

"""The query parameters of this API: what each is called, how its text is read, how it is described."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime

from blocks.vocabulary import StudyDesign
from cms.api.parameters import Malformed, Parameter, matching, number, one_of
from cms.bibliography.identifiers import InvalidIdentifier, normalise_doi
from cms.delivery.search.query import MOST_CHARACTERS
from cms.models.pages import delivered_models

__all__ = [
    "ANCESTOR",
    "AUTHOR",
    "CHANGES_CURSOR",
    "CHANGES_LIMIT",
    "CITES",
    "COUNT",
    "CURSOR",
    "IDS",
    "LIMIT",
    "LOCALE",
    "MAX_PAGE_ID",
    "PARENT",
    "PART",
    "PATH",
    "PUBLISHED_AFTER",
    "PUBLISHED_BEFORE",
    "REVIEWED_BEFORE",
    "SITE",
    "SITEMAP_LIMIT",
    "STUDY_DESIGN",
    "TOPIC",
    "TYPE",
    "Q",
    "facets_parameter",
    "order_parameter",
    "wire_types",
]

MAX_PAGE_ID = 2**31 - 1
"""Wagtail's page ids are 32 bits wide."""
MAX_LIMIT, DEFAULT_LIMIT = 100, 20
MAX_CHANGES, DEFAULT_CHANGES = 1000, 100
MAX_PATHS = 1000
MAX_CURSOR, MAX_PATH = 2000, 2000

_SLUG = r"[-a-zA-Z0-9_]{1,120}"
_LOCALE = r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{1,8}){0,3}"
_ORCID = r"[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]"
_KEY = r"[a-z0-9][a-z0-9_-]{0,119}"
_MOMENT = r"[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?([Zz]|[+-][0-9]{2}:[0-9]{2}))?"
_MOMENT_DETAIL = "Give a date or a time with its offset, such as 2026-11-01 or 2026-11-01T09:00:00Z."
_SITE = r"(?P<host>\[[0-9a-fA-F:.]{2,45}\]|[a-zA-Z0-9._-]{1,253})(:(?P<port>[0-9]{1,5}))?"


def _site(text: str) -> tuple[str, int | None]:
    match = re.fullmatch(_SITE, text)
    if match is None:
        raise Malformed("Give a hostname, or hostname:port.")
    return match["host"].lower(), int(match["port"]) if match["port"] else None


def _path(text: str) -> str:
    if not text.startswith("/") or len(text) > MAX_PATH:
        raise Malformed(
            f"Give a path of the frontend: it begins with a slash and has at most {MAX_PATH} characters."
        )
    return text


def _cursor(text: str) -> str:
    if not text or len(text) > MAX_CURSOR:
        raise Malformed("Give a cursor exactly as a list had it.")
    return text


def wire_types() -> list[str]:
    """The types of the pages that are delivered."""
    return [model.wire_type for model in delivered_models()]


def order_parameter(orders: Iterable[str]) -> Parameter:
    """The parameter `order` of a list with these orders; its default depends on whether words are sought."""
    names = tuple(orders)
    return Parameter(
        name="order",
        description="What the list is sorted by; a minus sign turns it round. Without a date, pages count as oldest. "
        "By default `relevance` with `q`, which needs it, and `-published_at` without.",
        parse=one_of(lambda: names),
        schema=lambda: {"type": "string", "enum": list(names)},
    )


def facets_parameter(names: Iterable[str]) -> Parameter:
    """The parameter `facets` of a list with these facets."""
    known = tuple(names)
    return Parameter(
        name="facets",
        description="Values to count over the whole list.",
        parse=one_of(lambda: known),
        schema=lambda: {"type": "string", "enum": list(known)},
        many=True,
    )


def _words(text: str) -> str:
    if not text.strip() or len(text) > MOST_CHARACTERS:
        raise Malformed(f"Give words to look for, {MOST_CHARACTERS} characters at most.")
    return text


def _moment(text: str) -> datetime:
    """A date, which begins in UTC, or a time stamp with its offset (RFC 3339)."""
    if not re.fullmatch(_MOMENT, text):
        raise Malformed(_MOMENT_DETAIL)
    try:
        parsed = datetime.fromisoformat(text.upper())
        return (parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Malformed(_MOMENT_DETAIL) from None


def _day(text: str) -> date:
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise Malformed("Give a date, such as 2026-11-01.")


def _author(text: str) -> int | str:
    if re.fullmatch(r"[1-9][0-9]{0,8}", text):
        return int(text)
    if re.fullmatch(_ORCID, text.upper()):
        return text.upper()
    raise Malformed("Give the id of an author, or an ORCID iD.")


def _cited(text: str) -> str:
    """A citation key as it is, a DOI as the library has it."""
    if re.fullmatch(_KEY, text):
        return text
    try:
        return normalise_doi(text)
    except InvalidIdentifier:
        raise Malformed("Give the citation key of a reference, such as zhou2020, or a DOI.") from None


SITE = Parameter(
    name="site",
    description="Another site of the installation: `hostname` or `hostname:port`. Otherwise the Host header decides.",
    parse=_site,
    schema=lambda: {"type": "string"},
)
Q = Parameter(
    name="q",
    description="Pages that say these words: all of them, in any form (stemmed), newest of equally good ones first. "
    "“Quoted phrases” are sought as they are, -words must not occur, and word* is how a word begins.",
    parse=_words,
    schema=lambda: {"type": "string", "minLength": 1, "maxLength": MOST_CHARACTERS},
)
TYPE = Parameter(
    name="type",
    description="Pages of one of these types.",
    parse=one_of(wire_types),
    schema=lambda: {"type": "string", "enum": wire_types()},
    many=True,
)
TOPIC = Parameter(
    name="topic",
    description="Pages on one of these topics, by slug.",
    parse=matching(_SLUG, "Give the slug of a topic."),
    schema=lambda: {"type": "string", "pattern": f"^{_SLUG}$"},
    many=True,
)
AUTHOR = Parameter(
    name="author",
    description="Pages by one of these authors: `id` of an author in a document, or an ORCID iD.",
    parse=_author,
    schema=lambda: {"type": "string", "pattern": f"^([1-9][0-9]{{0,8}}|{_ORCID})$"},
    many=True,
)
STUDY_DESIGN = Parameter(
    name="study_design",
    description="Pages about a study of one of these designs.",
    parse=one_of(lambda: StudyDesign.values),
    schema=lambda: {"type": "string", "enum": list(StudyDesign.values)},
    many=True,
)
CITES = Parameter(
    name="cites",
    description="Pages that cite, list or summarise one of these references, by citation key or DOI.",
    parse=_cited,
    schema=lambda: {"type": "string", "minLength": 1, "maxLength": 255},
    many=True,
)
PUBLISHED_AFTER = Parameter(
    name="published_after",
    description="Pages first published at this moment or later: a date (its beginning in UTC), or a time.",
    parse=_moment,
    schema=lambda: {"type": "string", "pattern": f"^{_MOMENT}$"},
)
PUBLISHED_BEFORE = Parameter(
    name="published_before",
    description="Pages first published before this moment: a date (its beginning in UTC), or a time.",
    parse=_moment,
    schema=lambda: {"type": "string", "pattern": f"^{_MOMENT}$"},
)
REVIEWED_BEFORE = Parameter(
    name="reviewed_before",
    description="Pages whose last review was before this day; not those that were never reviewed.",
    parse=_day,
    schema=lambda: {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
)
PARENT = Parameter(
    name="parent",
    description="Pages directly below the page with this id.",
    parse=number(maximum=MAX_PAGE_ID),
    schema=lambda: {"type": "integer", "minimum": 1, "maximum": MAX_PAGE_ID},
)
ANCESTOR = Parameter(
    name="ancestor",
    description="Pages anywhere below the page with this id.",
    parse=number(maximum=MAX_PAGE_ID),
    schema=lambda: {"type": "integer", "minimum": 1, "maximum": MAX_PAGE_ID},
)
IDS = Parameter(
    name="ids",
    description="Pages with one of these ids.",
    parse=number(maximum=MAX_PAGE_ID),
    schema=lambda: {"type": "integer", "minimum": 1, "maximum": MAX_PAGE_ID},
    many=True,
)
LOCALE = Parameter(
    name="locale",
    description="A language code, such as `en`.",
    parse=matching(_LOCALE, "Give a language code, such as en or pt-br."),
    schema=lambda: {"type": "string", "pattern": f"^{_LOCALE}$"},
)
PATH = Parameter(
    name="path",
    description="A path of the frontend, such as `/research/x/`.",
    parse=_path,
    schema=lambda: {"type": "string", "pattern": "^/", "maxLength": MAX_PATH},
    required=True,
)
LIMIT = Parameter(
    name="limit",
    description="How many items to give.",
    parse=number(maximum=MAX_LIMIT),
    schema=lambda: {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT},
    default=DEFAULT_LIMIT,
)
CURSOR = Parameter(
    name="cursor",
    description="Where to go on: `next` or `previous` of a list with the same filters and order.",
    parse=_cursor,
    schema=lambda: {"type": "string", "maxLength": MAX_CURSOR},
)
CHANGES_CURSOR = Parameter(
    name="cursor",
    description="Where to go on: `next` of a list of changes, or the header `Changes-Cursor` of an export.",
    parse=_cursor,
    schema=lambda: {"type": "string", "maxLength": MAX_CURSOR},
)
CHANGES_LIMIT = Parameter(
    name="limit",
    description="How many changes to give.",
    parse=number(maximum=MAX_CHANGES),
    schema=lambda: {"type": "integer", "minimum": 1, "maximum": MAX_CHANGES, "default": DEFAULT_CHANGES},
    default=DEFAULT_CHANGES,
)
SITEMAP_LIMIT = Parameter(
    name="limit",
    description="How many paths to give.",
    parse=number(maximum=MAX_PATHS),
    schema=lambda: {"type": "integer", "minimum": 1, "maximum": MAX_PATHS, "default": MAX_PATHS},
    default=MAX_PATHS,
)
PART = Parameter(
    name="part",
    description="One of the sitemaps that an index names.",
    parse=number(maximum=MAX_PAGE_ID),
    schema=lambda: {"type": "integer", "minimum": 1, "maximum": MAX_PAGE_ID},
)
COUNT = Parameter(
    name="count",
    description="`exact` gives the number of all items as `count`; otherwise it is null.",
    parse=one_of(lambda: ("exact",)),
    schema=lambda: {"type": "string", "enum": ["exact"]},
)

"""The query parameters of this API: what each is called, how its text is read, how it is described."""

import re
from collections.abc import Iterable

from cms.api.parameters import Malformed, Parameter, matching, number, one_of
from cms.models.pages import delivered_models

__all__ = [
    "COUNT",
    "CURSOR",
    "IDS",
    "LIMIT",
    "LOCALE",
    "MAX_PAGE_ID",
    "PATH",
    "SITE",
    "TOPIC",
    "TYPE",
    "order_parameter",
    "wire_types",
]

MAX_PAGE_ID = 2**31 - 1
"""Wagtail's page ids are 32 bits wide."""
MAX_LIMIT, DEFAULT_LIMIT = 100, 20
MAX_CURSOR, MAX_PATH = 2000, 2000

_SLUG = r"[-a-zA-Z0-9_]{1,120}"
_LOCALE = r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{1,8}){0,3}"
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


def order_parameter(orders: Iterable[str], *, default: str) -> Parameter:
    """The parameter `order` of a list with these orders."""
    names = tuple(orders)
    return Parameter(
        name="order",
        description="What the list is sorted by; a minus sign turns it round. Pages without the date come last.",
        parse=one_of(lambda: names),
        schema=lambda: {"type": "string", "enum": list(names), "default": default},
        default=default,
    )


SITE = Parameter(
    name="site",
    description="Another site of the installation: `hostname` or `hostname:port`. Otherwise the Host header decides.",
    parse=_site,
    schema=lambda: {"type": "string"},
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
COUNT = Parameter(
    name="count",
    description="`exact` gives the number of all items as `count`; otherwise it is null.",
    parse=one_of(lambda: ("exact",)),
    schema=lambda: {"type": "string", "enum": ["exact"]},
)

"""What may stand in the HTML that leaves: one policy, stated here and judged by everyone who cleans.

Tags come by profile; every attribute has a judge that returns the value as it may leave, or None. A judge
is idempotent: what it returned once, it returns again.
"""

import re
from collections.abc import Callable, Mapping
from enum import Enum
from urllib.parse import urlsplit

SCHEMES = frozenset({"http", "https", "mailto", "tel"})

HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
MARKS = frozenset({"strong", "em", "sup", "sub", "code"})

_INLINE = MARKS | {"a", "br"}
_PROSE = _INLINE | HEADINGS | {"p", "ul", "ol", "li", "blockquote", "hr", "pre", "img"}
_TABLE = _PROSE | {"table", "caption", "thead", "tbody", "tr", "th", "td"}


class Profile(Enum):
    """How much may stand in a piece of HTML: a line of text, running prose, or prose with tables."""

    INLINE = "inline"
    PROSE = "prose"
    TABLE = "table"

    @property
    def tags(self) -> frozenset[str]:
        """The elements that may leave under this profile."""
        return _TAGS[self]


_TAGS = {Profile.INLINE: _INLINE, Profile.PROSE: _PROSE, Profile.TABLE: _TABLE}

# The URL Standard drops tabs and newlines anywhere in an address, and trims controls and spaces around it.
_TRIMMED = "".join(map(chr, range(0x21)))
_DROPPED = re.compile(r"[\t\n\r]")
# Browsers read a backslash as a slash; no control character or exotic space belongs in an address.
_FORBIDDEN = re.compile(r"[\\\x00-\x1f\x7f-\x9f\s\ufffd]")
_QUOTED = {ord(character): f"%{ord(character):02X}" for character in ' "<>`'}
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")


def _address(value: str) -> str | None:
    """An absolute or root-relative address as it may leave, or None; the scheme is judged after parsing."""
    value = _DROPPED.sub("", value.strip(_TRIMMED))
    value = value.translate(_QUOTED)
    if not value or _FORBIDDEN.search(value):
        return None
    if value.startswith("/"):
        return None if value.startswith("//") else value
    match = _SCHEME.match(value)
    if match is None:
        return None
    scheme, rest = match[1].lower(), value[match.end() :]
    if scheme not in SCHEMES or not rest:
        return None
    if scheme in {"http", "https"} and not _names_a_host(value):
        return None
    return f"{scheme}:{rest}"


def _names_a_host(value: str) -> bool:
    """Whether a web address has a host and a valid port, and no user name that could pose as the host."""
    try:
        parts = urlsplit(value)
        return bool(parts.hostname) and "@" not in parts.netloc and parts.port != 0
    except ValueError:
        return False


def link_address(value: str) -> str | None:
    """Where a link may lead: the allowed schemes, a path from the root, or a place on the same page."""
    trimmed = _DROPPED.sub("", value.strip(_TRIMMED))
    if trimmed.startswith("#"):
        fragment = trimmed.translate(_QUOTED)
        return None if len(fragment) < 2 or _FORBIDDEN.search(fragment) else fragment
    return _address(value)


def image_address(value: str) -> str | None:
    """Where an image may come from: http, https, or a path from the root."""
    address = _address(value)
    return address if address and address.startswith(("/", "http:", "https:")) else None


def _matching(pattern: str) -> Callable[[str], str | None]:
    compiled = re.compile(pattern)

    def judge(value: str) -> str | None:
        return value if compiled.fullmatch(value) else None

    return judge


def _phrase(value: str) -> str:
    return " ".join(value.split())


_count = _matching(r"[1-9][0-9]{0,4}")
_span = _matching(r"[1-9][0-9]{0,2}")
_id = _matching(r"[1-9][0-9]{0,18}")
_CELL: dict[str, Callable[[str], str | None]] = {"colspan": _span, "rowspan": _span}

# By element, in the order in which they are written. `id` marks the place of a citation, so that a reference can lead
# back to it, and `data-citation` says which one it is; `data-link` and `data-id` name the page or document behind a
# link's address.
ATTRIBUTES: dict[str, dict[str, Callable[[str], str | None]]] = {
    "a": {
        "href": link_address,
        "id": _matching(r"[a-z][a-z0-9-]{0,99}"),
        "data-citation": _matching(r"c[1-9][0-9]{0,5}"),
        "data-link": _matching("page|document"),
        "data-id": _id,
    },
    "img": {"src": image_address, "alt": _phrase, "width": _count, "height": _count, "data-id": _id},
    "th": {"scope": _matching("row|col|rowgroup|colgroup"), **_CELL},
    "td": _CELL,
}


def allows(tag: str, name: str, value: str) -> bool:
    """Whether this attribute may leave exactly as it stands."""
    judge = ATTRIBUTES.get(tag, {}).get(name)
    return judge is not None and judge(value) == value


def attributes(tag: str, given: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The attributes of an element that may leave, judged, in the order in which they are written."""
    judged = ((name, judge(given[name])) for name, judge in ATTRIBUTES.get(tag, {}).items() if name in given)
    return tuple((name, value) for name, value in judged if value is not None)


def link_attributes(given: Mapping[str, str]) -> tuple[tuple[str, str], ...] | None:
    """The attributes of a link, or None if it leads nowhere it may lead."""
    kept = dict(attributes("a", given))
    if "href" not in kept:
        return None
    if not kept["href"].startswith("#ref-"):
        kept.pop("data-citation", None)
    if not {"data-link", "data-id"} <= kept.keys():
        kept.pop("data-link", None)
        kept.pop("data-id", None)
    return tuple(kept.items())


def image_attributes(given: Mapping[str, str]) -> tuple[tuple[str, str], ...] | None:
    """The attributes of an image, its alternative text always among them, or None if it may not be shown."""
    kept = attributes("img", {"alt": "", **given})
    return kept if kept and kept[0][0] == "src" else None

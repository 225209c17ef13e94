"""Shortcodes: those of WordPress itself become what they stand for, those of plugins become notes.

What a plugin's shortcode encloses is the author's text and stays. Square brackets of prose, ``[12]`` or ``[sic]``, are
no shortcodes: one is known by its name, its end, or attributes in quotation marks.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from cms.legacy.readers.wordpress import pieces
from cms.legacy.readers.wordpress.stock_shortcodes import STOCK, attributes_of
from cms.legacy.readers.wordpress.surroundings import Surroundings
from cms.legacy.readers.wordpress.verbatim import verbatim

_TAG = re.compile(
    r"\[(\[?)(/?)([A-Za-z][\w-]{0,60})"
    r"((?:\s(?:\"[^\"]{0,4000}\"|'[^'\n]{0,4000}'|[^\]\"'\[]){0,4000})?)(?<!/)(/?)\](\]?)"
)
_QUOTED = re.compile(r"""\w\s*=\s*["'”“″]|\w=&(?:quot|#8220|#8221);""")
_BUILDERS = re.compile(r"(?:et_pb|vc|fusion|av|fl|nectar|mk|ux|kc|cs|dslc|porto|thrive)_", re.IGNORECASE)
"""Names in page builders: what they enclose stands by itself, whatever is around them."""
_VERBATIM = ("pre", "code", "script", "style", "textarea")
_ANY_TAG = re.compile(r"<[A-Za-z/!][^<>]*>")
_BLOCK = re.compile(
    r"\n|</?(?:p|div|h[1-6]|ul|ol|table|figure|blockquote|section|img|iframe)\b", re.IGNORECASE
)
_OF_PLUGINS = frozenset(
    {
        "contact",
        "form",
        "newsletter",
        "subscribe",
        "toc",
        "tablepress",
        "table",
        "button",
        "slider",
        "portfolio",
    }
    | {
        "posts",
        "products",
        "product",
        "cart",
        "checkout",
        "map",
        "maps",
        "googlemaps",
        "sitemap",
        "search",
        "social",
    }
    | {
        "share",
        "tabs",
        "tab",
        "accordion",
        "toggle",
        "columns",
        "column",
        "row",
        "divider",
        "spacer",
        "poll",
        "quiz",
    }
    | {
        "donate",
        "login",
        "gravityform",
        "wpforms",
        "ninja_forms",
        "mc4wp_form",
        "formidable",
        "instagram-feed",
    }
)


@dataclass(frozen=True, slots=True)
class _Tag:
    start: int
    end: int
    name: str
    attributes: str
    closing: bool
    void: bool


def render_shortcodes(html: str, known: Surroundings) -> str:
    """Return the HTML without its shortcodes, ``[[escaped]]`` ones with single brackets."""
    tags, escaped = _tags(html)
    partners = _partners(tags)
    out: list[str] = []
    position = 0
    waiting: dict[int, str] = {}
    edits = sorted(
        [*((tag.start, number) for number, tag in enumerate(tags)), *((start, -1) for start in escaped)]
    )
    for start, number in edits:
        if start < position:
            continue
        out.append(html[position:start])
        if number < 0:
            position = escaped[start]
            out.append(html[start + 1 : position - 1])
            continue
        tag = tags[number]
        partner = partners.get(number)
        position = tag.end
        if tag.closing:
            out.append(waiting.pop(number, "" if partner is not None else html[start : tag.end]))
        elif not _is_shortcode(tag, html, has_end=partner is not None):
            out.append(html[start : tag.end])
        elif tag.name.lower() in STOCK:
            end = tags[partner] if partner is not None else None
            inner = html[tag.end : end.start] if end else ""
            position = end.end if end else tag.end
            out.append(
                STOCK[tag.name.lower()](html[start:position], attributes_of(tag.attributes), inner, known)
            )
        else:
            inner = html[tag.end : tags[partner].start] if partner is not None else ""
            opening, closing = _note(tag, html, inner, alone=_is_alone(html, tag.start, tag.end))
            out.append(opening)
            if partner is not None:
                waiting[partner] = closing
    out.append(html[position:])
    return "".join(out)


def _tags(html: str) -> tuple[list[_Tag], dict[int, int]]:
    """Find what looks like a shortcode outside of tags and code, and, start to end, those that are escaped."""
    regions = [(start, end) for start, end, _name in verbatim(html, _VERBATIM)]
    inside = [found.span() for found in _ANY_TAG.finditer(html)]
    tags, escaped = [], {}
    for found in _TAG.finditer(html):
        if _is_within(found.start(), regions) or _is_within(found.start(), inside):
            continue
        if found[1] and found[6]:
            escaped[found.start()] = found.end()
            continue
        start = found.start() + len(found[1])
        end = found.end() - len(found[6])
        tags.append(_Tag(start, end, found[3], found[4], bool(found[2]), bool(found[5])))
    return tags, escaped


def _is_within(position: int, regions: Sequence[tuple[int, int]]) -> bool:
    at = bisect_right(regions, (position, 1 << 62)) - 1
    return at >= 0 and regions[at][0] <= position < regions[at][1]


def _partners(tags: Sequence[_Tag]) -> dict[int, int]:
    """Match the beginnings and the ends of the same name, in both directions."""
    open_tags: dict[str, list[int]] = {}
    partners: dict[int, int] = {}
    for number, tag in enumerate(tags):
        if not tag.closing:
            if not tag.void:
                open_tags.setdefault(tag.name, []).append(number)
        elif open_tags.get(tag.name):
            opening = open_tags[tag.name].pop()
            partners[opening], partners[number] = number, opening
    return partners


def _is_shortcode(tag: _Tag, html: str, *, has_end: bool) -> bool:
    name = tag.name.lower()
    if has_end or tag.void or _QUOTED.search(tag.attributes):
        return True
    if name in STOCK or (name in _OF_PLUGINS and not tag.attributes.strip()):
        return _is_alone(html, tag.start, tag.end) or name in ("gallery", "playlist")
    if "_" in name:
        return True
    return "-" in name and _is_alone(html, tag.start, tag.end)


def _is_alone(html: str, start: int, end: int) -> bool:
    """Whether nothing else stands on the line, or in the paragraph, but tags."""
    before = html[max(0, start - 200) : start].rpartition("\n")[2]
    after = html[end : end + 200].partition("\n")[0]
    return not re.sub(r"<[^<>]*>|\[[^\[\]]*\]|\s", "", before + after)


def _note(tag: _Tag, html: str, inner: str, *, alone: bool) -> tuple[str, str]:
    """What stands for the beginning of the shortcode, and for its end."""
    raw = html[tag.start : tag.end]
    if _BUILDERS.match(tag.name):
        return f"\n\n{pieces.note('shortcode', tag.name, raw)}\n\n", "\n\n"
    at_start = not html[max(0, tag.start - 200) : tag.start].rpartition("\n")[2].strip()
    if inner and not at_start and not _BLOCK.search(inner):
        return pieces.note("shortcode", tag.name, raw, inline=True), ""
    if alone or at_start:
        return f"{pieces.note('shortcode', tag.name, raw)}\n\n" if inner else pieces.note(
            "shortcode", tag.name, raw
        ), ""
    return pieces.note("shortcode", tag.name, raw, inline=True), ""

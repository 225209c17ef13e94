"""Items that are no XML are mended step by step, as little as it takes, and say what was mended."""

import re
from collections.abc import Callable, Mapping
from html import unescape
from html.entities import html5

from cms.legacy.readers.wxr.fields import Fields, Label, NotWellFormed, parse
from cms.legacy.readers.wxr.namespaces import local_name

_ILLEGAL = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REFERENCE = re.compile(r"&#(?:x([0-9A-Fa-f]{1,8})|([0-9]{1,10}));")
_SECTION = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)
_AMPERSAND = re.compile(r"&(?!#)(?:(\w{1,40});)?|&#(?!x?[0-9A-Fa-f]+;)")
_OF_XML = {"amp", "lt", "gt", "quot", "apos"}
_FIELD = re.compile(r"<((?:[\w.-]+:)?[A-Za-z_][\w.-]*)((?:\s[^<>]*)?)(?<!/)>")
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ITEM_START = re.compile(r"\s*<(?:[\w.-]+:)?\w+[^<>]*>")
_FIELDS = {
    "title", "link", "pubDate", "creator", "guid", "content", "excerpt", "encoded", "post_id", "post_date",
    "post_date_gmt", "post_modified", "post_modified_gmt", "post_name", "status", "post_parent", "post_type",
    "post_password", "attachment_url", "category", "postmeta", "comment",
}  # fmt: skip


def read_fields(text: str, known: Mapping[str, str]) -> tuple[Fields, tuple[str, ...]]:
    """Return the fields of an item, and the codes of the notes that say what was mended. Raises ``NotWellFormed``."""
    try:
        return parse(text, known), ()
    except NotWellFormed as error:
        first = error
    codes: list[str] = []
    steps: tuple[tuple[str, Callable[[str], str]], ...] = (
        ("illegal_characters_removed", without_illegal_characters),
        ("entities_mended", with_plain_entities),
    )
    for code, step in steps:
        mended = step(text)
        if mended == text:
            continue
        text = mended
        codes.append(code)
        try:
            return parse(text, known), tuple(codes)
        except NotWellFormed:
            continue
    fields = gather(text, known)
    if not fields.get("content") and not (fields.get("title") and fields.get("post_type")):
        raise first
    return fields, (*codes, "markup_mended")


def without_illegal_characters(text: str) -> str:
    """Take out the characters, and the references to characters, that XML does not allow."""

    def legal(found: re.Match[str]) -> str:
        number = int(found[1], 16) if found[1] else int(found[2])
        return found[0] if number < 0x110000 and not _ILLEGAL.match(chr(number)) else ""

    return _outside_sections(_ILLEGAL.sub("", text), lambda part: _REFERENCE.sub(legal, part))


def with_plain_entities(text: str) -> str:
    """Replace the named entities of HTML, which XML does not know, and escape ampersands that stand for themselves."""

    def plain(found: re.Match[str]) -> str:
        name = found[1]
        if name in _OF_XML:
            return found[0]
        if name and f"{name};" in html5:
            return html5[f"{name};"].replace("&", "&amp;").replace("<", "&lt;")
        return f"&amp;{found[0][1:]}"

    return _outside_sections(text, lambda part: _AMPERSAND.sub(plain, part))


def _outside_sections(text: str, change: Callable[[str], str]) -> str:
    # Behind the last end of a section no other is looked for.
    end = text.rfind("]]>") + 3 if "]]>" in text else 0
    parts = _SECTION.split(text[:end])
    parts[::2] = map(change, parts[::2])
    return "".join([*parts, change(text[end:])])


def gather(text: str, known: Mapping[str, str]) -> Fields:
    """Find the fields of an item that is no XML by their tags, each up to its end tag or else to the next field."""
    fields = Fields()
    start = _ITEM_START.match(text)
    position = start.end() if start else 0
    never_closed: set[str] = set()
    counted, line = 0, 0
    while found := _FIELD.search(text, position):
        name = local_name(found[1], known)
        if name not in _FIELDS:
            position = found.end()
            continue
        line += text.count("\n", counted, found.start())
        counted = found.start()
        end, position = _end_of(found[1], text, found.end(), known, never_closed)
        value = _value(text[found.end() : end])
        if name == "category":
            attributes = {
                key: unescape(first or second) for key, first, second in _ATTRIBUTE.findall(found[2])
            }
            label = Label(attributes.get("domain", ""), attributes.get("nicename", ""), value.strip())
            fields.labels.append(label)
        elif name == "comment":
            fields.comments += 1
        elif name == "postmeta":
            _gather_meta(fields, value)
        else:
            fields.set(name, value, line)
    return fields


def _end_of(
    tag: str, text: str, start: int, known: Mapping[str, str], never_closed: set[str]
) -> tuple[int, int]:
    """Where the value ends, and where to go on. ``never_closed`` collects tags that are not closed from here on."""
    closing = text.find(f"</{tag}>", start) if tag not in never_closed else -1
    if closing >= 0:
        return closing, closing + len(tag) + 3
    never_closed.add(tag)
    for following in _FIELD.finditer(text, start):
        if ":" in following[1] and local_name(following[1], known) in _FIELDS:
            return following.start(), following.start()
    return len(text), len(text)


def _value(raw: str) -> str:
    text = raw.strip()
    if text.startswith("<![CDATA["):
        text = text.removeprefix("<![CDATA[").replace("]]]]><![CDATA[>", "]]>")
        return text.removesuffix("]]>")
    return text if "<" in text else unescape(text)


def _gather_meta(fields: Fields, text: str) -> None:
    key = re.search(r"meta_key>(.*?)</", text, re.DOTALL)
    value = re.search(r"meta_value>(.*?)</[\w.:-]*meta_value>", text, re.DOTALL)
    if key and value:
        fields.meta.setdefault(_value(key[1]).strip(), []).append(_value(value[1]))

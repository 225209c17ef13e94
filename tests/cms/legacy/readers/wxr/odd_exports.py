"""Exports as they come out of broken plugins, interrupted downloads and well-meant editing, with what each holds."""

from dataclasses import dataclass

from tests.cms.legacy.readers.wxr.exports import (
    NAMESPACES,
    export,
    item,
)

OTHER_PREFIXES = (
    'xmlns:ex="http://wordpress.org/export/1.2/excerpt/" xmlns:c="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:d="http://purl.org/dc/elements/1.1/" xmlns:wordpress="http://wordpress.org/export/1.2/"'
)
SECOND = item(13, title="Another", content="Walking helped.")


@dataclass(frozen=True)
class Odd:
    """``kinds`` are those of the entries, in order; ``words`` stand in an article, for each of ``words``."""

    name: str
    data: bytes
    kinds: str
    words: tuple[str, ...] = ()
    mended: tuple[str, ...] = ()


def odd(name: str, text: str | bytes, kinds: str, *words: str, mended: tuple[str, ...] = ()) -> Odd:
    return Odd(name, text if isinstance(text, bytes) else text.encode(), kinds, words, mended)


def _renamed(text: str) -> str:
    for old, new in (("wp:", "wordpress:"), ("content:", "c:"), ("excerpt:", "ex:"), ("dc:", "d:")):
        text = text.replace(f"<{old}", f"<{new}").replace(f"</{old}", f"</{new}")
    return text.replace(NAMESPACES, OTHER_PREFIXES)


def _bare(text: str) -> str:
    for prefix in ("wp:", "content:", "excerpt:", "dc:"):
        text = text.replace(f"<{prefix}", "<").replace(f"</{prefix}", "</")
    return text.replace(NAMESPACES, "")


PLAIN = export(item(), SECOND)
_TRUNCATED = PLAIN[: PLAIN.index("Walking") + 4]
_UNCLOSED_AT_END = item(extra="<wp:postmeta><wp:meta_key><![CDATA[k</wp:meta_key></wp:postmeta>")

ODD_EXPORTS = [
    odd("ordinary", PLAIN, "aa", "Sleep was longer", "Walking helped"),
    odd(
        "control characters",
        export(item(content="Sleep\x0b was\x00 longer\x1f."), SECOND),
        "aa",
        "Sleep was longer",
        "Walking",
        mended=("illegal_characters_removed",),
    ),
    odd(
        "references to control characters",
        export(item().replace("<description>", "<description>&#0;&#x1f;"), SECOND),
        "aa",
        "Sleep",
        "Walking",
        mended=("illegal_characters_removed",),
    ),
    odd(
        "invalid UTF-8 in the middle",
        export(item(content="Sleep Ü was"), SECOND).encode().replace(b"\xc3\x9c", b"\xdc"),
        "aa",
        "Sleep Ü was",
        mended=("declared_encoding_wrong",),
    ),
    odd(
        "declared Latin-1 that is UTF-8",
        export(item(content="Sleep — ünder"), declaration='<?xml version="1.0" encoding="ISO-8859-1"?>'),
        "a",
        "Sleep — ünder",
        mended=("declared_encoding_wrong",),
    ),
    odd(
        "declared Latin-1 that is Latin-1",
        export(item(content="Sleep ünder"), declaration='<?xml version="1.0" encoding="ISO-8859-1"?>').encode(
            "latin-1"
        ),
        "a",
        "Sleep ünder",
    ),
    odd(
        "unknown encoding",
        export(item(content="Sleep ünder"), declaration='<?xml version="1.0" encoding="x-klingon"?>').encode(
            "cp1252"
        ),
        "a",
        "Sleep ünder",
        mended=("declared_encoding_wrong",),
    ),
    odd(
        "unescaped ampersands",
        export(item().replace("<description>", "<description>Sleep & pain &c; R&D"), SECOND),
        "aa",
        "Sleep was",
        "Walking",
        mended=("entities_mended",),
    ),
    odd(
        "entities of HTML",
        export(item().replace("<description>", "<description>a&nbsp;b&eacute;&hellip;"), SECOND),
        "aa",
        "Sleep",
        "Walking",
        mended=("entities_mended",),
    ),
    odd(
        "CDATA of the content never closed",
        export(item().replace("Pain was less.]]>", "Pain was less."), SECOND),
        "aa",
        "Pain was less",
        "Walking",
        mended=("markup_mended",),
    ),
    odd(
        "CDATA of the last field never closed",
        export(_UNCLOSED_AT_END, SECOND),
        "aa",
        "Sleep",
        "Walking",
        mended=("markup_mended",),
    ),
    odd(
        "CDATA split around its end",
        export(item(content="Code ]]> of <![CDATA[x]]> it"), SECOND),
        "aa",
        "Code ]]> of",
        "Walking",
    ),
    odd(
        "an end of an item in CDATA",
        export(item(content="How </item> <item> is written"), SECOND),
        "aa",
        "is written",
        "Walking",
    ),
    odd(
        "an example of an export in CDATA",
        export(item(content=f"See: {item(77)}{item(78)} end of it"), SECOND),
        "aa",
        "end of it",
        "Walking",
    ),
    odd(
        "a comment with an end of an item",
        export(item(extra="<!-- </item><item> -->"), SECOND),
        "aa",
        "Sleep",
        "Walking",
    ),
    odd(
        "a comment never closed",
        export(item(extra="<!-- oh"), SECOND),
        "aa",
        "Sleep",
        "Walking",
        mended=("markup_mended",),
    ),
    odd("cut off in the last item", _TRUNCATED, "au", "Sleep was longer"),
    odd("cut off after the last item", PLAIN[: PLAIN.rindex("</channel>")], "aa", "Sleep", "Walking"),
    odd("cut off within a tag", PLAIN[: PLAIN.rindex("</wp:post_type>") + 6], "au", "Sleep"),
    odd(
        "an item without its end tag",
        export(item().replace("</item>", ""), SECOND),
        "aa",
        "Sleep",
        "Walking",
        mended=("markup_mended",),
    ),
    odd("no namespaces declared", PLAIN.replace(NAMESPACES, ""), "aa", "Sleep", "Walking"),
    odd("no prefixes", _bare(PLAIN), "aa", "Sleep", "Walking"),
    odd("other prefixes", _renamed(PLAIN), "aa", "Sleep", "Walking"),
    odd("no version", export(item(), SECOND, version=""), "aa", "Sleep", "Walking"),
    odd(
        "version 1.0",
        export(item(), SECOND, version="<wp:wxr_version>1.0</wp:wxr_version>").replace(
            "export/1.2", "export/1.0"
        ),
        "aa",
        "Sleep",
    ),
    odd("mark and blank lines before the declaration", "\ufeff\n\n  " + PLAIN, "aa", "Sleep", "Walking"),
    odd(
        "warnings of PHP before the declaration",
        "<br />\n<b>Warning</b>:  foreach() in /x.php on line 3 <br />\n" + PLAIN,
        "aa",
        "Sleep",
    ),
    odd(
        "warnings of PHP within",
        PLAIN.replace("</item>\n<item>", "</item>\n<b>Notice</b>: x & y <br>\n<item>"),
        "aa",
        "Sleep",
        "Walking",
    ),
    odd(
        "several exports joined",
        PLAIN + export(item(5, content="Cold hands."), site="https://two.example.org"),
        "aaa",
        "Sleep",
        "Cold hands",
    ),
]

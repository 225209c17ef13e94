"""Exports and pages that were packed, cut off, decoded wrongly or joined on their way here; all of it made up."""

import base64
import gzip
import quopri

from tests.cms.legacy.odd.cases import case
from tests.cms.legacy.odd.pages import PROSE
from tests.cms.legacy.readers.wxr.exports import export, item, meta

TWO = export(
    item(1, content="The first words.", name="first"), item(2, content="Walking helped.", name="second")
)
PACKED = gzip.compress(TWO.encode())
RUSSIAN = "<html><head><title>Сон и боль</title></head><body><p>Сорок человек с волчанкой спали плохо.</p>"
PAGE = f"<!DOCTYPE html><html><head><title>Sleep and pain</title></head><body><h1>Sleep and pain</h1><p>{PROSE}</p>"


def saved(*parts: tuple[str, bytes], head: str = "") -> bytes:
    """A page that a browser saved as one file; of each part the headers and the bytes."""
    edge = "----=_Part"
    begin = f'{head}MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html";\r\n\tboundary="{edge}"\r\n'
    pieces = [f"\r\n--{edge}\r\n{headers}\r\n\r\n".encode() + body for headers, body in parts]
    return begin.encode() + b"".join(pieces) + f"\r\n--{edge}--\r\n".encode()


QUOTED = 'Content-Type: text/html;\r\n\tcharset="koi8-r"\r\nContent-Transfer-Encoding: quoted-printable'
FRAME = (
    "Content-Type: text/html\r\nContent-Location: https://ads.example.org/",
    b"<p>Words of an advertisement</p>",
)
MAIN = (
    "Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://old.example.org/sleep",
    base64.encodebytes(PAGE.encode()),
)

ODD_DAMAGED = [
    case(
        "packed and cut off",
        "export.xml.gz",
        PACKED[:-12],
        "Walking helped",
        outcomes="ccf",
        noted=("damaged",),
    ),
    case(
        "packed, with something behind it",
        "export.xml.gz",
        PACKED + b"\0\0rest",
        "Walking helped",
        outcomes="cc",
    ),
    case("UTF-32", "export.xml", TWO.encode("utf-32"), "The first words", "Walking helped", outcomes="cc"),
    case(
        "an export that was decoded wrongly once",
        "export.xml",
        export(item(1, content="It’s naïve – yes.".encode().decode("cp1252"))),
        "It’s naïve – yes.",
    ),
    case(
        "Windows-1252 that is called Latin-1",
        "export.xml",
        export(
            item(1, content="She said “yes” – twice."),
            declaration='<?xml version="1.0" encoding="ISO-8859-1"?>',
        ).encode("cp1252"),
        "She said “yes” – twice.",
    ),
    case(
        "an encoding in which nothing is written",
        "export.xml",
        export(
            item(1, content="Schlaf für alle."), declaration='<?xml version="1.0" encoding="undefined"?>'
        ).encode("cp1252"),
        "Schlaf für alle.",
    ),
    case(
        "signs of comparison in a title",
        "export.xml",
        export(
            item(1, title="Pain < 5 and sleep > 3 hours"),
            item(2, title="A <em>second</em> one", name="second"),
        ),
        "Pain < 5 and sleep > 3 hours",
        "A second one",
        outcomes="cc",
    ),
    case(
        "notes that the theme shows",
        "export.xml",
        export(
            item(
                1,
                content='<!-- wp:paragraph --><p>Noted<sup data-fn="a1" class="fn"><a href="#a1">1</a></sup>.</p>'
                "<!-- /wp:paragraph -->",
                extra=meta("footnotes", '[{"id":"a1","content":"What the note says."}]'),
            )
        ),
        "What the note says.",
    ),
    case(
        "koi8-r, as its part says",
        "saved.mht",
        saved((QUOTED, quopri.encodestring(RUSSIAN.encode("koi8-r")))),
        "Сорок человек",
    ),
    case(
        "a saved page behind a frame",
        "saved.mht",
        b"\xef\xbb\xbf\r\n"
        + saved(FRAME, MAIN, head="Snapshot-Content-Location: https://old.example.org/sleep\r\n"),
        "Forty people",
        chrome=("advertisement",),
    ),
    case("a page that is called a saved one", "saved.mht", PAGE, "Forty people"),
    case(
        "words behind the end of a page",
        "joined.html",
        f"{PAGE}</body></html>\n<html><body><p>The second body.</p></body></html><p>Behind all ends.</p>",
        "Forty people",
        "The second body.",
        "Behind all ends.",
    ),
    case(
        "code of a server",
        "page.php",
        f"<?php if ($a > 3): ?>\n{PAGE}<?php if ($b -> c()): ?><p>On a condition.</p><?php endif; ?><%= d > 4 %>",
        "Forty people",
        "On a condition.",
        chrome=("?&gt;", "c()", "%&gt;"),
    ),
    case(
        "formulas",
        "formulas.html",
        f"{PAGE}<p>It was <math><msup><mn>10</mn><mn>3</mn></msup><mo>+</mo><mfrac><mn>1</mn><mn>2</mn></mfrac>"
        "<annotation>10^3</annotation></math> times.</p><xmp>Sleep < pain</xmp>",
        "10<sup>3</sup>+1/2 times",
        "Sleep &lt; pain",
        chrome=("10^3",),
    ),
    case(
        "a page that only leads on",
        "moved.html",
        '<html><head><title>Moved</title><meta http-equiv="Refresh" content="0; URL=\'/new/\'"></head><body>'
        '<a href="/new/">Here</a></body></html>',
        outcomes="f",
        noted=("/new/",),
    ),
]

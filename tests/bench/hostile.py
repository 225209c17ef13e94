"""`python -m tests.bench.hostile`: what markup and exports that no editor writes cost, eight times as long each.

Exits with 1 if anything takes much more than eight times the time: then somebody could keep a worker busy for ever.
"""

import os
import sys
from collections.abc import Callable
from time import process_time

import django

TIMES = 8
MOST = 3 * TIMES
SHORTEST = 0.02
"""Seconds; less says nothing."""

MARKUP = (
    "<div>x",
    "<p>x</p>",
    "<b><i>x</b>",
    "<table><td>x",
    "<![CDATA[",
    "<!--",
    "<a href=#x>",
    "<h2 id=a>x</h2>",
)
CONTENT = ("[", '[a "', "((a b c d e f", "<!--more", "<!-- wp:a {", "<pre>", "\n")
ITEMS = ("<wp:status>\n", "<title>", "<![CDATA[", "&amp")
HEADS = ("<!-- a -->\n", "<?a?>")


def works() -> dict[str, Callable[[int], object]]:
    """By name: what reads a piece that is repeated so often."""
    from cms.legacy.readers.kinds import judge
    from cms.legacy.readers.wordpress import to_html
    from cms.legacy.readers.wxr.encodings import decode_item
    from cms.legacy.readers.wxr.mending import gather, with_plain_entities
    from tests.cms.legacy.markup.reading import read

    kinds: dict[str, tuple[tuple[str, ...], Callable[[str], object]]] = {
        "markup": (MARKUP, read),
        "content": (CONTENT, to_html),
        "item": (ITEMS, lambda text: gather(with_plain_entities(text), {})),
        "head": (HEADS, lambda text: judge(text.encode(), "a.html")),
    }

    def repeated(read_it: Callable[[str], object], piece: str) -> Callable[[int], object]:
        return lambda times: read_it(piece * times)

    made = {
        f"{kind} {piece!r}": repeated(read_it, piece)
        for kind, (pieces, read_it) in kinds.items()
        for piece in pieces
    }
    made["odd bytes"] = lambda times: decode_item(b"\xff" * times * 10, "")
    return made


def seconds(work: Callable[[int], object], times: int) -> float:
    began = process_time()
    work(times)
    return process_time() - began


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    failed = False
    for name, work in works().items():
        work(10)
        once, often = seconds(work, 1000), seconds(work, 1000 * TIMES)
        too_long = often > MOST * max(once, SHORTEST)
        failed |= too_long
        sys.stdout.write(f"{'!' if too_long else ' '} {often:7.3f} s after {once:7.3f} s  {name}\n")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())

"""Every HTML string that leaves passes here: bleach, as commissioned, and then nh3 under the same policy.

The only importer of bleach and nh3. Bleach gets no more security fixes, so its word alone is not enough.
A piece of HTML is first read into plain blocks of text and written anew from them; then bleach and nh3 judge
what was written, and it leaves only when neither has anything to take away. So the result is a fixed point:
cleaning it again changes nothing.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

import nh3
from bleach.sanitizer import Cleaner

from blocks.markup.content import Block, Item, Run, Text, block_html, inline_html, plain_blocks
from blocks.markup.policy import ATTRIBUTES, SCHEMES, Profile, allows
from blocks.markup.reader import read
from blocks.markup.tokens import resolved

__all__ = ["Profile", "clean", "plain_text"]

_ROUNDS = 4
_PORTION = 100
# Words and single spaces without a character that HTML or the policy knows: cleaning leaves them as they are.
_WORDS = r"[^\s<>&\x00-\x1f\x7f-\xa0\ufeff\ud800-\udfff]+"
_PLAIN = re.compile(rf"{_WORDS}(?: {_WORDS})*+")


def clean(html: str, *, profile: Profile) -> str:
    """HTML that may leave: only what the profile allows, in one canonical form, whatever came in.

    Under INLINE the result is a line of text with marks; under PROSE and TABLE every text stands in a block.
    `b` and `i` become `strong` and `em`. A link that may lead nowhere is unwrapped, its text stays; scripts,
    styles, SVG, MathML and other content that is not prose vanish. No depth or malformation raises.
    """
    if _PLAIN.fullmatch(html):
        return html if profile is Profile.INLINE else f"<p>{html}</p>"
    blocks = read(html, profile)
    for _ in range(_ROUNDS):
        written = [_write(portion, profile) for portion in _portions(blocks)]
        judged = "".join(_judged(portion, profile) for portion in written)
        if judged == "".join(written):
            return judged
        again = read(judged, profile)
        if again == blocks:
            return judged
        blocks = again
    # They could not agree, so nothing but the words leaves: escaped text needs no judge.
    words = plain_text(html)
    return _write([Text("p", (Run(words, ()),))] if words else [], profile)


def plain_text(html: str) -> str:
    """The words of a piece of HTML, a line for each block and line break. Not HTML: escape it to show it."""
    if _PLAIN.fullmatch(html):
        return html
    return "\n".join(plain_blocks(read(html, Profile.PROSE)))


def _portions(blocks: Sequence[Block]) -> Iterator[Sequence[Block]]:
    """The blocks in portions that stand for themselves: bleach takes the square of the time for neighbours."""
    begin = 0
    for end, block in enumerate(blocks):
        if end - begin >= _PORTION and not isinstance(block, Item):
            yield blocks[begin:end]
            begin = end
    yield blocks[begin:]


def _write(blocks: Iterable[Block], profile: Profile) -> str:
    if profile is Profile.INLINE:
        return "".join(inline_html(block.runs) for block in blocks if isinstance(block, Text))
    return block_html(blocks)


def _judged(html: str, profile: Profile) -> str:
    """What bleach and then nh3 let pass. A fresh `Cleaner` a call: one shared by threads corrupts output."""
    tags = profile.tags
    bleached: str = Cleaner(tags=tags, attributes=_bleach_allows, protocols=SCHEMES, strip=True).clean(html)
    return nh3.clean(
        bleached,
        tags=tags,
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items() if tag in tags},
        attribute_filter=_nh3_filter,
        url_schemes=SCHEMES,
        link_rel=None,
    )


def _bleach_allows(tag: str, name: str, value: str) -> bool:
    """Bleach hands attributes over with their character references unresolved."""
    return allows(tag, name, resolved(value, attribute=True))


def _nh3_filter(tag: str, name: str, value: str) -> str | None:
    return value if allows(tag, name, value) else None

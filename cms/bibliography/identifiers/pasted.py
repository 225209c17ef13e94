"""Text comes out of PDFs, mails and web pages; here it loses what only its looks came from."""

EDGES = " \t\r\n\"'“”‘’„«»‹›`´*|.,;:!?…()[]{}<>/\\。，、；：！？（）【】《》「」⟨⟩〈〉"
"""What may stand around an identifier and does not belong to it."""

_CLOSING = {")": "(", "]": "[", "}": "{", ">": "<", "）": "（", "】": "【", "》": "《", "」": "「"}
_OPENING = {opening: closing for closing, opening in _CLOSING.items()}
_AT_THE_END = " .,;:!?'*`|\\\"“”‘’„«»‹›´…。，、；：！？"
# Soft hyphens, zero-width characters, marks of direction, word joiners, byte-order marks, variation selectors.
_INVISIBLE = [0xAD, 0x34F, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)]
_REMOVED = dict.fromkeys([*_INVISIBLE, *range(0xFE00, 0xFE10), 0xFEFF])
_HYPHENS = dict.fromkeys([0x2010, 0x2011], "-")
_DASHES = dict.fromkeys([*range(0x2010, 0x2016), 0x2212, 0xFE58, 0xFE63], "-")
_FULL_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_ANGLES = dict.fromkeys([0x27E8, 0x2329, 0x3008], "<") | dict.fromkeys([0x27E9, 0x232A, 0x3009], ">")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&nbsp;", " "), ("&amp;", "&"))


def visible(text: str) -> str:
    """The text without invisible characters and with plain hyphens; dashes stay, they may part two identifiers."""
    return text if text.isascii() else text.translate(_REMOVED | _HYPHENS)


def tidied(text: str) -> str:
    """One line without invisible characters and entities of HTML, and without EDGES in front."""
    if not text.isascii():
        text = text.translate(_REMOVED)
    before = ""
    while before != text and "&" in text:
        before = text
        for entity, character in _ENTITIES:
            text = text.replace(entity, character)
    return " ".join(text.split()).lstrip(EDGES)


def plain(text: str) -> str:
    """The text with plain hyphens, angle brackets and letters for their variants; as long as it was before."""
    return text if text.isascii() else text.translate(_DASHES | _FULL_WIDTH | _ANGLES)


def trimmed(text: str, also: str = "") -> str:
    """The text without the punctuation of the sentence it stood in; brackets that are closed in it stay."""
    end = len(text)
    surplus = {closing: text.count(closing) - text.count(opening) for closing, opening in _CLOSING.items()}
    while end:
        last = text[end - 1]
        if surplus.get(last, 0) > 0:
            surplus[last] -= 1
        elif last in _OPENING:
            surplus[_OPENING[last]] += 1
        elif last not in _AT_THE_END and last not in also:
            break
        end -= 1
    return text[:end]

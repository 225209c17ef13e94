"""Reads any text as HTML tokens in linear time, because a hostile page must not be able to stall a build.

It follows the tokeniser of the HTML Standard, with two liberties in favour of prose: a tag that never ends is
text (`p <a` at the end of a sentence), and what stands inside elements that are not prose is never yielded.
It decides nothing about safety: whatever it yields is judged, escaped and written anew.
"""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple


class Words(NamedTuple):
    """A stretch of text, its character references resolved."""

    text: str


class Start(NamedTuple):
    """A start tag; of repeated attributes the first counts."""

    tag: str
    attributes: dict[str, str]


class End(NamedTuple):
    """An end tag."""

    tag: str


class Raw(NamedTuple):
    """What stands between the tags of an element whose content is not markup, as it was written."""

    tag: str
    text: str


Token = Words | Start | End

# Their content is not markup: it runs to the matching end tag, or to the end of the input.
_RAW = frozenset(
    {"iframe", "noembed", "noframes", "noscript", "plaintext", "script", "style", "textarea", "title", "xmp"}
)
# Their content is markup, but not the page's prose.
_FOREIGN = frozenset({"audio", "canvas", "datalist", "math", "object", "select", "svg", "template", "video"})

# A byte order mark is no character of the text either.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufeff]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")

_GAP = re.compile(r"[ \t\n\f\r/]*")
_TAG = re.compile(r"[A-Za-z][^ \t\n\f\r/>]*")
_NAME = re.compile(r"[^ \t\n\f\r/>][^ \t\n\f\r/>=]*")
_EQUALS = re.compile(r"[ \t\n\f\r]*=[ \t\n\f\r]*")
_UNQUOTED = re.compile(r"[^ \t\n\f\r>]*")
_COMMENT = re.compile(r"<!--(?:-?>|.*?--!?>)", re.DOTALL)
_RAW_ENDS = {tag: re.compile(rf"</{tag}[ \t\n\f\r/>]", re.IGNORECASE) for tag in _RAW}

_ZEROS = re.compile(r"(&#[xX]?)0+(?=[0-9a-fA-F])")
_TOO_LONG = re.compile(r"&#(?:[xX][0-9a-fA-F]{7,}|[0-9]{8,});?")
_IN_ATTRIBUTE = re.compile(r"&(?:#[xX]?[0-9a-fA-F]+;?|[A-Za-z][A-Za-z0-9]*(?:;|(?![A-Za-z0-9;=])))")


def tokens(source: str) -> Iterator[Token]:
    """The words and tags of `source`, without comments, declarations and whatever is not prose."""
    source = _SURROGATES.sub("\ufffd", _CONTROLS.sub("", source))
    hidden, depth = "", 0
    for token, _ in positioned(source):
        if isinstance(token, Raw):
            continue
        if not depth:
            if isinstance(token, Start) and token.tag in _FOREIGN:
                hidden, depth = token.tag, 1
            else:
                yield token
        elif isinstance(token, Start):
            depth += token.tag == hidden
        elif isinstance(token, End):
            depth -= token.tag == hidden


def positioned(source: str) -> Iterator[tuple[Token | Raw, int]]:
    """Every token and the offset at which it begins, with what is not prose. Control characters are kept."""
    at = 0
    while True:
        bracket = source.find("<", at)
        if bracket < 0:
            bracket = len(source)
        if bracket > at:
            yield Words(resolved(source[at:bracket])), at
        if bracket == len(source):
            return
        if source.startswith("<!--", bracket):
            comment = _COMMENT.match(source, bracket)
            if comment is None:
                return
            at = comment.end()
            continue
        read = _tag(source, bracket)
        if read is None:
            yield Words(resolved(source[bracket:])), bracket
            return
        token, at = read
        if token is not None:
            yield token, bracket
        if isinstance(token, Start) and token.tag in _RAW:
            end = _RAW_ENDS[token.tag].search(source, at)
            yield Raw(token.tag, source[at : end.start()] if end else source[at:]), at
            if end is None:
                return
            at = end.start()


def _tag(source: str, bracket: int) -> tuple[Token | None, int] | None:
    """The token that begins at a `<` and where it ends, or None if it runs beyond the end of the input."""
    following = source[bracket + 1 : bracket + 3]
    closing = following.startswith("/")
    name = _TAG.match(source, bracket + 1 + closing)
    if name is not None:
        read = _attributes(source, name.end())
        if read is None:
            return None
        attributes, end = read
        tag = name[0].lower()
        if closing:
            return End(tag), end
        empty = tag in {"svg", "math"} and source[end - 2] == "/"
        return None if empty else Start(tag, attributes), end
    if closing or following[:1] in {"!", "?"}:
        end = source.find(">", bracket)
        return None if end < 0 else (None, end + 1)
    return Words("<"), bracket + 1


def _attributes(source: str, at: int) -> tuple[dict[str, str], int] | None:
    found: dict[str, str] = {}
    while True:
        gap = _GAP.match(source, at)
        at = gap.end() if gap else at
        name = _NAME.match(source, at)
        if name is None:
            return (found, at + 1) if source.startswith(">", at) else None
        at, value = name.end(), ""
        equals = _EQUALS.match(source, at)
        if equals is not None:
            at = equals.end()
            quote = source[at : at + 1]
            if quote in {'"', "'"}:
                end = source.find(quote, at + 1)
                if end < 0:
                    return None
                value, at = source[at + 1 : end], end + 1
            else:
                unquoted = _UNQUOTED.match(source, at)
                value, at = (unquoted[0], unquoted.end()) if unquoted else ("", at)
        found.setdefault(name[0].lower(), resolved(value, attribute=True))


def resolved(text: str, *, attribute: bool = False) -> str:
    """Text with its character references resolved; in an attribute `&copy=` stays what it is."""
    if "&" not in text:
        return text
    if "&#" in text:
        text = _TOO_LONG.sub("\ufffd", _ZEROS.sub(r"\1", text))
    if attribute:
        text = _IN_ATTRIBUTE.sub(lambda match: html.unescape(match[0]), text)
    else:
        text = html.unescape(text)
    return _CONTROLS.sub("", text)

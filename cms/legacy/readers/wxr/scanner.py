"""Cuts an export into its pieces without parsing it, so that one broken item can not spoil the others.

It knows just enough of XML: what looks like a tag within CDATA, a comment or a processing instruction is none.
"""

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

End = Literal["closed", "unclosed", "cut", "oversized"]

_CHUNK = 1 << 20
_MARGIN = 96
"""No mark that is looked for is longer, in bytes; so none is missed where one chunk ends and the next begins."""
_HEAD = 16 * 1024

_OUTSIDE = re.compile(
    rb"<(?:!\[CDATA\[|!--|\?|!DOCTYPE|!ENTITY|((?:[\w.-]{1,40}:)?(?:item|author|category|tag|term|title|link|language"
    rb"|wxr_version|base_site_url|base_blog_url|image|rss))(?=[\s>/]))"
)
_CDATA, _COMMENT = b"<![CDATA[", b"<!--"
_ENDS = {_CDATA: re.compile(rb"\]\]>"), _COMMENT: re.compile(rb"-->"), b"<?": re.compile(rb"\?>|>")}
_TAG_END = re.compile(rb">")
_NEXT_ITEM = re.compile(rb"</item\s*>\s*(?:<item[\s>]|</channel\s*>)")


class Readable(Protocol):
    def read(self, size: int) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Slice:
    """A piece of an export: an item, or an element of its header. ``name`` has the prefix it has in the file.

    ``offset`` counts bytes from 0, ``line`` from 1. ``end`` says how it ended: with its tag, without it, with the file,
    or that it was too large: then ``data`` is only its beginning.
    """

    name: str
    data: bytes
    offset: int
    line: int
    end: End
    size: int


class Scanner:
    """The pieces of an export, in order. ``offset`` is how far it has come; ``max_bytes`` what one piece may have."""

    def __init__(self, stream: Readable, *, max_bytes: int) -> None:
        self._stream = stream
        self._max_bytes = max_bytes
        self._buffer = b""
        self._base = 0
        self._line = 1
        self._counted = 0
        self._ended = False
        self._keep: int | None = None
        self._head = b""
        self._head_line = 1

    @property
    def offset(self) -> int:
        return self._base + len(self._buffer)

    def __iter__(self) -> Iterator[Slice]:
        position = 0
        while True:
            self._keep = None
            token = self._search(_OUTSIDE, position)
            if token is None:
                return
            start, position, mark, name = token
            if mark in (b"<!DOCTYPE", b"<!ENTITY"):
                yield self._slice("!DOCTYPE", start, position, "closed")
            elif mark in _ENDS:
                position = yield from self._skip(mark, start, position)
            else:
                piece = self._take(name, start, position, only_tag=name == b"rss")
                yield piece
                position = start + piece.size

    def _skip(self, mark: bytes, start: int, position: int) -> Generator[Slice, None, int]:
        """Pass over what is no element, and return where it ends."""
        self._keep = start
        end = self._search(_ENDS[mark], position)
        if end is None or start < self._base or self._is_open(position, end[0]):
            return max(position, self._base)
        if mark == b"<?":
            yield self._slice("?", start, end[1], "closed")
        return end[1]

    def _take(self, name: bytes, start: int, position: int, *, only_tag: bool) -> Slice:
        self._keep, self._head = start, b""
        label = name.decode()
        tag = self._search(_TAG_END, position)
        if tag is None:
            return self._slice(label, start, self.offset, "cut")
        if only_tag or self._bytes(tag[0] - 1, tag[0]) == b"/":
            return self._slice(label, start, tag[1], "closed")
        closing = b"</" + name
        inside = re.compile(
            rb"<!\[CDATA\[|<!--|" + re.escape(closing) + rb"\s*>|<item(?=[\s>/])|</channel\s*>|</rss\s*>"
        )
        position = tag[1]
        while token := self._search(inside, position):
            begin, position, mark, _name = token
            if mark in _ENDS:
                end = self._search(_ENDS[mark], position)
                if position < self._base and end is None:
                    break
                if end and not self._swallows(mark, position, end):
                    position = end[1]
            elif mark.startswith(closing):
                return self._slice(label, start, position, "closed")
            else:
                return self._slice(label, start, begin, "unclosed")
        return self._slice(label, start, self.offset, "cut")

    def _swallows(self, mark: bytes, position: int, end: tuple[int, int, bytes, bytes]) -> bool:
        """Whether a section runs into the next item: then its own end is missing, and the end found is another's."""
        if position < self._base:
            return False
        inside = self._bytes(position, end[0])
        following = _NEXT_ITEM.search(inside)
        if following is None:
            return False
        is_escape = self._bytes(end[1], end[1] + 10) == b"<![CDATA[>"
        return inside.find(mark, following.end()) >= 0 and not is_escape

    def _is_open(self, position: int, end: int) -> bool:
        """Whether the end of a comment was found within the CDATA of an item: then it is another's."""
        inside = self._bytes(position, end)
        return b"<item" in inside and inside.count(_CDATA) > inside.count(b"]]>")

    def _search(self, pattern: re.Pattern[bytes], position: int) -> tuple[int, int, bytes, bytes] | None:
        """Find the next match from a position of the stream: its start, its end, its text and its group."""
        while True:
            found = pattern.search(self._buffer, max(0, position - self._base))
            if found and (found.end() + _MARGIN <= len(self._buffer) or self._ended):
                group = found[1] if pattern.groups and found[1] else b""
                return self._base + found.start(), self._base + found.end(), found[0], group
            if self._ended:
                return None
            # A match so near to the end is looked for again, with what follows.
            nearest = found.start() if found else max(0, len(self._buffer) - _MARGIN)
            position = max(position, self._base + nearest)
            self._fill(position)

    def _fill(self, position: int) -> None:
        if self._keep is not None and self.offset - self._keep > self._max_bytes:
            kept = self._keep - self._base
            self._head = self._buffer[kept : kept + _HEAD]
            self._head_line = self._line_at(self._keep)
            self._keep = None
        dropped = (position if self._keep is None else min(self._keep, position)) - self._base
        # A tag end may be asked about one byte before it.
        dropped = max(0, min(dropped, len(self._buffer)) - 1)
        self._line_at(max(self._counted, self._base + dropped))
        self._base += dropped
        chunk = self._stream.read(_CHUNK)
        self._ended = not chunk
        self._buffer = self._buffer[dropped:] + chunk

    def _bytes(self, start: int, end: int) -> bytes:
        return self._buffer[max(0, start - self._base) : max(0, end - self._base)]

    def _slice(self, name: str, start: int, end: int, how: End) -> Slice:
        if start < self._base or end - start > self._max_bytes:
            data = self._head or self._bytes(start, start + _HEAD)
            line = self._head_line if self._head else self._line_at(start)
            return Slice(name, data, start, line, "cut" if how == "cut" else "oversized", end - start)
        return Slice(name, self._bytes(start, end), start, self._line_at(start), how, end - start)

    def _line_at(self, position: int) -> int:
        """The line of a position; positions are asked for in order."""
        if position > self._counted:
            self._line += self._buffer.count(b"\n", self._counted - self._base, position - self._base)
            self._counted = position
        return self._line

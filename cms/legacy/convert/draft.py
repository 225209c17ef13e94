"""What grows while an item is converted: pictures, files, notes, the works that were cited, and the outline."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from cms.legacy.convert.markers import Sources, with_citations
from cms.legacy.convert.runs import Line, ListItem, plain_line, read_line
from cms.legacy.drafts import FileDraft, PictureDraft
from cms.legacy.items import Heading
from cms.legacy.notes import Note

TOP_LEVEL = 2
DEEPEST_LEVEL = 4
_MAX_ANCHOR = 100

_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.\-]*):")
_KEPT_SCHEMES = frozenset({"http", "https", "mailto", "tel"})


@dataclass(slots=True)
class Draft:
    """One conversion under way. ``address`` is where the article was read: a link to a place in it stays in it."""

    sources: Sources
    anchors: dict[str, str]
    address: str = ""
    notes: list[Note] = field(default_factory=list)
    pictures: list[PictureDraft] = field(default_factory=list)
    files: list[FileDraft] = field(default_factory=list)
    cited_places: set[int] = field(default_factory=set)
    _outline: list[int] = field(default_factory=list)
    _given: set[str] = field(default_factory=set)

    def note(self, code: str, line: int, **values: Any) -> None:
        self.notes.append(Note(code, line, values))

    def line_of(self, markup: str, text: str, place: int) -> Line:
        """The line with its links judged and its markers made citations."""
        return self.cited((read_line(markup) if markup else ()) or plain_line(text), place)

    def cited_item(self, item: ListItem, place: int) -> ListItem:
        return replace(item, line=self.cited(item.line, place))

    def cited(self, line: Line, place: int) -> Line:
        line = tuple(replace(run, link=self._in_page(run.link)) if run.link else run for run in line)
        line = with_citations(line, self.sources)
        for run in line:
            self.cited_places.update(run.cites)
        for marker in self.sources.unmatched:
            self.note("marker_without_source", place, marker=marker)
        self.sources.unmatched.clear()
        texts: dict[str, str] = {}
        for run in line:
            if run.link:
                texts[run.link] = texts.get(run.link, "") + run.text
        judged = {link: self._judged(link, text, place) for link, text in texts.items()}
        return tuple(replace(run, link=judged[run.link]) if run.link else run for run in line)

    def level(self, heading: Heading) -> int:
        """The level in the draft: the article begins at 2, and no level is skipped."""
        while self._outline and self._outline[-1] >= heading.level:
            self._outline.pop()
        self._outline.append(heading.level)
        return min(TOP_LEVEL + len(self._outline) - 1, DEEPEST_LEVEL)

    def anchor(self, heading: Heading) -> str:
        """The anchor that keeps links to the heading alive; "" for a second heading of the same anchor."""
        anchor = self.anchors.get(heading.anchor, "")
        if anchor in self._given:
            return ""
        self._given.add(anchor)
        return anchor

    def _in_page(self, link: str) -> str:
        page, sign, anchor = link.partition("#")
        return f"#{anchor}" if sign and page and page == self.address else link

    def _judged(self, link: str, text: str, place: int) -> str:
        if link.startswith("#"):
            anchor = self.anchors.get(link[1:], "")
            if not anchor:
                self.note("anchor_gone", place, text=text, link=link)
            return f"#{anchor}" if anchor else ""
        scheme = _SCHEME.match(re.sub(r"[\x00-\x20]", "", link))
        if scheme and scheme[1].lower() not in _KEPT_SCHEMES:
            self.note("link_dropped", place, text=text, link=link[:200])
            return ""
        return link


def anchors_of(headings: Iterable[Heading]) -> dict[str, str]:
    """The anchors of the headings, and how they are written here: letters, digits and hyphens, a letter first."""
    found: dict[str, str] = {}
    given: set[str] = set()
    for heading in headings:
        if heading.anchor and heading.anchor not in found:
            plain = re.sub(r"[^A-Za-z0-9]+", "-", heading.anchor).strip("-")
            plain = (plain if plain[:1].isalpha() else f"section-{plain}")[:_MAX_ANCHOR].rstrip("-")
            if plain not in given:
                given.add(plain)
                found[heading.anchor] = plain
    return found

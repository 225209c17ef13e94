"""The passages of an article become its elements: prose, sources, notes, and what the markup told already."""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from cms.legacy.items import Element, Footnote, Form, Heading, ListElement, Paragraph, Passage, SourceLine
from cms.legacy.markup.walker import Entry
from cms.legacy.sources import find_date, is_label, label_length, names_a_work, parse_source

_NOTES_LABEL = re.compile(
    r"(?:foot|end)?notes?|references? (?:and notes|cited|list)|works cited|literature(?: cited)?|citations?"
    r"|notas?|referencias|bibliografía|fuentes",
    re.IGNORECASE,
)
_NOTE_ID = re.compile(
    r"(?:.*[-_:])?(?:ftnt?|fn|foot-?note|end-?note|edn|note|cite_note|ref|reference|bib|cit|cr|r|b)[-_:.]?\d+(?:[-_]\w+)?",
    re.IGNORECASE,
)
_BACK_ID = re.compile(r"(?:fn|ftnt?|edn|note|footnote)-?_?:?ref|cite_ref", re.IGNORECASE)
_MARKER = re.compile(r"\s*(?:\[([\w*†‡]{1,4})\][.:]?\s*|(\d{1,3})(?:[.):]+\s*|\s+)|([*†‡§¶]{1,3})\s*)(?=\S)")
_SMALL_MARKER = re.compile(
    r"((?:</?a\b[^>]*>)*<sup>(?:<a\b[^>]*>)*)\[?([\w*†‡§¶]{1,3})\]?(?:</a>)?</sup>(?:</a>)*"
)
_LEADING_TAGS = re.compile(r"(?:<[^>]*>)*")
_ID = re.compile(r'<a id="([^"]*)">')
_HREF = re.compile(r'<a href="(https?:[^"]*)">')
_SEARCHES = re.compile(r"//(?:scholar|www)\.google\.")
MAX_SOURCE_LENGTH = 600


def assemble(
    found: Sequence[Passage | Form], *, entries: Mapping[int, tuple[Entry, ...]], notes_lists: set[int]
) -> Iterator[Element]:
    """Yield the elements. ``entries`` has the items of the list that begins at a place; those in ``notes_lists`` are
    called notes or references by the markup."""
    below_label = False
    for index, one in enumerate(found):
        if isinstance(one, Form):
            yield one
        elif isinstance(one.element, Heading):
            below_label = _announces(one.text)
            yield one.element
        elif isinstance(one.element, ListElement):
            made = _notes(one, entries.get(one.line, ()), below_label, one.line in notes_lists)
            yield from made
            if not made:
                yield one.element
        elif one.element is not None:
            yield one.element
        elif _announces(one.text) and _leads_to_sources(found, index, entries):
            below_label = True
            yield Heading(one.text, 2, lines=one.lines, tidied=one.tidied)
        else:
            note = _note(one, below_label)
            if note is None:
                below_label = False
                yield Paragraph(one.text, one.markup, lines=one.lines, tidied=one.tidied)
            else:
                yield note


def _announces(text: str) -> bool:
    return is_label(text) or _NOTES_LABEL.fullmatch(text.strip().rstrip(":")) is not None


def _leads_to_sources(
    found: Sequence[Passage | Form], index: int, entries: Mapping[int, tuple[Entry, ...]]
) -> bool:
    """Whether a paragraph that reads like the heading of a list of sources has one below it."""
    following = found[index + 1] if index + 1 < len(found) else None
    if not isinstance(following, Passage):
        return False
    if isinstance(following.element, ListElement):
        first = entries.get(following.line, ())[:1]
        return any(_names_a_work(entry.text, entry.markup) for entry in first)
    return following.element is None and _names_a_work(following.text, following.markup)


def _notes(
    passage: Passage, entries: Sequence[Entry], below_label: bool, called_notes: bool
) -> list[SourceLine | Footnote]:
    """What the items of a list are, if it is one of sources or notes; nothing if it is a list of prose."""
    led_to = [any(map(_is_note_id, entry.anchors)) for entry in entries]
    works = [_names_a_work(entry.text, entry.markup) for entry in entries]
    cited = below_label and any(works)
    dated = below_label and sum(find_date(entry.text) is not None for entry in entries) * 2 > len(entries)
    if not entries or not (called_notes or cited or dated or all(led_to)):
        return []
    made: list[SourceLine | Footnote] = []
    for entry in entries:
        one = Passage(entry.text, entry.lines, entry.tidied, markup=entry.markup, anchors=entry.anchors)
        made.append(_made(one, below_label, entry.marker))
    # What was tidied was counted for the list as a whole.
    made[0] = replace(made[0], tidied=passage.tidied)
    return made


def _note(passage: Passage, below_label: bool) -> SourceLine | Footnote | None:
    """What a paragraph is that stands in a list of sources, or that a marker in the text leads to; None for prose."""
    leading = _LEADING_TAGS.match(passage.markup)
    ids = _ID.findall(leading[0]) if leading else []
    led_to = any(map(_is_note_id, ids))
    is_work = _names_a_work(passage.text, passage.markup)
    marked = _MARKER.match(passage.text) is not None
    if not (led_to or (is_work and (below_label or label_length(passage.text))) or (below_label and marked)):
        return None
    return _made(replace(passage, anchors=tuple(dict.fromkeys((*passage.anchors, *ids)))), below_label, "")


def _made(passage: Passage, below_label: bool, marker: str) -> SourceLine | Footnote:
    small = _SMALL_MARKER.match(passage.markup)
    match = _MARKER.match(passage.text)
    begin = 0
    if small:
        marker = small[2]
        begin = re.match(rf"\s*\[?{re.escape(marker)}\]?\s*", passage.text).end()  # type: ignore[union-attr]
    elif match and (not marker or (match[1] or match[2]) == marker):
        marker, begin = next(filter(None, match.groups()), ""), match.end()
    words = passage.text[begin:]
    if _names_a_work(passage.text, passage.markup) or (below_label and find_date(words)):
        addresses = [address for address in _addresses(passage.markup) if address not in words]
        read = parse_source(replace(passage, text=" ".join([words, *addresses])))
        return replace(read, raw=passage.text, marker=marker, anchors=passage.anchors)
    return Footnote(
        words,
        _without_marker(passage.markup, marker) if begin else passage.markup,
        marker,
        passage.anchors,
        lines=passage.lines,
        tidied=passage.tidied,
    )


def _without_marker(markup: str, marker: str) -> str:
    """The markup behind the marker; all of it where that would leave a tag open."""
    match = re.match(rf"((?:<[^>]*>)*)\s*\[?{re.escape(marker)}\]?[.):]*((?:</[^>]*>)*)\s*", markup)
    if match is None or len(re.findall(r"<\w", match[1])) != match[0].count("</"):
        return markup
    return markup[match.end() :]


def _names_a_work(text: str, markup: str) -> bool:
    if len(text) > MAX_SOURCE_LENGTH:
        return False
    return names_a_work(text) or bool(_addresses(markup))


def _addresses(markup: str) -> list[str]:
    found = (html.unescape(address) for address in _HREF.findall(markup))
    return [address for address in dict.fromkeys(found) if not _SEARCHES.search(address)]


def _is_note_id(name: str) -> bool:
    return _NOTE_ID.fullmatch(name) is not None and _BACK_ID.search(name) is None

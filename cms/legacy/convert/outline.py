"""Headings that have nothing to head are left out: the article's own title, and "References" above an empty list."""

from collections.abc import Sequence

from cms.legacy.form_rules import normalise
from cms.legacy.items import Element, Footnote, Form, Heading, Item, SetAside, SourceLine
from cms.legacy.notes import Note
from cms.legacy.sources import is_label


def without_empty_headings(item: Item, title: str) -> tuple[list[Element], list[Note]]:
    """The elements without such headings, and a note for each heading."""
    kept: list[Element] = []
    notes: list[Note] = []
    for place, element in enumerate(item.elements):
        if isinstance(element, Heading):
            if not _shown(kept) and item.title and normalise(element.text) == normalise(title):
                notes.append(Note("heading_is_title", element.line, {"text": element.text}))
                continue
            if is_label(element.text) and _only_sources(item.elements[place + 1 :]):
                notes.append(Note("heading_without_content", element.line, {"text": element.text}))
                continue
        kept.append(element)
    return kept, notes


def _shown(elements: Sequence[Element]) -> bool:
    return any(not isinstance(element, SetAside | Form) for element in elements)


def _only_sources(following: Sequence[Element]) -> bool:
    """Whether there are sources up to the next heading, and nothing that stays in the text."""
    found = False
    for element in following:
        if isinstance(element, Heading):
            break
        if isinstance(element, SourceLine):
            found = True
        elif isinstance(element, Footnote) or not isinstance(element, SetAside | Form):
            return False
    return found

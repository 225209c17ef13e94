"""Where every place of a source went: a report can prove that nothing was lost."""

from dataclasses import dataclass

from cms.legacy.items import (
    Download,
    Embed,
    Footnote,
    Form,
    Item,
    NotCarried,
    Picture,
    Placed,
    SetAside,
    SourceLine,
)

__all__ = ["LeftOut", "LineCounts", "left_out"]

LONGEST_LEFT_OUT = 2000
"""Characters of something left out that a report repeats; the whole stands in the original."""


@dataclass(frozen=True, slots=True)
class LineCounts:
    """Where each place of the source went; every one is counted once. ``prose`` is everything made of words."""

    total: int
    title: int
    prose: int
    source: int
    form: int
    blank: int
    media: int = 0
    set_aside: int = 0
    not_carried: int = 0

    @property
    def add_up(self) -> bool:
        parts = (self.title, self.prose, self.source, self.form, self.blank)
        return self.total == sum(parts) + self.media + self.set_aside + self.not_carried

    @classmethod
    def of(cls, item: Item) -> "LineCounts":
        """Count the places of the item's elements."""
        found = dict.fromkeys(("prose", "source", "form", "media", "set_aside", "not_carried"), 0)
        for element in item.elements:
            found[_part_of(element)] += len(element.lines)
        return cls(total=item.line_count, title=len(item.title_lines), blank=item.blank_lines, **found)


def _part_of(element: Placed) -> str:
    match element:
        case SourceLine() | Footnote():
            return "source"
        case Form():
            return "form"
        case Picture() | Embed() | Download():
            return "media"
        case SetAside():
            return "set_aside"
        case NotCarried():
            return "not_carried"
    return "prose"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something of the source that is not in the draft: ``kind`` and ``name`` say what, ``line`` where it stood."""

    kind: str
    name: str
    line: int
    text: str


def left_out(item: Item) -> tuple[LeftOut, ...]:
    """What the draft does not have, with its place."""
    found = []
    for element in item.elements:
        if isinstance(element, SetAside):
            found.append(LeftOut("set_aside", element.rule, element.line, _short(element.text)))
        elif isinstance(element, NotCarried):
            found.append(LeftOut(element.kind, element.name, element.line, _short(element.text)))
        elif isinstance(element, Form) and element.labels:
            text = _short("; ".join(element.labels))
            found.append(LeftOut("form_labels", element.kind, element.line, text))
    return tuple(found)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_LEFT_OUT else f"{text[:LONGEST_LEFT_OUT]} …"

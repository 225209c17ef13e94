"""The draft of one page as plain data: what a conversion gives and loading takes.

What a conversion can not know stands in the body as a placeholder, which loading replaces:

- the image of a figure is ``"$picture:N"``, the document of a download ``"$file:N"`` (indexes into ``pictures`` and
  ``files``); where there is none in the end, the block becomes a paragraph of its caption or text, and a note says so;
- a citation in rich text is ``<a data-legacy-cites="0 2">…</a>`` around the marker (indexes into ``references``);
- links keep their old addresses, whatever they lead to: loading knows which of them became pages.
"""

import html
import uuid
from dataclasses import dataclass
from typing import Any, Literal

from cms.bibliography.identifiers import Identifier
from cms.legacy.items import FormField
from cms.legacy.notes import Note

_NAMESPACE = uuid.UUID("6d1f3f0e-52a7-5f63-9a3c-0e6d2c1a7b11")


@dataclass(frozen=True, slots=True)
class ReferenceDraft:
    """A reference as far as the source says it. ``csl`` has no id; its title is the identifier if the source
    names none (``title_missing``). ``cited``: the text refers to it in place."""

    csl: dict[str, Any]
    identifiers: tuple[Identifier, ...]
    title_missing: bool
    title_truncated: bool
    line: int
    raw: str
    cited: bool = False

    @property
    def work(self) -> str:
        """The shortest thing to call the work by."""
        return str(self.identifiers[0]) if self.identifiers else str(self.csl.get("URL", self.raw))


@dataclass(frozen=True, slots=True)
class CallToActionDraft:
    """A panel made of a form. ``body`` is rich text; ``placement_id`` the id of the block that places it."""

    kind: str
    slug: str
    heading: str
    body: str
    success_message: str
    button_label: str
    occurrences: int
    line: int
    placement_id: str
    fields: tuple[FormField, ...] = ()

    @property
    def repeats(self) -> int:
        return self.occurrences - 1


@dataclass(frozen=True, slots=True)
class PictureDraft:
    """A picture to be found: by its addresses, the best first, or by the id that an export gives it."""

    addresses: tuple[str, ...]
    attachment: str
    alt: str | None
    caption: str
    line: int


@dataclass(frozen=True, slots=True)
class FileDraft:
    """A file offered for download."""

    address: str
    title: str
    line: int


@dataclass(frozen=True, slots=True)
class SuggestionDraft:
    """A fact of the study that the prose seems to state. ``value`` is the raw value of a block of that kind; ``quote``
    the words it was read from, literally. ``key`` is the same for the same proposal, however often it is read."""

    kind: Literal["study", "finding", "limitations"]
    key: str
    value: dict[str, Any]
    quote: str
    line: int


@dataclass(frozen=True, slots=True)
class Conversion:
    """The draft of one page. ``body`` holds raw stream items; calls to action are placed behind it."""

    source: str
    sha256: str
    title: str
    title_proposed: bool
    body: tuple[dict[str, Any], ...]
    references: tuple[ReferenceDraft, ...]
    calls_to_action: tuple[CallToActionDraft, ...]
    notes: tuple[Note, ...]
    pictures: tuple[PictureDraft, ...] = ()
    files: tuple[FileDraft, ...] = ()
    suggestions: tuple[SuggestionDraft, ...] = ()
    standfirst: str = ""


def rich_text(text: str) -> str:
    """Return plain text as rich text, a paragraph for each line, everything escaped."""
    return "".join(f"<p>{html.escape(line, quote=False)}</p>" for line in text.split("\n") if line)


def stable_id(sha256: str, position: int | str) -> str:
    """Return the id of a block: the same for the same place of the same bytes, whenever it is imported."""
    return str(uuid.uuid5(_NAMESPACE, f"{sha256}:{position}"))

"""The draft of one page as plain data: what a conversion gives and loading takes."""

import html
import uuid
from dataclasses import dataclass
from typing import Any

from cms.bibliography.identifiers import Identifier
from cms.legacy.notes import Note

_NAMESPACE = uuid.UUID("6d1f3f0e-52a7-5f63-9a3c-0e6d2c1a7b11")


@dataclass(frozen=True, slots=True)
class ReferenceDraft:
    """A reference as far as the source says it. ``csl`` has no id; its title is the identifier if the source
    names none (``title_missing``)."""

    csl: dict[str, Any]
    identifiers: tuple[Identifier, ...]
    title_missing: bool
    title_truncated: bool
    line: int
    raw: str

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

    @property
    def repeats(self) -> int:
        return self.occurrences - 1


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


def rich_text(text: str) -> str:
    """Return plain text as rich text, a paragraph for each line, everything escaped."""
    return "".join(f"<p>{html.escape(line, quote=False)}</p>" for line in text.split("\n") if line)


def stable_id(sha256: str, position: int | str) -> str:
    """Return the id of a block: the same for the same place of the same bytes, whenever it is imported."""
    return str(uuid.uuid5(_NAMESPACE, f"{sha256}:{position}"))

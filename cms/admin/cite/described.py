"""References in the short form in which the dialog and the chips show them."""

from typing import TypedDict

from cms.admin import reference_types
from cms.models import Reference
from cms.models.references import Integrity, Verification

__all__ = ["Described", "describe", "short_label"]

NOTICES = frozenset(
    {Integrity.CORRECTED, Integrity.CONCERN, Integrity.RETRACTED, Integrity.WITHDRAWN, Integrity.NOT_FOUND}
)
"""What an editor has to give a reason for if the reference is cited all the same."""


class Described(TypedDict):
    """`notice`: a notice is known, so citing it needs a reason. `unverified`: nobody confirmed the record."""

    id: int
    key: str
    label: str
    title: str
    year: int | None
    type: str
    integrity: str
    integrity_label: str
    notice: bool
    unverified: bool
    pending: bool


def short_label(reference: Reference) -> str:
    """ "Zhou et al. 2020"; without authors, the beginning of the title."""
    name = reference.authors_short or _shortened(reference.title) or reference.key
    return f"{name} {reference.year}" if reference.year else name


def _shortened(title: str) -> str:
    return title if len(title) <= 40 else f"{title[:40].rsplit(' ', 1)[0]}…"


def describe(reference: Reference) -> Described:
    """The short form of a reference."""
    integrity = Integrity(reference.integrity)
    return Described(
        id=reference.pk,
        key=reference.key,
        label=short_label(reference),
        title=reference.title or reference.identifiers_text,
        year=reference.year,
        type=str(reference_types.label_of(reference.type)),
        integrity=integrity.value,
        integrity_label=str(integrity.label),
        notice=integrity in NOTICES,
        unverified=reference.verification == Verification.UNVERIFIED,
        pending=reference.look_up_at is not None,
    )

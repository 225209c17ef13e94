"""What one record gains from another one of the same work: the fields that it lacks, and the notices about the work."""

from collections.abc import Mapping
from typing import Any

from cms.models.references import Integrity, Reference

__all__ = ["differences", "fill_gaps", "gains"]

OWN_FIELDS = frozenset({"id", "custom"})
GRAVITY = (
    Integrity.UNCHECKED,
    Integrity.NOT_FOUND,
    Integrity.CLEAN,
    Integrity.CORRECTED,
    Integrity.CONCERN,
    Integrity.WITHDRAWN,
    Integrity.RETRACTED,
)
"""From the state that says least to the one that weighs most."""


def gains(kept: Reference, removed: Reference) -> dict[str, Any]:
    """The CSL fields that the kept record lacks and the other one has."""
    return {
        name: value
        for name, value in removed.csl.items()
        if name not in OWN_FIELDS and value and not kept.csl.get(name)
    }


def differences(kept: Reference, removed: Reference) -> dict[str, tuple[Any, Any]]:
    """The CSL fields in which both say something else: (kept, removed). The kept record's stay."""
    return {
        name: (kept.csl[name], removed.csl[name])
        for name in kept.csl.keys() & removed.csl.keys() - OWN_FIELDS
        if kept.csl[name] and removed.csl[name] and kept.csl[name] != removed.csl[name]
    }


def fill_gaps(kept: Reference, removed: Reference) -> tuple[str, ...]:
    """Complete the kept record, which is not saved; the names of the CSL fields that it gained, in order."""
    gained = gains(kept, removed)
    custom = {**_mapping(removed.csl.get("custom")), **_mapping(kept.csl.get("custom"))}
    if not kept.title and removed.title:  # it was but an identifier: the record is the other one's
        gained |= {"type": removed.csl.get("type") or kept.csl.get("type")}
        kept.origin, kept.retrieved_at, kept.look_up_at = (
            removed.origin,
            removed.retrieved_at,
            removed.look_up_at,
        )
        kept.verification = removed.verification
    kept.csl = {**kept.csl, **gained, **({"custom": custom} if custom else {})}
    if removed.note and removed.note not in kept.note:
        kept.note = f"{kept.note}\n{removed.note}".strip()
    _take_notices(kept, removed)
    return tuple(sorted(gained))


def _take_notices(kept: Reference, removed: Reference) -> None:
    """Both were about one work: what a registry said of either holds."""
    kept.notices = [*kept.notices, *(notice for notice in removed.notices if notice not in kept.notices)]
    if GRAVITY.index(Integrity(removed.integrity)) > GRAVITY.index(Integrity(kept.integrity)):
        kept.integrity = removed.integrity
    kept.checked_at = min(filter(None, (kept.checked_at, removed.checked_at)), default=None)
    kept.next_check_at = min(filter(None, (kept.next_check_at, removed.next_check_at)), default=None)


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}

"""What becomes of an identifier that an editor pastes: the reference of the library, or one from a registry."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.utils import timezone

from cms.bibliography.identifiers import Identifier, recognise
from cms.lookup.errors import NoRegistry, Unreachable
from cms.lookup.integrity import note_found
from cms.lookup.looking_up import look_up, resolved
from cms.lookup.pending import make_pending
from cms.models.intake import Contradiction, SeveralRecords, find_references, take_in
from cms.models.references import Reference

__all__ = ["Pasted", "reference_for"]


@dataclass(frozen=True)
class Pasted:
    """The reference, and how it got there: "known" to the library, "new" or "completed" from a registry, or "waiting",
    which has nothing but its identifier until a registry can be reached: `message` says why, if one was asked."""

    reference: Reference
    outcome: Literal["known", "new", "completed", "waiting"]
    message: str = ""


def reference_for(text: str, *, now: datetime | None = None) -> Pasted:
    """The reference for a DOI, PMID, PMCID or arXiv number in whatever shape, or the address of its page.

    The network is only asked for what the library does not know: call it when a form was sent, never in a GET, and from
    a view that is not atomic, for a transaction would keep all others waiting meanwhile.

    Raises `InvalidIdentifier` for a text that is no single identifier, such as a bare number; `NotKnown` if no registry
    knows the work, `Incomplete` if one does not know its title, `Contradiction` if the library has the work with other
    identifiers than the registry; all have a `message` for the editor.
    """
    now = now or timezone.now()
    identifier = resolved(recognise(text))
    if identifier.kind not in ("doi", "pmid", "pmcid"):
        raise NoRegistry(identifier)
    for reference in find_references({identifier.kind: identifier.value}):
        return Pasted(reference, "known" if reference.look_up_at is None else "waiting")
    try:
        return _from_registry(identifier, now=now)
    except Unreachable as error:
        return Pasted(make_pending(identifier, now=now), "waiting", error.message)


def _from_registry(identifier: Identifier, *, now: datetime) -> Pasted:
    found = look_up(identifier)
    try:
        taken = take_in(found.csl, origin=found.origin, at=now)
    except SeveralRecords as error:
        # They are to be merged; until then a complete one is better than one that waits.
        return Pasted(min(error.references, key=lambda one: (one.look_up_at is not None, one.pk)), "known")
    except Contradiction:
        for known in find_references({identifier.kind: identifier.value}):
            return Pasted(known, "known" if known.look_up_at is None else "waiting")
        raise
    note_found(taken.reference, found, now=now)
    return Pasted(taken.reference, taken.outcome)

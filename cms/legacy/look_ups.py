"""References of an import are completed from registries, before anything of the article is written."""

from collections.abc import Callable, Sequence
from datetime import datetime

from cms.bibliography.identifiers import InvalidIdentifier
from cms.legacy.drafts import ReferenceDraft
from cms.legacy.library import known_record
from cms.legacy.notes import Note
from cms.lookup.errors import LookupFailed
from cms.lookup.pasted import reference_for
from cms.models.intake import Contradiction

__all__ = ["look_up_all"]


def look_up_all(drafts: Sequence[ReferenceDraft], *, now: datetime, beat: Callable[[], None]) -> list[Note]:
    """Ask the registries for what the library does not have; notes on what came of it. ``beat`` is called after each:
    it may take its time. Never inside a transaction."""
    notes = []
    for draft in drafts:
        if not draft.identifiers or known_record(draft.identifiers) is not None:
            continue
        values = {"work": draft.work}
        try:
            pasted = reference_for(str(draft.identifiers[0]), now=now)
        except (LookupFailed, Contradiction) as error:
            notes.append(Note("look_up_failed", draft.line, {**values, "reason": error.message}))
        except InvalidIdentifier as error:
            notes.append(Note("look_up_failed", draft.line, {**values, "reason": str(error)}))
        else:
            if pasted.outcome == "waiting":
                notes.append(Note("look_up_failed", draft.line, {**values, "reason": pasted.message}))
            else:
                notes.append(Note("reference_looked_up", draft.line, {"key": pasted.reference.key}))
        beat()
    return notes

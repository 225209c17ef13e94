"""References of which nothing but an identifier is known, because no registry could be reached: made, so that an editor
can go on writing, and completed later.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final, Literal

from cms.bibliography.identifiers import Identifier, Kind
from cms.conf import conf
from cms.lookup.errors import Incomplete, NotKnown, Unreachable
from cms.lookup.found import Found
from cms.lookup.integrity import note_found
from cms.lookup.looking_up import look_up
from cms.lookup.time_budget import TimeBudget
from cms.models.changes import one_change
from cms.models.intake import SeveralRecords, find_references, is_free_key, take_in
from cms.models.merging import merge
from cms.models.references import Integrity, Reference

__all__ = ["TriedAgain", "make_pending", "try_again"]

FIRST_WAIT: Final = timedelta(minutes=15)
LONGEST_WAIT: Final = timedelta(days=1)
MOST_KEY: Final = 100
_KEY_PARTS = re.compile("[^a-z0-9]+")
FIELDS: Final[Mapping[Kind, str]] = {"doi": "DOI", "pmid": "PMID", "pmcid": "PMCID"}

TriedAgain = Literal["completed", "waiting", "not_known", "merged", "in_library"]
"""What came of another try. "merged": the work had another record in the library, which this one has become.
"in_library": it has, but somebody has to decide which of several to keep."""


def make_pending(identifier: Identifier, *, now: datetime) -> Reference:
    """The reference that only has the identifier; the one that is there already, if somebody was quicker."""
    with one_change():
        for known in find_references({identifier.kind: identifier.value}):
            return known
        is_article = identifier.kind in ("pmid", "pmcid")
        reference = Reference(
            key=_key(identifier),
            csl={
                "type": "article-journal" if is_article else "document",
                FIELDS[identifier.kind]: identifier.value,
            },
            look_up_at=now + FIRST_WAIT,
        )
        reference.full_clean()
        reference.save()
        reference.save_revision()
        return reference


def try_again(reference: Reference, *, now: datetime) -> TriedAgain:
    """Look a waiting reference up, and complete it. It takes seconds: not in a transaction."""
    try:
        found = _found(reference)
    except Unreachable as error:
        wait = max(_wait(reference, now=now), error.retry_after or timedelta(0))
        _postpone(reference, until=now + wait)
        return "waiting"
    except (NotKnown, Incomplete) as error:
        is_over = _give_up(reference, is_unknown=isinstance(error, NotKnown))
        return "not_known" if is_over else _changed_meanwhile(reference, now=now)
    try:
        with one_change():
            if _unchanged(reference) is None:
                return _changed_meanwhile(reference, now=now)
            taken = take_in(_for(reference, found), origin=found.origin, at=now)
    except SeveralRecords as error:
        return _settle_twins(reference, error.references, now=now)
    note_found(taken.reference, found, now=now)
    return "completed"


def _settle_twins(reference: Reference, records: Sequence[Reference], *, now: datetime) -> TriedAgain:
    """The library has the work by another identifier. A record that is but an identifier becomes one with the other;
    what an editor has typed in is for an editor to merge."""
    others = [record for record in records if record.pk != reference.pk]
    if reference.title or len(others) != 1 or len(records) != 2:
        _postpone(reference, until=now + LONGEST_WAIT)
        return "in_library"
    merge(others[0], reference, now=now)
    return "merged"


def _found(reference: Reference) -> Found:
    """The record for the first identifier that a registry knows; the time of one look-up has to do for all."""
    failures: list[NotKnown | Incomplete] = []
    budget = TimeBudget(conf.lookup_seconds)
    identifiers = _identifiers(reference)
    for place, identifier in enumerate(identifiers):
        try:
            return look_up(identifier, budget=budget.share(len(identifiers) - place))
        except (NotKnown, Incomplete) as error:
            failures.append(error)
    raise failures[0]


def _identifiers(reference: Reference) -> Sequence[Identifier]:
    values = {kind: getattr(reference, kind) for kind in FIELDS}
    return [Identifier(kind, value) for kind, value in values.items() if value]


def _for(reference: Reference, found: Found) -> dict[str, object]:
    """The record, under the identifiers by which the library waits for it; a registry may know newer ones."""
    own = {field: reference.csl[field] for field in FIELDS.values() if reference.csl.get(field)}
    return {**found.csl, **own}


def _unchanged(reference: Reference) -> Reference | None:
    """The record, locked, if it still is the one for which a registry was asked."""
    current = Reference.objects.select_for_update().filter(pk=reference.pk).first()
    return current if current is not None and current.csl == reference.csl else None


def _changed_meanwhile(reference: Reference, *, now: datetime) -> TriedAgain:
    """The answer is for another record than the one that is there now: that one is tried next time."""
    _postpone(reference, until=now)
    return "waiting"


def _postpone(reference: Reference, *, until: datetime) -> None:
    """Try again then; a record into which somebody typed a title meanwhile waits for nothing any more."""
    stored = Reference.objects.filter(pk=reference.pk)
    stored.filter(title="").update(look_up_at=until)
    stored.exclude(title="").update(look_up_at=None)


def _give_up(reference: Reference, *, is_unknown: bool) -> bool:
    """Stop trying: an editor has to correct the identifier or type the record in. False if somebody just has."""
    with one_change():
        current = _unchanged(reference)
        if current is None:
            return False
        current.look_up_at = None
        if is_unknown and current.integrity == Integrity.UNCHECKED:
            current.integrity = Integrity.NOT_FOUND
        current.save(update_fields=["look_up_at", "integrity"])
        return True


def _wait(reference: Reference, *, now: datetime) -> timedelta:
    """As long again as it has been waiting, so that the pauses double; a quarter of an hour to a day."""
    made_at = reference.revisions.order_by("created_at").values_list("created_at", flat=True).first()
    waited = now - made_at if made_at else timedelta(0)
    return min(max(waited, FIRST_WAIT), LONGEST_WAIT)


def _key(identifier: Identifier) -> str:
    """A key that says what it stands for, as nobody knows the author yet; none, if it would be no key or is taken."""
    prefix = "" if identifier.kind == "pmcid" else f"{identifier.kind}-"
    key = "-".join(filter(None, _KEY_PARTS.split((prefix + identifier.value).lower())))[:MOST_KEY]
    return key if is_free_key(key) else ""

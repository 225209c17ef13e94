"""Asks the registries what has become of the works in the library, and writes down what they say.

When a reference may be called clean: a registry that reports notices was asked, answered with the work, and its record
has none; and no other registry that should have been asked kept silent. DataCite reports none, so its works stay
"not checked". A registry that can not be reached changes nothing, except that notices of the others are added; and a
work that was once found is not "not found" because a registry has lost it.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from cms.bibliography.identifiers import Identifier, Kind
from cms.conf import conf
from cms.lookup.errors import NoAnswer
from cms.lookup.found import Found
from cms.lookup.looking_up import ask_registry, registries_for
from cms.lookup.notices import NOT_STANDING, Notice, integrity_of, merged, read_notice
from cms.lookup.time_budget import TimeBudget
from cms.models.changes import one_change
from cms.models.references import Integrity, Reference

__all__ = ["Answers", "Checked", "check", "consult", "identifiers_of", "note_found", "write_down"]

RETRY: Final = timedelta(hours=1)
"""After a check for which a registry was silent; later if it asks for that."""
NOT_FOUND_YET: Final = frozenset({Integrity.UNCHECKED, Integrity.NOT_FOUND})
FIELDS: Final = ("integrity", "notices", "checked_at", "next_check_at")

Outcome = Literal["changed", "same", "postponed", "edited"]


@dataclass(frozen=True)
class Answers:
    """What the registries said about one work: who found it, who knows nothing of it, who kept silent."""

    found: tuple[Found, ...]
    silent: tuple[NoAnswer, ...]

    @property
    def notices(self) -> tuple[Notice, ...]:
        """Those of all registries, each once."""
        return merged(notice for found in self.found for notice in found.notices)

    @property
    def is_told(self) -> bool:
        """Whether one that reports notices has the work: then no notice means that there is none."""
        return any(found.reports_notices for found in self.found)

    @property
    def retry_after(self) -> timedelta:
        """How long the registries that kept silent want to be left alone, an hour at least."""
        return max([RETRY, *(error.retry_after for error in self.silent if error.retry_after)])


@dataclass(frozen=True)
class Checked:
    """What a check came to: "changed" (status or notices), "same", "postponed" (not everybody answered), or "edited"
    (the identifiers were changed meanwhile, or the record is gone). `reasons` are sentences about those who kept
    silent."""

    outcome: Outcome
    before: Integrity
    after: Integrity
    reasons: tuple[str, ...] = ()


def identifiers_of(reference: Reference) -> list[Identifier]:
    """By which identifiers a reference is checked: DOI and PMID, for each has registries of its own; else the PMCID."""
    known: dict[Kind, str | None] = {"doi": reference.doi, "pmid": reference.pmid}
    if not reference.pmid:
        known["pmcid"] = reference.pmcid
    return [Identifier(kind, value) for kind, value in known.items() if value]


def consult(identifiers: Sequence[Identifier], *, budget: TimeBudget | None = None) -> Answers:
    """Ask for each identifier the registries that can know it, until one does. The cache is not asked.

    All of it together takes no longer than one look-up, or than what is left of `budget`.
    """
    budget = budget or TimeBudget(conf.lookup_seconds)
    found: list[Found] = []
    silent: list[NoAnswer] = []
    for place, identifier in enumerate(identifiers):
        own = budget.share(len(identifiers) - place)
        registries = registries_for(identifier)
        for number, registry in enumerate(registries):
            try:
                share = own.share(len(registries) - number)
                work = ask_registry(registry, identifier, share, fresh=True)
            except NoAnswer as error:
                silent.append(error)
                continue
            if work is not None:
                found.append(work)
                break
    return Answers(tuple(found), tuple(silent))


def check(reference: Reference, *, now: datetime, budget: TimeBudget | None = None) -> Checked:
    """Ask the registries about a reference, and write down what they say. It takes seconds: not in a transaction."""
    asked = identifiers_of(reference)
    return write_down(reference, consult(asked, budget=budget), asked=asked, now=now)


def write_down(
    reference: Reference, answers: Answers, *, asked: Collection[Identifier], now: datetime
) -> Checked:
    """Keep what the registries said. Only what is news is a change of the reference; the rest is a new date for the
    next check, which no document depends on. `asked` says for which identifiers the answers are."""
    current = Reference.objects.filter(pk=reference.pk).first()
    if current is None:
        return _gone(reference, answers)
    if not _is_news(current, answers, now=now) or set(identifiers_of(current)) != set(asked):
        return _without_change(current, answers, asked=asked, now=now)
    with one_change():
        current = Reference.objects.select_for_update().filter(pk=reference.pk).first()
        if current is None:
            return _gone(reference, answers)
        if set(identifiers_of(current)) != set(asked):
            return _without_change(current, answers, asked=asked, now=now)
        before = Integrity(current.integrity)
        status, notices = _judged(current, answers)
        changed = (status, notices) != (before, list(current.notices))
        current.integrity, current.notices = status, notices
        current.checked_at = now
        current.next_check_at = _next_check(status, answers, now=now)
        current.save(update_fields=FIELDS)
    outcome: Outcome = "changed" if changed else "postponed" if answers.silent else "same"
    return Checked(outcome, before, status, _reasons(answers))


def note_found(reference: Reference, found: Found, *, now: datetime) -> None:
    """Keep what a record that was just looked up says about its work. The check itself is still to come, for it asks
    other registries, too; until then it is the best that is known.

    `reference` has the identifiers for which the registry answered: nothing is kept if they were corrected meanwhile.
    """
    if not found.notices and not found.reports_notices:
        return
    with one_change():
        current = Reference.objects.select_for_update().filter(pk=reference.pk).first()
        if current is None or not _has_identifiers_of(current, reference):
            return
        if not found.notices and current.integrity not in NOT_FOUND_YET:
            return
        notices = merged([*_stored(current), *found.notices])
        status = integrity_of(notices) or Integrity.CLEAN
        as_json = [notice.as_json() for notice in notices]
        if (current.integrity, current.notices) != (status, as_json):
            current.integrity, current.notices, current.checked_at = status, as_json, now
            current.save(update_fields=["integrity", "notices", "checked_at"])
    reference.integrity, reference.notices, reference.checked_at = (
        current.integrity,
        current.notices,
        current.checked_at,
    )


def _has_identifiers_of(current: Reference, asked: Reference) -> bool:
    """Whether none was corrected since; one may have been added."""
    kinds = ("doi", "pmid", "pmcid")
    return all(getattr(current, kind) == getattr(asked, kind) for kind in kinds if getattr(asked, kind))


def _without_change(
    current: Reference, answers: Answers, *, asked: Collection[Identifier], now: datetime
) -> Checked:
    status = Integrity(current.integrity)
    is_edited = set(identifiers_of(current)) != set(asked)
    following = now if is_edited else _next_check(status, answers, now=now)
    Reference.objects.filter(pk=current.pk).update(next_check_at=following)
    outcome: Outcome = "edited" if is_edited else "postponed" if answers.silent else "same"
    return Checked(outcome, status, status, _reasons(answers))


def _gone(reference: Reference, answers: Answers) -> Checked:
    status = Integrity(reference.integrity)
    return Checked("edited", status, status, _reasons(answers))


def _is_news(current: Reference, answers: Answers, *, now: datetime) -> bool:
    """Whether status or notices are others, or a complete check is due to be shown again."""
    if _judged(current, answers) != (current.integrity, list(current.notices)):
        return True
    if answers.silent or not answers.is_told:
        return False
    return current.checked_at is None or current.checked_at <= now - timedelta(days=conf.checked_at_days)


def _judged(current: Reference, answers: Answers) -> tuple[Integrity, list[dict[str, object]]]:
    """Status and notices, as JSON, after what the registries said."""
    before = Integrity(current.integrity)
    if answers.silent or not answers.is_told:
        notices = merged([*answers.notices, *_stored(current)])
        status = integrity_of(notices) or before
        if not answers.silent and status in NOT_FOUND_YET:
            status = Integrity.UNCHECKED if answers.found else Integrity.NOT_FOUND
    else:
        notices = answers.notices
        status = integrity_of(notices) or Integrity.CLEAN
    return status, [notice.as_json() for notice in notices]


def _stored(reference: Reference) -> Iterator[Notice]:
    stored = reference.notices if isinstance(reference.notices, list) else []
    return filter(None, map(read_notice, stored))


def _next_check(status: Integrity, answers: Answers, *, now: datetime) -> datetime:
    if answers.silent:
        return now + answers.retry_after
    is_settled = status in NOT_STANDING or not answers.is_told
    return now + timedelta(days=conf.check_settled_days if is_settled else conf.check_days)


def _reasons(answers: Answers) -> tuple[str, ...]:
    return tuple(error.reason for error in answers.silent)

"""The one way by which a record from elsewhere, a registry or a file, becomes a reference of the library.

A work is known by its identifiers. What the library already says about it is never replaced: gaps are filled.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from cms.bibliography.csl import identifiers_of
from cms.bibliography.identifiers import Kind
from cms.models.changes import one_change
from cms.models.references import MergedReference, Origin, Reference, Verification

__all__ = [
    "Contradiction",
    "SeveralRecords",
    "TakenIn",
    "completed",
    "find_references",
    "foresee",
    "is_free_key",
    "take_in",
]

IDENTIFIER_FIELDS = ("DOI", "PMID", "PMCID")
FROM_ELSEWHERE = frozenset({"id", "custom"})
"""What stays with the record that it was made for. (What a file has under `custom` is what nothing in CSL stands for,
and comes with it.)"""
PLAIN_KEY = re.compile(r"[a-z][a-z0-9_-]{2,119}")


class SeveralRecords(ValueError):
    """The identifiers of one work belong to several records of the library. Carries `references`."""

    def __init__(self, references: list[Reference]) -> None:
        self.references = references
        super().__init__(", ".join(reference.key for reference in references))


class Contradiction(ValueError):
    """A record has one identifier of a reference, and another value for one of its others: one of the two is wrong, or
    they are two works. Carries `reference`, `kind`, `ours`, `theirs`, and a `message` for the editor."""

    def __init__(self, reference: Reference, *, kind: Kind, ours: str, theirs: str) -> None:
        self.reference, self.kind, self.ours, self.theirs = reference, kind, ours, theirs
        said = _(
            "It shares an identifier with “%(key)s”, but has the %(kind)s %(theirs)s instead of %(ours)s."
        )
        self.message = said % {"key": reference.key, "kind": kind.upper(), "theirs": theirs, "ours": ours}
        super().__init__(self.message)


@dataclass(frozen=True)
class TakenIn:
    """What became of a record: `outcome` says how, `added` names the CSL fields that an existing one gained."""

    reference: Reference
    outcome: Literal["new", "completed", "known"]
    added: tuple[str, ...] = ()


def find_references(identifiers: Mapping[Any, str]) -> list[Reference]:
    """The records that have one of the identifiers, by kind: {"doi": …, "pmid": …, "pmcid": …}. Others are ignored."""
    wanted = Q(pk__in=[])
    for kind in ("doi", "pmid", "pmcid"):
        if identifiers.get(kind):
            wanted |= Q(**{kind: identifiers[kind]})
    return list(Reference.objects.filter(wanted).order_by("pk"))


def take_in(csl: Mapping[str, Any], *, origin: Origin, at: datetime, key: str = "") -> TakenIn:
    """The reference for a CSL-JSON record that came from `origin` at the moment `at`.

    A record from a registry makes a verified reference, one from a file an unverified one. A new reference gets the
    citation key `key` if that is a plain one and free. Raise ValidationError if the record is none, SeveralRecords if
    the library has it more than once, Contradiction if the library's has other identifiers.
    """
    with one_change(), transaction.atomic():
        taken = foresee(csl, origin=origin, at=at, key=key)
        if taken.outcome == "known":
            Reference.objects.filter(pk=taken.reference.pk, look_up_at__isnull=False).update(
                look_up_at=taken.reference.look_up_at
            )
        else:
            taken.reference.save()
            taken.reference.save_revision()
        return taken


def foresee(csl: Mapping[str, Any], *, origin: Origin, at: datetime, key: str = "") -> TakenIn:
    """What `take_in` would do, with the reference as it would be; nothing is saved. Raise what `take_in` does."""
    found = find_references(identifiers_of(csl))
    if len(found) > 1:
        raise SeveralRecords(found)
    if found:
        return completed(found[0], csl, origin=origin, at=at)
    record = {name: value for name, value in csl.items() if name not in _own(origin)}
    reference = Reference(csl=record, origin=origin, retrieved_at=at, verification=_verification(origin))
    reference.key = key.lower() if is_free_key(key.lower()) else ""
    reference.full_clean(exclude=["key"])
    return TakenIn(reference, "new")


def is_free_key(key: str) -> bool:
    """Whether a new reference can have the key: a plain one that none has, nor had before it was merged."""
    return bool(
        PLAIN_KEY.fullmatch(key)
        and not Reference.objects.filter(key=key).exists()
        and not MergedReference.objects.filter(key=key).exists()
    )


def _own(origin: Origin) -> frozenset[str]:
    return FROM_ELSEWHERE - {"custom"} if origin == Origin.FILE else FROM_ELSEWHERE


def _verification(origin: Origin) -> Verification:
    by_registry = origin not in (Origin.HAND, Origin.FILE)
    return Verification.VERIFIED if by_registry else Verification.UNVERIFIED


def completed(reference: Reference, csl: Mapping[str, Any], *, origin: Origin, at: datetime) -> TakenIn:
    """A reference whose gaps are filled: identifiers in any, everything else in one that nobody has verified.

    It is not saved. Raise ValidationError, or Contradiction if they do not have the same identifiers.
    """
    own, others = identifiers_of(reference.csl), identifiers_of(csl)
    for kind, ours in own.items():
        theirs = others.get(kind, ours)
        if theirs != ours:
            raise Contradiction(reference, kind=kind, ours=ours, theirs=theirs)
    open_fields = (
        IDENTIFIER_FIELDS
        if reference.title and reference.verification == Verification.VERIFIED
        else csl.keys() - _own(origin)
    )
    gaps = {name: csl[name] for name in open_fields if csl.get(name) and not reference.csl.get(name)}
    was_empty = not reference.title
    if reference.title:
        reference.look_up_at = None
    if not gaps:
        return TakenIn(reference, "known")
    reference.csl = {**reference.csl, **gaps}
    if was_empty and csl.get("title"):
        # Nothing but an identifier was known of it: the record is the registry's.
        reference.csl = {**reference.csl, "type": csl.get("type") or reference.csl.get("type")}
        reference.origin, reference.retrieved_at, reference.look_up_at = origin, at, None
        reference.verification = _verification(origin)
        reference.key = ""  # made for what was not known; no public page can cite it yet
    reference.full_clean(exclude=["key"])
    return TakenIn(reference, "completed", tuple(sorted(gaps)))

"""What became of a work after it appeared: retractions, corrections, expressions of concern.

Several registries tell of one notice, each in its own words. Here they have the same ones, and one notice is one.
Kinds: those of Crossref's `update-to` (https://www.crossref.org/documentation/crossmark/version-control-corrections-
and-retractions/), into which those of PubMed and Europe PMC are translated.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from cms.models.references import Integrity

__all__ = ["NOT_STANDING", "Notice", "integrity_of", "kind_of", "merged", "read_notice"]

STATUS: Final[Mapping[str, Integrity]] = {
    "retraction": Integrity.RETRACTED,
    "withdrawal": Integrity.WITHDRAWN,
    "removal": Integrity.WITHDRAWN,
    # Part of the work stands. To call it retracted would be wrong, to call it corrected too little.
    "partial_retraction": Integrity.CONCERN,
    "expression_of_concern": Integrity.CONCERN,
    "correction": Integrity.CORRECTED,
    "corrigendum": Integrity.CORRECTED,
    "erratum": Integrity.CORRECTED,
    "clarification": Integrity.CORRECTED,
    "addendum": Integrity.CORRECTED,
    "other": Integrity.CORRECTED,
}
"""What a notice makes of a work. `other` is whatever no registry documents: somebody has to look at it."""

GRAVITY: Final = (Integrity.RETRACTED, Integrity.WITHDRAWN, Integrity.CONCERN, Integrity.CORRECTED)
"""The gravest first."""

NOT_STANDING: Final = frozenset({Integrity.RETRACTED, Integrity.WITHDRAWN})
"""A work that nobody may rely upon any more."""

NO_NOTICES: Final = frozenset({"new_version", "new_edition", "version_of_record", "comment"})
"""Kinds of updates that say nothing against the version that is cited."""

SYNONYMS: Final = {
    "retracted": "retraction", "full_retraction": "retraction", "retraction_of_publication": "retraction",
    "retract_and_replace": "retraction", "retraction_and_replacement": "retraction",
    "partial_retraction_of_publication": "partial_retraction", "withdrawn": "withdrawal", "removed": "removal",
    "concern": "expression_of_concern", "expressionofconcern": "expression_of_concern",
    "err": "erratum", "errata": "erratum", "published_erratum": "erratum", "corrected": "correction",
    "corrections": "correction", "corrigenda": "corrigendum", "clarifications": "clarification",
    "addenda": "addendum", "newversion": "new_version", "new_edition_of": "new_edition",
}  # fmt: skip


@dataclass(frozen=True)
class Notice:
    """One notice. `date` is "YYYY-MM-DD", "YYYY-MM", "YYYY" or None; `doi` and `url` are of the notice, not the work.

    `kind` is one of `STATUS`, `source` names who tells of it ("crossref", "retraction-watch", "pubmed", "europepmc"),
    `label` is the registry's word for it.
    """

    kind: str
    date: str | None = None
    doi: str | None = None
    url: str | None = None
    source: tuple[str, ...] = ()
    label: str = ""

    @property
    def status(self) -> Integrity:
        """What it makes of the work."""
        return STATUS[self.kind]

    def as_json(self) -> dict[str, Any]:
        """As it is stored in `Reference.notices`."""
        return {
            "kind": self.kind,
            "date": self.date,
            "doi": self.doi,
            "url": self.url,
            "source": list(self.source),
            "label": self.label,
        }


def kind_of(word: str) -> str | None:
    """The kind for a registry's word; None for an update that is no notice."""
    name = "_".join(word.casefold().replace("-", " ").replace("_", " ").split())
    name = SYNONYMS.get(name, name)
    if name in NO_NOTICES:
        return None
    return name if name in STATUS else "other"


def read_notice(value: object) -> Notice | None:
    """A stored notice; None if it is none."""
    if not isinstance(value, Mapping) or value.get("kind") not in STATUS:
        return None
    texts = {
        name: value[name] for name in ("date", "doi", "url", "label") if isinstance(value.get(name), str)
    }
    source = value.get("source")
    names = tuple(map(str, source)) if isinstance(source, list) else ()
    return Notice(kind=value["kind"], source=names, **texts)


def integrity_of(notices: Iterable[Notice]) -> Integrity | None:
    """What the gravest of the notices makes of the work; None without any."""
    made = {notice.status for notice in notices}
    return next((status for status in GRAVITY if status in made), None)


def merged(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """Each notice once, the gravest and newest first, in an order that does not depend on that of the answers.

    Two are the same if they have the same DOI and make the same of the work; where one has no DOI, if there is no month
    that contradicts, and if it is a retraction anyway. The first one given lends its kind and label.
    """
    kept: list[Notice] = []
    for notice in sorted(notices, key=lambda one: one.doi is None):
        index = next((i for i, other in enumerate(kept) if _same(other, notice)), None)
        if index is None:
            kept.append(notice)
        else:
            kept[index] = _joined(kept[index], notice)
    kept.sort(key=lambda one: (one.doi or "", one.url or ""))
    kept.sort(key=lambda one: one.date or "", reverse=True)
    kept.sort(key=lambda one: GRAVITY.index(one.status))
    return tuple(kept)


def _same(one: Notice, other: Notice) -> bool:
    if one.doi and other.doi:
        is_alike = one.status == other.status or {one.status, other.status} <= NOT_STANDING
        return one.doi == other.doi and is_alike
    if one.status != other.status:
        return False
    if one.status in NOT_STANDING or not (one.date and other.date):
        return True  # nobody retracts twice
    shorter, longer = sorted((one.date[:7], other.date[:7]), key=len)
    return longer.startswith(shorter)


def _joined(first: Notice, second: Notice) -> Notice:
    if GRAVITY.index(second.status) < GRAVITY.index(first.status):
        first, second = second, first
    date = first.date
    if second.date and (date is None or (second.date.startswith(date) and len(second.date) > len(date))):
        date = second.date
    return replace(
        first,
        date=date,
        doi=first.doi or second.doi,
        url=first.url or second.url,
        source=tuple(sorted({*first.source, *second.source})),
        label=first.label or second.label,
    )

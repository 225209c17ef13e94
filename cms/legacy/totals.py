"""What the entries of an import come to, added up as they are done: no entry is counted twice, whatever happens."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Sum

from cms.models.legacy_runs import LegacyOutcome, LegacyRun

__all__ = ["added", "outcomes_of", "repeats_merged", "warnings_of"]

_COUNTS = ("paragraphs", "blocks", "pictures", "files", "references", "suggestions")
_MOST_NAMES = 500
"""Different names that are counted one by one; a site with more of them needs another list than this one."""

Counts = dict[str, Any]


def added(counts: Counts, report: Mapping[str, Any]) -> Counts:
    """The counts with those of one more report. ``panels`` has by slug how often its form stood anywhere, ``terms``
    how many articles have a category or tag that is no topic here, ``notes`` how often each was made."""
    new: Counts = {**counts}
    if report["outcome"] in ("created", "updated"):
        for name in _COUNTS:
            new[name] = counts.get(name, 0) + report["counts"].get(name, 0)
        new["panels"] = _more(counts.get("panels"), dict(report["panels"]))
        new["terms"] = _more(counts.get("terms"), dict.fromkeys(report.get("terms", ()), 1))
    codes: dict[str, int] = {}
    for note in report["notes"]:
        codes[note["code"]] = codes.get(note["code"], 0) + 1
    new["notes"] = _more(counts.get("notes"), codes)
    return new


def _more(counts: Mapping[str, int] | None, further: Mapping[str, int]) -> dict[str, int]:
    result = dict(counts or {})
    for name, number in further.items():
        if name in result or len(result) < _MOST_NAMES:
            result[name] = result.get(name, 0) + number
    return result


def repeats_merged(counts: Mapping[str, Any]) -> int:
    """Forms that stood somewhere and became a panel that was there already."""
    panels = counts.get("panels", {})
    return int(sum(panels.values())) - len(panels)


def outcomes_of(run: LegacyRun) -> dict[str, int]:
    """How many entries had which outcome, in the order of the outcomes; those that nothing had are left out."""
    rows = run.outcomes.values_list("outcome").annotate(count=Count("pk")).order_by()
    found = dict(rows)
    return {str(outcome): found[outcome] for outcome in LegacyOutcome.Outcome.values if outcome in found}


def warnings_of(run: LegacyRun) -> int:
    """How many warnings there are in all."""
    return int(run.outcomes.aggregate(sum=Sum("warnings"))["sum"] or 0)

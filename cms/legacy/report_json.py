"""The report of a whole import as JSON, piece by piece, however long it is."""

import json
from collections.abc import Iterator
from typing import Any

from cms.legacy.report import message_of
from cms.legacy.totals import outcomes_of, repeats_merged, warnings_of
from cms.models.legacy_runs import LegacyOutcome, LegacyRun

__all__ = ["as_json", "totals_of"]

CHUNK = 100


def totals_of(run: LegacyRun) -> dict[str, Any]:
    """The totals as plain values. ``entries`` is the sum of ``outcomes``."""
    outcomes = outcomes_of(run)
    return {
        "entries": sum(outcomes.values()),
        "outcomes": outcomes,
        "repeats_merged": repeats_merged(run.counts),
        "warnings": warnings_of(run),
        **{name: value for name, value in run.counts.items() if name != "links_after"},
    }


def as_json(run: LegacyRun) -> Iterator[str]:
    """An object with the keys ``import``, ``totals`` and ``entries``."""
    about = {
        "id": str(run.uuid),
        "source": run.label,
        "state": run.state,
        "problem": run.problem,
        "created_at": run.created_at.isoformat(),
        "finished_at": run.finished_at.isoformat() if run.finished_at else None,
        "options": {name: value for name, value in run.options.items() if name != "worker"},
    }
    yield '{"import": ' + _written(about) + ',\n"totals": ' + _written(totals_of(run)) + ',\n"entries": ['
    before = "\n"
    for outcome in run.outcomes.order_by("position").iterator(chunk_size=CHUNK):
        yield before + _written(_entry(outcome))
        before = ",\n"
    yield "\n]}\n"


def _entry(outcome: LegacyOutcome) -> dict[str, Any]:
    notes = [
        {**{name: value for name, value in note.items() if name != "values"}, "message": message_of(note)}
        for note in outcome.report.get("notes", ())
    ]
    about = {"position": outcome.position, "key": outcome.key, "label": outcome.label}
    # The page may have been deleted since.
    entry: dict[str, Any] = about | outcome.report | {"notes": notes, "page": outcome.page_id}
    return entry


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)

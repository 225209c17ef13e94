"""The report of a whole import for a terminal: a few lines of totals, and each article's own report."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.legacy.report import outcome_label, text_of
from cms.legacy.totals import outcomes_of, repeats_merged, warnings_of
from cms.models.legacy_runs import LegacyRun

__all__ = ["summary_of", "text_of_run"]

CHUNK = 100


def summary_of(run: LegacyRun) -> Iterator[str]:
    """The totals, line by line: every entry is in exactly one of the outcomes."""
    outcomes = outcomes_of(run)
    done = sum(outcomes.values())
    parts = ", ".join(f"{count} {outcome_label(outcome)}" for outcome, count in outcomes.items())
    entries = ngettext("%(n)s entry", "%(n)s entries", done) % {"n": done}
    yield f"{run.label}: {entries}" + (f" = {parts}" if parts else "")
    if run.state in (LegacyRun.State.EXAMINED, LegacyRun.State.EXAMINING):
        yield "  " + _("This was a dry run: nothing was imported.")
    merged = repeats_merged(run.counts)
    if merged:
        yield "  " + ngettext("%(n)s repeat merged", "%(n)s repeats merged", merged) % {"n": merged}
    counts = run.counts
    if counts.get("suggestions"):
        yield "  " + _("%(n)s proposals wait for somebody to decide") % {"n": counts["suggestions"]}
    if terms := counts.get("terms"):
        named = ", ".join(f"{name} ({count})" for name, count in list(terms.items())[:20])
        yield "  " + _("No topic for: %(terms)s") % {"terms": named + (" …" if len(terms) > 20 else "")}
    if warnings := warnings_of(run):
        yield "  " + ngettext("%(n)s warning", "%(n)s warnings", warnings) % {"n": warnings}


def text_of_run(run: LegacyRun) -> Iterator[str]:
    """The report, piece by piece. An import of one article is that article's report."""
    if run.total != 1:
        yield "\n".join(summary_of(run)) + "\n\n"
    for outcome in run.outcomes.order_by("position").iterator(chunk_size=CHUNK):
        report = outcome.report
        if run.total != 1:
            report = report | {"source": outcome.label}
        yield text_of(report)

"""The report of a whole import as one page of HTML that needs nothing else: to be read, searched and sent on."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cms.legacy.report import message_of, outcome_label, place_of
from cms.legacy.totals import outcomes_of, repeats_merged, warnings_of
from cms.models.legacy_runs import LegacyOutcome, LegacyRun

__all__ = ["as_html"]

CHUNK = 100
ATTENTION = ("failed", "conflict")
IN_TABLE = ("set_aside", "not_carried", "form_lines_set_aside")
"""Notes that the table of what was not carried over says at more length."""
STYLE = """
body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;max-width:60rem;padding:1rem;color:#1b1b1b;background:#fff}
h1,h2,h3{line-height:1.2}table{border-collapse:collapse}th,td{border-bottom:1px solid #ccc;padding:.3rem .8rem .3rem 0;
text-align:left;vertical-align:top}td.n{text-align:right;font-variant-numeric:tabular-nums}article{border-top:2px solid
#ccc;padding:.5rem 0}li.warning{border-left:4px solid #b45309;padding-left:.5rem;list-style:none;margin-left:-.75rem}
.outcome{font-weight:600}.muted{color:#555}a{color:#0b57a4;overflow-wrap:anywhere}summary{cursor:pointer}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit;margin:0}
@media print{a{color:inherit}}
"""


def as_html(run: LegacyRun) -> Iterator[str]:
    """The page, piece by piece."""
    title = _("Import of %(source)s") % {"source": run.label}
    yield format_html(
        '<!doctype html>\n<html lang="{}">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        "<title>{}</title><style>{}</style></head>\n<body>\n<main>\n<h1>{}</h1>\n",
        get_language() or "en",
        title,
        mark_safe(STYLE),  # noqa: S308 - our own
        title,
    )
    yield from _head(run)
    yield from _first(run)
    yield format_html("<h2>{}</h2>\n", _("Every entry"))
    for outcome in run.outcomes.select_related("page").order_by("position").iterator(chunk_size=CHUNK):
        yield _entry(outcome)
    yield "</main>\n</body>\n</html>\n"


def _head(run: LegacyRun) -> Iterator[str]:
    outcomes = outcomes_of(run)
    if run.state in (LegacyRun.State.EXAMINING, LegacyRun.State.EXAMINED):
        yield format_html("<p><strong>{}</strong></p>\n", _("This was a dry run: nothing was imported."))
    if run.problem:
        yield format_html("<p><strong>{}</strong></p>\n", run.problem)
    rows = [(outcome_label(name), count) for name, count in outcomes.items()]
    yield format_html(
        '<h2>{}</h2>\n<table><caption class="muted">{}</caption><tbody>\n{}<tr><th scope="row">{}</th>'
        '<td class="n"><strong>{}</strong></td></tr></tbody></table>\n',
        _("In all"),
        _("Every entry is counted once."),
        format_html_join("", '<tr><th scope="row">{}</th><td class="n">{}</td></tr>\n', rows),
        _("Entries"),
        sum(outcomes.values()),
    )
    made = list(_made(run))
    if made:
        yield format_html("<ul>{}</ul>\n", format_html_join("", "<li>{}</li>", ((each,) for each in made)))


def _made(run: LegacyRun) -> Iterator[str]:
    counts = run.counts
    merged = repeats_merged(counts)
    if merged:
        yield ngettext("%(n)s repeat merged", "%(n)s repeats merged", merged) % {"n": merged}
    for name, number in counts.get("panels", {}).items():
        yield ngettext(
            "Call to action “%(slug)s”: its form stood there %(count)s time",
            "Call to action “%(slug)s”: its form stood there %(count)s times",
            number,
        ) % {"slug": name, "count": number}
    labels = {
        "blocks": _("blocks"),
        "pictures": _("pictures"),
        "files": _("files to download"),
        "references": _("references"),
    }
    for name, label in labels.items():
        if counts.get(name):
            yield f"{label}: {counts[name]}"
    if terms := counts.get("terms"):
        named = ", ".join(f"{name} ({count})" for name, count in terms.items())
        yield _("No topic for: %(terms)s") % {"terms": named}


def _first(run: LegacyRun) -> Iterator[str]:
    """What somebody has to look at before anything else."""
    yield format_html("<h2>{}</h2>\n", _("What needs a person first"))
    notes: Mapping[str, int] = run.counts.get("notes", {})
    said = [
        (_("Pictures without alt text"), notes.get("alt_text_needed", 0) + notes.get("lead_alt_missing", 0)),
        (_("Proposals about studies, to be accepted or dismissed"), run.counts.get("suggestions", 0)),
        (_("Pictures and files that were not taken"), sum(
            notes.get(code, 0) for code in ("picture_missing", "picture_refused", "file_missing", "file_refused")
        )),
        (_("Warnings in all"), warnings_of(run)),
    ]  # fmt: skip
    yield format_html(
        "<ul>{}</ul>\n", format_html_join("", "<li>{}: {}</li>", (pair for pair in said if pair[1]))
    )
    rows = run.outcomes.filter(outcome__in=ATTENTION).select_related("page").order_by("position")
    empty = True
    for outcome in rows.iterator(chunk_size=CHUNK):
        yield "<ul>" if empty else ""
        empty = False
        yield format_html(
            '<li><a href="#entry-{}">{}</a>: {}</li>\n',
            outcome.position,
            outcome.title or outcome.label,
            outcome_label(outcome.outcome),
        )
    yield "" if empty else "</ul>\n"


def _entry(outcome: LegacyOutcome) -> SafeString:
    report = outcome.report
    unit = report.get("unit", "line")
    notes = format_html_join(
        "\n",
        '<li class="{}">{}{}{}</li>',
        (
            (
                note["level"],
                _("Warning: ") if note["level"] == "warning" else "",
                f"{place}: " if (place := place_of(note, unit)) else "",
                message_of(note),
            )
            for note in report.get("notes", ())
            if note["code"] not in IN_TABLE
        ),
    )
    return format_html(
        '<article id="entry-{}"><h3>{}</h3>\n<p><span class="outcome">{}</span> '
        '<span class="muted">{}</span>{}{}</p>\n{}{}</article>\n',
        outcome.position,
        outcome.title or outcome.label,
        outcome_label(outcome.outcome),
        outcome.label,
        _addresses(report),
        _edit_link(outcome),
        format_html("<ul>{}</ul>\n", notes) if notes else "",
        _left_out(report, unit),
    )


def _addresses(report: Mapping[str, Any]) -> SafeString:
    old, new = report.get("old_address", ""), report.get("path", "")
    if not (old or new):
        return SafeString("")
    return format_html("<br>{} → {}", old or "–", new or "–")


def _edit_link(outcome: LegacyOutcome) -> SafeString:
    if outcome.page_id is None:
        return SafeString("")
    try:
        address = reverse("wagtailadmin_pages:edit", args=(outcome.page_id,))
    except NoReverseMatch:
        return SafeString("")
    return format_html('<br><a href="{}">{}</a>', address, _("Edit the page"))


def _left_out(report: Mapping[str, Any], unit: str) -> SafeString:
    left = report.get("left_out", ())
    if not left:
        return SafeString("")
    count = ngettext("%(n)s part was not carried over", "%(n)s parts were not carried over", len(left))
    rows = format_html_join(
        "\n",
        "<tr><td>{}</td><td>{} {}</td><td><pre>{}</pre></td></tr>",
        ((place_of(each, unit), each["kind"], each["name"], each["text"]) for each in left),
    )
    return format_html(
        '<details><summary>{}</summary><table><thead><tr><th scope="col">{}</th><th scope="col">{}</th>'
        '<th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></details>\n',
        count % {"n": len(left)},
        _("Place"),
        _("What it is"),
        _("What stood there"),
        rows,
    )

"""The findings of a page as one table: outcomes by time. Forest plots say nothing in words that the findings do not."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from blocks.vocabulary import Certainty, Direction, Favours
from cms.delivery.markdown.context import Context, dicts
from cms.delivery.markdown.escapes import tidy
from cms.delivery.markdown.layout import Block
from cms.delivery.markdown.prose import section
from cms.delivery.markdown.tables import table
from cms.delivery.markdown.words import choice

__all__ = ["at_a_glance"]


def at_a_glance(context: Context) -> list[Block]:
    """The table under its heading; nothing for a single finding, which says it all itself."""
    evidence = context.document.get("evidence")
    told = evidence.get("table") if isinstance(evidence, dict) else None
    if not isinstance(told, dict):
        return []
    times = found if isinstance(found := told.get("time_points"), list) else []
    rows = [(tidy(row.get("outcome")), _cells(row)) for row in dicts(told.get("rows"))]
    if sum(len(cell) for _outcome, cells in rows for cell in cells) < 2:
        return []
    none_given = _("No time point") if len(times) > 1 else _("Direction")
    columns = [_("Outcome"), *(tidy(time) if time is not None else none_given for time in times)]
    value = {
        "caption": None,
        "columns": [{"type": "text", "heading": heading} for heading in columns],
        "rows": [[_cell(outcome), *(_cell(_results(cell)) for cell in cells)] for outcome, cells in rows],
    }
    return section(_("Results at a glance"), table(value, context, row_headers=True))


def _cells(row: Mapping[str, Any]) -> list[list[Mapping[str, Any]]]:
    return [dicts(cell) for cell in cells] if isinstance(cells := row.get("cells"), list) else []


def _cell(text: str) -> dict[str, str]:
    return {"type": "text", "value": text}


def _results(results: list[Mapping[str, Any]]) -> str:
    """What was found at one time; with who was compared where there is more than one result."""
    said = [_result(result) for result in results]
    if len(results) > 1:
        compared = (tidy(result.get("comparison")) for result in results)
        said = [f"{who}: {words}" if who else words for who, words in zip(compared, said, strict=True)]
    return "; ".join(said)


def _result(result: Mapping[str, Any]) -> str:
    """“Lower (Speaks for: The intervention or exposure, Certainty of the evidence: Low)”."""
    facts = {
        _("Speaks for"): choice(Favours, result.get("favours")),
        _("Certainty of the evidence"): _assessed(result.get("certainty")),
    }
    direction = choice(Direction, result.get("direction")) or choice(Direction, Direction.UNCLEAR)
    about = ", ".join(f"{name}: {fact}" for name, fact in facts.items() if fact)
    return f"{direction} ({about})" if about else direction


def _assessed(certainty: Any) -> str:
    return "" if certainty == Certainty.NOT_ASSESSED else choice(Certainty, certainty)

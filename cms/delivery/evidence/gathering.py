"""From the blocks of a body to what they say together."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db.models import TextChoices

from blocks.evidence import Finding, Study
from blocks.vocabulary import Certainty, Direction, Favours
from cms.delivery.evidence.plots import forest_plots
from cms.delivery.evidence.schemas import (
    CertaintyCount,
    DirectionCount,
    Evidence,
    EvidenceSummary,
    FavoursCount,
    OutcomeResult,
    OutcomeRow,
    OutcomeTable,
)
from cms.delivery.evidence.times import in_order_of_time, same

__all__ = ["evidence_of"]


class Reported(NamedTuple):
    """A finding, and the id of its block."""

    block: str
    finding: Finding


def evidence_of(body: Iterable[Any]) -> Evidence:
    """What the blocks of a body, as they are on the wire, say together. No query."""
    blocks = list(body)
    reported = [Reported(block.id, block.value) for block in blocks if isinstance(block.value, Finding)]
    studies = [block.value for block in blocks if isinstance(block.value, Study)]
    return Evidence(
        summary=_summary([finding for _, finding in reported], studies),
        plots=forest_plots(reported),
        table=_table(reported),
    )


def _summary(findings: Sequence[Finding], studies: Sequence[Study]) -> EvidenceSummary:
    directions = Counter(finding.direction for finding in findings)
    favours = Counter(finding.favours for finding in findings)
    certainties = Counter(finding.certainty for finding in findings)
    assessed = [each for each in Certainty if each in certainties and each != Certainty.NOT_ASSESSED]
    designs = (design for study in studies for design in (study.design, *(g.design for g in study.groups)))
    return EvidenceSummary(
        findings=len(findings),
        directions=[
            DirectionCount(direction=each, findings=directions[each])
            for each in _present(Direction, directions)
        ],
        favours=[FavoursCount(favours=each, findings=favours[each]) for each in _present(Favours, favours)],
        certainties=[
            CertaintyCount(certainty=each, findings=certainties[each])
            for each in Certainty
            if each in certainties
        ],
        lowest_certainty=assessed[-1] if assessed else None,
        designs=list(dict.fromkeys(design for design in designs if design is not None)),
        studies=studies[0].total if studies else None,
        participants=studies[0].participants if studies else None,
    )


def _present(vocabulary: type[TextChoices], counted: Counter[Any]) -> list[Any]:
    return [each for each in (*vocabulary, None) if each in counted]


def _table(reported: Sequence[Reported]) -> OutcomeTable:
    times = in_order_of_time(finding.time_point for _, finding in reported)
    rows: dict[str, tuple[str, list[list[OutcomeResult]]]] = {}
    for block, finding in reported:
        _, cells = rows.setdefault(same(finding.outcome), (finding.outcome, [[] for _ in times]))
        result = OutcomeResult(
            block=block,
            comparison=finding.comparison,
            direction=finding.direction,
            favours=finding.favours,
            certainty=finding.certainty,
        )
        cells[times[same(finding.time_point or "")].column].append(result)
    return OutcomeTable(
        time_points=[time.text for time in times.values()],
        rows=[OutcomeRow(outcome=outcome, cells=cells) for outcome, cells in rows.values()],
    )

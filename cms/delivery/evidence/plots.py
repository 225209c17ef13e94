"""Forest plots: findings that can be compared, each on the axis that it shares with the others."""

import math
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from blocks.evidence import Finding
from blocks.evidence.finding import Interval
from blocks.vocabulary import EffectMeasure
from cms.delivery.evidence.axis import SMALLEST, Axis, Reach, Scale
from cms.delivery.evidence.schemas import ForestPlot, ForestRow, PlotDomain, PlotTick
from cms.delivery.evidence.times import same

__all__ = ["forest_plots"]

LARGEST: Final = 1 / SMALLEST
"""What is larger is no result of a study, and would end the arithmetic."""


class _Kind(NamedTuple):
    scale: Scale
    no_effect: str
    has_unit: bool = False
    """Whether two results without a unit may be in different ones."""


_RATIO = _Kind("log", "1")
_KINDS: Final = {
    EffectMeasure.ODDS_RATIO: _RATIO,
    EffectMeasure.RISK_RATIO: _RATIO,
    EffectMeasure.HAZARD_RATIO: _RATIO,
    EffectMeasure.RATE_RATIO: _RATIO,
    EffectMeasure.MEAN_DIFFERENCE: _Kind("linear", "0", has_unit=True),
    EffectMeasure.STANDARDISED_MEAN_DIFFERENCE: _Kind("linear", "0"),
    EffectMeasure.RISK_DIFFERENCE: _Kind("linear", "0", has_unit=True),
}
"""Of other measures nobody can say what means no effect, so they are not plotted."""

Reported = tuple[str, Finding]
"""The id of a block, and its finding."""


def forest_plots(reported: Iterable[Reported]) -> list[ForestPlot]:
    """A plot for each kind of result: the same measure in the same unit.

    Differences without a unit may be in different ones, a blood value and a score; they are compared only if they are
    about the same outcome.
    """
    groups: dict[tuple[str, str, str | None], list[Reported]] = {}
    for block, finding in reported:
        kind = _KINDS.get(finding.measure) if finding.measure else None
        if kind is None or finding.estimate is None:
            continue
        alone = kind.has_unit and not finding.unit
        key = (str(finding.measure), same(finding.unit or ""), same(finding.outcome) if alone else None)
        groups.setdefault(key, []).append((block, finding))
    plots = (_plot(group, is_alone=outcome is not None) for (*_, outcome), group in groups.items())
    return [plot for plot in plots if plot is not None]


def _plot(group: Sequence[Reported], *, is_alone: bool) -> ForestPlot | None:
    """The plot of findings that can be compared; None if none of them can be drawn."""
    first = group[0][1]
    assert first.measure is not None
    kind = _KINDS[first.measure]
    reaches = [_reach(finding, kind) for _, finding in group]
    drawn = [reach for reach in reaches if reach is not None]
    if not drawn:
        return None
    axis = Axis(kind.scale, float(kind.no_effect), drawn)
    low, high = axis.domain
    return ForestPlot(
        measure=first.measure,
        unit=first.unit,
        outcome=first.outcome if is_alone else None,
        scale=kind.scale,
        domain=PlotDomain(low=low, high=high),
        no_effect=kind.no_effect,
        no_effect_at=axis.at(float(kind.no_effect)),
        ticks=[PlotTick(text=tick.text, at=axis.at(tick.value)) for tick in axis.ticks()],
        rows=[
            _row(block, finding, reach, axis, kind)
            for (block, finding), reach in zip(group, reaches, strict=True)
        ],
    )


def _row(block: str, finding: Finding, reach: Reach | None, axis: Axis, kind: _Kind) -> ForestRow:
    assert finding.estimate is not None
    return ForestRow(
        block=block,
        outcome=finding.outcome,
        time_point=finding.time_point,
        comparison=finding.comparison,
        estimate=finding.estimate,
        interval=finding.interval,
        p_value=finding.p_value,
        direction=finding.direction,
        favours=finding.favours,
        certainty=finding.certainty,
        includes_no_effect=_includes(finding.interval, float(kind.no_effect)),
        at=reach and axis.at(reach.middle),
        low_at=reach and axis.at(reach.low),
        high_at=reach and axis.at(reach.high),
        low_cut=reach is not None and axis.is_before(reach.low),
        high_cut=reach is not None and axis.is_behind(reach.high),
    )


def _includes(interval: Interval | None, no_effect: float) -> bool | None:
    if interval is None or float(interval.low) > float(interval.high):
        return None
    return float(interval.low) <= no_effect <= float(interval.high)


def _reach(finding: Finding, kind: _Kind) -> Reach | None:
    """What there is to draw: nothing without an interval, or of one that is none; and no ratio of 0 or less."""
    if finding.interval is None or finding.estimate is None:
        return None
    reach = Reach(float(finding.interval.low), float(finding.estimate), float(finding.interval.high))
    is_readable = all(math.isfinite(value) and abs(value) < LARGEST for value in reach)
    if not is_readable or reach.low > reach.high:
        return None
    if kind.scale == "log" and min(reach.middle, reach.high) <= SMALLEST:
        return None
    return reach

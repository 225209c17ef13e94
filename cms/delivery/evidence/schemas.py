"""The wire types of evidence that is taken together."""

from typing import Literal

from pydantic import Field

from blocks.evidence.finding import Interval, PValue
from blocks.numbers import DecimalText
from blocks.schemas import Schema
from blocks.vocabulary import Certainty, Direction, EffectMeasure, Favours, StudyDesign

__all__ = [
    "CertaintyCount",
    "DirectionCount",
    "Evidence",
    "EvidenceSummary",
    "FavoursCount",
    "ForestPlot",
    "ForestRow",
    "OutcomeResult",
    "OutcomeRow",
    "OutcomeTable",
    "PlotDomain",
    "PlotTick",
]

AT = "A fraction of the width of the plot: 0 is its left end, 1 its right one."
BLOCK = "Id of the finding's block in `body`."


class DirectionCount(Schema):
    """How many findings have a direction."""

    direction: Direction | None
    findings: int


class FavoursCount(Schema):
    """How many findings speak for a side."""

    favours: Favours | None
    findings: int


class CertaintyCount(Schema):
    """How many findings have a certainty."""

    certainty: Certainty
    findings: int


class EvidenceSummary(Schema):
    """The findings counted, and the size of the study as it was reported; nothing is added up."""

    findings: int
    directions: list[DirectionCount] = Field(
        description="In the order of the vocabulary; null comes last, and what no finding has is left out."
    )
    favours: list[FavoursCount] = Field(description="The same for the sides that findings speak for.")
    certainties: list[CertaintyCount] = Field(description="From high to not assessed.")
    lowest_certainty: Certainty | None = Field(
        description="The lowest certainty of those that were assessed; null if none was."
    )
    designs: list[StudyDesign] = Field(
        description="Of the study blocks and their groups of studies, in the order of the page."
    )
    studies: int | None = Field(description="Number of included studies that the first study block reports.")
    participants: int | None = Field(description="Number of participants that the first study block reports.")


class PlotDomain(Schema):
    """The values at the two ends of the plot."""

    low: float
    high: float


class PlotTick(Schema):
    """A mark on the axis."""

    text: str = Field(description="The value as it is written, with a point.")
    at: float = Field(description=AT)


class ForestRow(Schema):
    """A finding in a forest plot. Without `at`, `low_at` and `high_at` it is listed, but can not be drawn."""

    block: str = Field(description=BLOCK)
    outcome: str
    time_point: str | None
    comparison: str | None
    estimate: DecimalText
    interval: Interval | None
    p_value: PValue | None
    direction: Direction | None
    favours: Favours | None
    certainty: Certainty
    includes_no_effect: bool | None = Field(
        description="Whether the interval includes no effect; null without a readable interval."
    )
    at: float | None = Field(description=f"Where the estimate is. {AT}")
    low_at: float | None = Field(description="Where the interval begins.")
    high_at: float | None = Field(description="Where the interval ends.")
    low_cut: bool = Field(description="The interval goes on beyond the left end: draw an arrow.")
    high_cut: bool = Field(description="The interval goes on beyond the right end: draw an arrow.")


class ForestPlot(Schema):
    """Findings that can be compared: of one measure and unit, so that they share an axis."""

    measure: EffectMeasure
    unit: str | None
    outcome: str | None = Field(
        description="Of a difference whose unit is not reported, only findings on one outcome are compared: this one."
    )
    scale: Literal["log", "linear"]
    domain: PlotDomain
    no_effect: str = Field(description="The value that means no effect: “1” of a ratio, “0” of a difference.")
    no_effect_at: float = Field(description=AT)
    ticks: list[PlotTick]
    rows: list[ForestRow] = Field(description="In the order of the page.")


class OutcomeResult(Schema):
    """What one finding says about an outcome at a time."""

    block: str = Field(description=BLOCK)
    comparison: str | None
    direction: Direction | None
    favours: Favours | None
    certainty: Certainty


class OutcomeRow(Schema):
    """An outcome."""

    outcome: str
    cells: list[list[OutcomeResult]] = Field(description="One for each of the table's time points.")


class OutcomeTable(Schema):
    """What was found about which outcome, and when."""

    time_points: list[str | None] = Field(
        description="As they were reported, in the order of time. Those whose time can not be read come after the "
        "others, and null, for findings without a time point, comes last."
    )
    rows: list[OutcomeRow] = Field(description="In the order of the page.")


class Evidence(Schema):
    """The findings of the page, taken together."""

    summary: EvidenceSummary
    plots: list[ForestPlot] = Field(
        description="One for each kind of result of which at least one finding can be drawn, in the order of the page."
    )
    table: OutcomeTable

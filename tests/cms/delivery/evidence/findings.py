"""Findings on the wire, so that a test names only what it is about."""

from typing import Any

from blocks.evidence import Finding, Study
from blocks.schemas import RichText, Schema

__all__ = ["body", "finding", "study"]


class Block(Schema):
    """A block of a body."""

    id: str
    value: Any


def finding(
    outcome: str = "Pain",
    estimate: str | None = None,
    interval: tuple[str, str] | None = None,
    **values: Any,
) -> Finding:
    """A finding; of what is not given nothing was reported."""
    reported = dict.fromkeys(Finding.model_fields) | {
        "outcome": outcome,
        "estimate": estimate,
        "measure": "risk_ratio" if estimate else None,
        "interval": interval and {"low": interval[0], "high": interval[1], "level": 95},
        "certainty": "not_assessed",
        "interpretation": RichText(html="", nodes=[]),
        "citations": [],
        **values,
    }
    return Finding.model_validate(reported)


def study(**values: Any) -> Study:
    """A study."""
    question: dict[str, Any] = {"population": None, "intervention": None, "comparator": None, "outcomes": []}
    reported = dict.fromkeys(Study.model_fields) | {"pico": question, "groups": [], "citations": [], **values}
    return Study.model_validate(reported)


def body(*values: Any) -> list[Any]:
    """The blocks of a body: b1, b2 …"""
    return [Block(id=f"b{number}", value=value) for number, value in enumerate(values, start=1)]

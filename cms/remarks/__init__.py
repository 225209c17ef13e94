"""What the rules say about the pages of this installation: gathered, acknowledged, kept for lists."""

from cms.remarks.acknowledge import acknowledge, acknowledge_rule, withdraw
from cms.remarks.judge import Judged, Judgement, judge_page, remarks_of

__all__ = [
    "Judged",
    "Judgement",
    "acknowledge",
    "acknowledge_rule",
    "judge_page",
    "remarks_of",
    "withdraw",
]

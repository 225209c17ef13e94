"""The plan of one page: what has been taken in so far, and what becomes of the next panel. Pure.

Panels in the text come first, as the text is put on the wire; then those that rules bring, in the order of the rules.
Places are counted in blocks that are no panels: how many of them come before, which is all that distance is about.
"""

from dataclasses import dataclass, field, replace
from typing import Any

from cms.delivery.placing.reasons import Reason
from cms.delivery.placing.rules import PageFacts, Rule, gap_for, unfit

__all__ = ["Decision", "Limits", "Plan"]


@dataclass(frozen=True)
class Limits:
    """What a site allows on a page."""

    most: int = 3
    distance: int = 0
    """So many other blocks stand between two panels of a stream."""


@dataclass(frozen=True)
class Decision:
    """What became of a panel."""

    panel: Any
    """Its primary key: of the translation, where a rule uses one."""
    kind: str | None = None
    """None if it is not public."""
    reason: Reason | None = None
    """Why it is left out; None if it is on the page."""
    block: int | None = None
    """Which block of its stream holds it, from 0; None for a panel by rule."""
    stream: str = ""
    """The field that holds it, if that is a stream."""
    rule: Rule | None = None
    gap: int | None = None
    """For a panel by rule: before which item of the body it comes."""
    before: int = 0
    """How many blocks that are no panels stand before it."""
    shown: Any = None
    """Its wire form, if it is on the page."""

    @property
    def is_placed(self) -> bool:
        """Whether the page carries it."""
        return self.reason is None


@dataclass
class Plan:
    """What one page carries."""

    limits: Limits = field(default_factory=Limits)
    decisions: list[Decision] = field(default_factory=list)

    @property
    def placed(self) -> list[Decision]:
        """The panels that the page carries, in the order of deciding."""
        return [decision for decision in self.decisions if decision.is_placed]

    def in_text(
        self, panel: Any, kind: str | None, *, stream: str, block: int, before: int, shown: Any
    ) -> bool:
        """A panel in the text, `before` which so many blocks stand; without a kind it is not public. Whether the page
        has it."""
        reason = Reason.NOT_PUBLIC if kind is None else self._refusal(kind, stream, before)
        shown = None if reason else shown
        decision = Decision(panel, kind, reason, block=block, stream=stream, before=before, shown=shown)
        self.decisions.append(decision)
        return decision.is_placed

    def withdraw(self, first: int) -> None:
        """The block that holds the panels from this decision on is not delivered: they take no place."""
        self.decisions[first:] = [
            replace(each, reason=each.reason or Reason.BLOCK_LEFT_OUT, shown=None)
            for each in self.decisions[first:]
        ]

    def by_rule(
        self,
        rule: Rule,
        panel: Any,
        kind: str | None,
        *,
        page: PageFacts,
        stream: str,
        befores: list[int],
        shown: Any,
    ) -> bool:
        """A panel that a rule brings; None for a panel without a translation. `befores` says of each item of the body,
        and of its end, how many blocks stand before it. Whether the page has it."""
        gap = gap_for(rule, page)
        before = 0 if gap is None else befores[gap]
        reason = unfit(rule, page)
        if reason is None and panel is None:
            reason = Reason.NO_TRANSLATION
        elif reason is None and kind is None:
            reason = Reason.NOT_PUBLIC
        elif reason is None and any(each.panel == panel and each.rule is None for each in self.placed):
            reason = Reason.ALREADY_BY_HAND
        elif reason is None and kind is not None:
            reason = self._refusal(kind, stream, before)
        decision = Decision(
            rule.panel if panel is None else panel,
            kind,
            reason,
            stream=stream,
            rule=rule,
            gap=None if reason else gap,
            before=before,
            shown=None if reason else shown,
        )
        self.decisions.append(decision)
        return decision.is_placed

    def _refusal(self, kind: str, stream: str, before: int) -> Reason | None:
        placed = self.placed
        if any(each.kind == kind for each in placed):
            return Reason.KIND_TAKEN
        if len(placed) >= self.limits.most:
            return Reason.PAGE_FULL
        distances = (abs(before - each.before) for each in placed if each.stream == stream)
        # A field that holds a panel by itself stands nowhere in a text.
        if stream and any(distance < self.limits.distance for distance in distances):
            return Reason.TOO_CLOSE
        return None

"""Whether the figures of a finding bear out what is claimed with them."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from blocks.vocabulary import Direction, Favours
from cms.evidence.content import PageContent
from cms.evidence.printed import read_p
from cms.evidence.rule import Remark, Rule, Severity
from cms.evidence.statistics import includes_no_effect, interval_holds_estimate
from cms.evidence.stored import Finding, findings

__all__ = ["RULES"]

FIGURES = ("measure", "estimate", "interval_low", "interval_high", "p_operator", "p_value")


class _Claim(Rule):
    """What both rules below say of a finding's direction, or else of the side that it speaks for."""

    options = {"alpha": 0.05}
    directions: tuple[str, ...]
    sides: tuple[str, ...]
    included: bool
    """Whether the claim is in doubt when the interval includes no effect, or else when it does not."""

    def check(self, page: PageContent) -> Iterator[Remark]:
        for finding in findings(page):
            claim = _claim(finding, self.directions, self.sides)
            if (
                claim is None
                or interval_holds_estimate(estimate=finding.text("estimate"), **finding.interval) is False
            ):
                continue
            includes = includes_no_effect(measure=finding.text("measure"), **finding.interval)
            if includes is self.included:
                code = "interval"
            elif includes is None and self._p_includes(finding) is self.included:
                code = "p"
            else:
                continue
            name, value = claim
            yield self.remark(
                code,
                block=finding.block,
                about=finding.about(name, *FIGURES),
                claim=[name, value],
                no_effect="1" if finding.text("measure").endswith("_ratio") else "0",
                p=finding.p,
                **finding.interval,
            )

    def _p_includes(self, finding: Finding) -> bool | None:
        """Whether p alone leaves no effect possible; None if that is open."""
        p = read_p(finding.text("p_operator"), finding.text("p_value"))
        if p is None:
            return None
        alpha = float(self.settings["alpha"])
        if p.operator in ("=", ">", ">=") and p.least >= alpha:
            return True
        return False if p.operator in ("=", "<", "<=") and p.most <= alpha else None

    def words(self, params: Mapping[str, Any]) -> Mapping[str, Any]:
        name, value = params["claim"]
        return {**params, "claim": (Direction if name == "direction" else Favours)(value).label}


def _claim(finding: Finding, directions: tuple[str, ...], sides: tuple[str, ...]) -> tuple[str, str] | None:
    """(name of the field, what it claims), if it claims one of these."""
    if finding.text("direction") in directions:
        return "direction", finding.text("direction")
    return ("favours", finding.text("favours")) if finding.text("favours") in sides else None


class ClaimWithoutEffect(_Claim):
    """Who claims a direction shows an interval that leaves no room for no effect.

    Source: Cochrane Handbook 6, sections 15.3.1 and 15.3.2; Altman DG, Bland JM, BMJ 1995;311:485.
    """

    id = "claim_without_effect"
    label = _("A direction is claimed, but the figures leave it open")
    messages = {
        "interval": _(
            "The finding says “%(claim)s”, but its interval, %(low)s to %(high)s, includes no difference "
            "(%(no_effect)s): the true effect may go either way."
        ),
        "p": _(
            "The finding says “%(claim)s”, but p %(p)s: a difference of this size may well be due to chance."
        ),
    }
    mend = {
        "": _(
            "Choose “Unclear” or “No difference found”, and say in the text that the result is uncertain. If the "
            "source itself claims it, accept the remark and say so."
        )
    }
    directions = (Direction.HIGHER, Direction.LOWER)
    sides = (Favours.INTERVENTION, Favours.COMPARATOR)
    included = True


class NoDifferenceWithEffect(_Claim):
    """Who finds no difference shows an interval that includes none.

    Source: Cochrane Handbook 6, sections 15.3.1 and 15.3.2.
    """

    id = "no_difference_with_effect"
    label = _("No difference is claimed, but the figures show one")
    severity = Severity.NOTICE
    messages = {
        "interval": _(
            "The finding says “%(claim)s”, but its interval, %(low)s to %(high)s, leaves no difference out "
            "(%(no_effect)s)."
        ),
        "p": _("The finding says “%(claim)s”, but p %(p)s speaks for a difference."),
    }
    mend = {
        "": _("Choose the direction that the figures show. If it is too small to matter, say so in the text.")
    }
    directions = (Direction.NO_DIFFERENCE,)
    sides = (Favours.NEITHER,)
    included = False


RULES = (ClaimWithoutEffect, NoDifferenceWithEffect)

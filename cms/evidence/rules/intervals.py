"""Whether the figures of a finding are whole, and whether estimate, interval and p agree."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from cms.evidence.content import PageContent
from cms.evidence.printed import read_numbers
from cms.evidence.rule import Remark, Rule, Severity
from cms.evidence.statistics import implied_p, interval_holds_estimate, p_agrees
from cms.evidence.stored import Finding, findings

__all__ = ["RULES"]

BOUNDS = ("interval_low", "interval_high")
RESULT = ("measure", "estimate", *BOUNDS, "interval_level", "p_operator", "p_value")


class IntervalAndEstimate(Rule):
    """An interval lies around its estimate. Source: Cochrane Handbook 6, section 15.3.1."""

    id = "interval_and_estimate"
    label = _("An interval does not contain its estimate")
    severity = Severity.ERROR
    messages = {
        "outside": _("The estimate %(estimate)s does not lie in its own interval, %(low)s to %(high)s."),
        "reversed": _("The interval begins above its end: %(low)s to %(high)s."),
    }
    mend = {
        "outside": _(
            "Compare the three numbers with the source. Often a minus sign, a leading “0.” or a digit is missing."
        ),
        "reversed": _("Compare with the source. The smaller number comes first, and minus signs count."),
    }

    def check(self, page: PageContent) -> Iterator[Remark]:
        for finding in findings(page):
            low, high = read_numbers(*finding.interval.values())
            shown = {**finding.interval}
            if low is not None and high is not None and low.low > high.high:
                yield self.remark("reversed", block=finding.block, about=finding.about(*BOUNDS), **shown)
            elif interval_holds_estimate(estimate=finding.text("estimate"), **shown) is False:
                about = finding.about("estimate", *BOUNDS)
                shown["estimate"] = finding.text("estimate")
                yield self.remark("outside", block=finding.block, about=about, **shown)


class FiguresIncomplete(Rule):
    """A result is an estimate, of a named kind, with both ends of its interval.

    Source: CONSORT 2010, item 17a; PRISMA 2020, item 20b; STROBE, item 16a.
    """

    id = "figures_incomplete"
    label = _("Figures of a finding are incomplete")
    messages = {
        "half": _("The interval has one end only: %(bound)s."),
        "no_estimate": _("There is an interval, %(low)s to %(high)s, but no estimate."),
        "no_measure": _("It is not said what kind of number the estimate %(estimate)s is."),
        "no_p": _("The sign of a p value is given (%(operator)s), but no number."),
    }
    mend = {
        "half": _("Enter the other end as the source prints it."),
        "no_estimate": _("Enter the estimate that the interval belongs to."),
        "no_measure": _("Choose the effect measure: a ratio and a difference are read differently."),
        "no_p": _("Enter the p value, or take the sign away."),
    }

    def check(self, page: PageContent) -> Iterator[Remark]:
        for finding in findings(page):
            low, high = finding.interval.values()
            estimate, operator = finding.text("estimate"), finding.text("p_operator")
            if bool(low) != bool(high):
                about = finding.about(*BOUNDS)
                yield self.remark("half", block=finding.block, about=about, bound=low or high)
            if low and high and not estimate:
                about = finding.about("estimate", *BOUNDS)
                yield self.remark("no_estimate", block=finding.block, about=about, low=low, high=high)
            if estimate and not finding.text("measure"):
                about = finding.about("measure", "estimate")
                yield self.remark("no_measure", block=finding.block, about=about, estimate=estimate)
            if operator and not finding.text("p_value"):
                about = finding.about("p_operator", "p_value")
                yield self.remark("no_p", block=finding.block, about=about, operator=operator)


class PrecisionMissing(Rule):
    """An estimate comes with an interval, which says how precise it is.

    Source: CONSORT 2010, item 17a; STROBE, item 16a.
    """

    id = "precision_missing"
    label = _("An estimate has no interval")
    severity = Severity.NOTICE
    messages = {"missing": _("The estimate %(estimate)s has no confidence interval beside it.")}
    mend = {
        "": _("Enter the interval, if the source prints one; readers can not see otherwise how sure it is.")
    }

    def check(self, page: PageContent) -> Iterator[Remark]:
        for finding in findings(page):
            estimate = finding.text("estimate")
            if estimate and not any(finding.interval.values()):
                about = finding.about("estimate", *BOUNDS)
                yield self.remark("missing", block=finding.block, about=about, estimate=estimate)


class PAndInterval(Rule):
    """A p value and an interval come from the same data, so each can be had from the other, within rounding.

    Source: Altman DG, Bland JM. How to obtain the P value from a confidence interval. BMJ 2011;343:d2304.
    """

    id = "p_and_interval"
    label = _("A p value and its interval disagree")
    messages = {
        "disagree": _(
            "p %(p)s does not fit the result %(estimate)s (%(low)s to %(high)s). "
            "With these numbers, p would be expected to be %(expected)s."
        )
    }
    mend = {
        "": _(
            "Compare all of them with the source. If it prints them so, accept the remark and say so: "
            "it may have used two different methods."
        )
    }

    def check(self, page: PageContent) -> Iterator[Remark]:
        for finding in findings(page):
            # An estimate outside its interval is said already, and spoils what p could be compared with.
            if interval_holds_estimate(estimate=finding.text("estimate"), **finding.interval) is False:
                continue
            operator, value = finding.text("p_operator"), finding.text("p_value")
            if p_agrees(**finding.figures, p_operator=operator, p_value=value) is False:
                yield self.remark(
                    "disagree",
                    block=finding.block,
                    about=finding.about(*RESULT),
                    p=finding.p,
                    estimate=finding.text("estimate"),
                    expected=_expected(finding),
                    **finding.interval,
                )


def _expected(finding: Finding) -> str:
    """The p values that fit, such as "0.03–0.047"."""
    low, high = implied_p(**finding.figures) or (0.0, 1.0)
    smallest, largest = _shown(low), _shown(high)
    return smallest if smallest == largest else f"{smallest}–{largest}"


def _shown(p: float) -> str:
    return "<0.0001" if p < 0.0001 else f"{p:.2g}"


RULES = (IntervalAndEstimate, FiguresIncomplete, PrecisionMissing, PAndInterval)

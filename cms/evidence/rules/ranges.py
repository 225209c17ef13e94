"""Figures that their kind does not allow."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from cms.evidence.content import PageContent
from cms.evidence.printed import Printed, read_numbers
from cms.evidence.rule import Remark, Rule, Severity
from cms.evidence.scales import RATIOS
from cms.evidence.stored import Finding, findings

__all__ = ["RULES"]

ESTIMATES = ("estimate", "interval_low", "interval_high")
_SHARE = re.compile(
    r"""(?<![\w.,·])(?P<number>[0-9]{1,3}(?:[.,·][0-9]+)?)\s?(?:%|per\ cent|percent|por\ ciento)\s+
    (?:of\s+(?:(?:the|all|these|those|their|our)\s+)?|de\s+(?:(?:las|los|todas\ las|todos\ los)\s+)?)
    (?:(?!(?:in|for|among|with|than|to|en|entre|con|para)\b)[\w-]+\s+){0,2}?
    (?:patients|participants|people|persons|women|men|children|adults|subjects|volunteers
    |pacientes|participantes|personas|mujeres|hombres|niñ[oa]s|adult[oa]s|voluntari[oa]s)\b(?![’'])""",
    re.IGNORECASE | re.VERBOSE,
)


def _printed(finding: Finding, *names: str) -> Iterator[tuple[str, str, Printed]]:
    """(name, as printed, number) of each of the values that can be read."""
    texts = [finding.text(name) for name in names]
    for name, text, number in zip(names, texts, read_numbers(*texts), strict=True):
        if number is not None:
            yield name, text, number


class PercentageAbove100(Rule):
    """A share of a whole is 100 % at most. Source: Cochrane Handbook 6, sections 6.4.1 (risk) and 10.10.2 (I²)."""

    id = "percentage_above_100"
    label = _("A percentage is above 100")
    severity = Severity.ERROR
    messages = {
        "i_squared": _("I² is %(number)s; it is a percentage between 0 and 100."),
        "risk_difference": _(
            "A difference of two risks can not be %(number)s %%: each of them is 100 %% at most."
        ),
        "share": _("“%(words)s” is more than all of them."),
    }
    mend = {"": _("Compare with the source. Often a decimal point is missing.")}

    def check(self, page: PageContent) -> Iterator[Remark]:
        for finding in findings(page):
            for name, text, number in _printed(finding, "i_squared"):
                if not 0 <= number.value <= 100:
                    yield self.remark(
                        "i_squared", block=finding.block, about=finding.about(name), number=text
                    )
            if finding.text("measure") == "risk_difference":
                for name, text, number in _printed(finding, *ESTIMATES):
                    if abs(number.value) > 100:
                        about = finding.about("measure", name)
                        shown = text.rstrip("% ")
                        yield self.remark("risk_difference", block=finding.block, about=about, number=shown)
        for block in page.blocks:
            for paragraph in block.paragraphs:
                for match in _SHARE.finditer(paragraph.text):
                    (share,) = read_numbers(match["number"])
                    if share is not None and share.value > 100:
                        words = match[0]
                        yield self.remark("share", block=block.id, about=words, words=words)


class RatioNotPositive(Rule):
    """A ratio of odds, risks, hazards or rates is above 0. Source: Cochrane Handbook 6, section 6.4.1."""

    id = "ratio_not_positive"
    label = _("A ratio is 0 or less")
    severity = Severity.ERROR
    messages = {
        "estimate": _("A ratio can not be %(number)s: it is always above 0, and 1 means no difference."),
        "bound": _("The interval of a ratio can not reach %(number)s: ratios are always above 0."),
    }
    mend = {
        "": _(
            "Compare with the source: it may be a difference, or a logarithm of the ratio, or have more digits."
        )
    }

    def check(self, page: PageContent) -> Iterator[Remark]:
        for finding in findings(page):
            if finding.text("measure") not in RATIOS:
                continue
            for name, text, number in _printed(finding, *ESTIMATES):
                # A bound of 0.00 may be anything that rounds to it.
                if number.value < 0 or (number.value == 0 and name == "estimate"):
                    code = "estimate" if name == "estimate" else "bound"
                    about = finding.about("measure", name)
                    yield self.remark(code, block=finding.block, about=about, number=text)


class FigureOutOfRange(Rule):
    """A p value is a probability, and a correlation lies between −1 and 1.

    Source: Cochrane Handbook 6, section 15.3.2 (p); Altman DG, Practical Statistics for Medical Research, 1991, ch. 11.
    """

    id = "figure_out_of_range"
    label = _("A figure is outside its range")
    severity = Severity.ERROR
    messages = {
        "p": _("p can not be %(number)s: it lies between 0 and 1."),
        "correlation": _("A correlation can not be %(number)s: it lies between −1 and 1."),
    }
    mend = {"": _("Compare with the source. Often a decimal point is missing.")}
    options = {"correlations": ("r", "rho", "ρ", "tau", "τ", "correlation", "correlación")}

    def check(self, page: PageContent) -> Iterator[Remark]:
        for finding in findings(page):
            for name, text, number in _printed(finding, "p_value"):
                if not 0 <= number.value <= (100 if "%" in text else 1):
                    yield self.remark("p", block=finding.block, about=finding.about(name), number=text)
            if finding.text("unit").casefold() not in self.settings["correlations"]:
                continue
            for name, text, number in _printed(finding, *ESTIMATES):
                if abs(number.value) > 1:
                    about = finding.about("unit", name)
                    yield self.remark("correlation", block=finding.block, about=about, number=text)


RULES = (PercentageAbove100, RatioNotPositive, FigureOutOfRange)

"""What a reader of evidence looks for and does not find."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from cms.evidence.content import PageContent
from cms.evidence.rule import Remark, Rule, Severity
from cms.evidence.stored import findings, studies

__all__ = ["RULES"]


class LimitationsMissing(Rule):
    """A summary says what its evidence can not tell. Source: PRISMA 2020, items 23b and 23c."""

    id = "limitations_missing"
    label = _("Limitations are missing")
    messages = {"missing": _("The page does not say what limits the evidence.")}
    mend = {"": _("Add a block “Limitations” to the text.")}

    def check(self, page: PageContent) -> Iterator[Remark]:
        if page.body and not any(page.of_type("limitations")):
            yield self.remark("missing", field="body")


class CertaintyMissing(Rule):
    """Each result comes with how certain it is. Source: PRISMA 2020, item 22; GRADE handbook, chapter 5."""

    id = "certainty_missing"
    label = _("The certainty of the evidence is missing")
    severity = Severity.NOTICE
    messages = {
        "missing": _("For %(number)s of %(all)s findings the certainty of the evidence is not given.")
    }
    mend = {
        "": _(
            "Choose the certainty that the source gives (GRADE). If it gives none, accept the remark and say so: "
            "do not guess."
        )
    }

    def check(self, page: PageContent) -> Iterator[Remark]:
        every = list(findings(page))
        unrated = [each for each in every if each.text("certainty") in ("", "not_assessed")]
        if unrated:
            yield self.remark(
                "missing",
                block=unrated[0].block,
                about=[each.block for each in unrated],
                number=len(unrated),
                all=len(every),
            )


class FundingMissing(Rule):
    """A summary says who paid for the study.

    Source: ICMJE Recommendations (disclosure of relationships and activities); PRISMA 2020, item 25; CONSORT 2010,
    item 25; STROBE, item 22.
    """

    id = "funding_missing"
    label = _("Funding is missing")
    messages = {"missing": _("The page does not say who paid for the study.")}
    mend = {"": _("Fill in “Funding”. If the source does not say who paid, say that.")}

    def check(self, page: PageContent) -> Iterator[Remark]:
        if _is_empty(page, "funding"):
            yield self.remark("missing", field="funding")


class ConflictsMissing(Rule):
    """A summary says what interests the authors declared.

    Source: ICMJE Recommendations (disclosure of relationships and activities); PRISMA 2020, item 26.
    """

    id = "conflicts_missing"
    label = _("Conflicts of interest are missing")
    messages = {"missing": _("The page does not say whether the authors had conflicts of interest.")}
    mend = {
        "": _("Fill in “Conflicts of interest”. If none were declared, or nothing is said of them, say that.")
    }

    def check(self, page: PageContent) -> Iterator[Remark]:
        if _is_empty(page, "conflicts"):
            yield self.remark("missing", field="conflicts")


class SearchDateMissing(Rule):
    """A review says up to when it searched. Source: PRISMA 2020, item 6."""

    id = "search_date_missing"
    label = _("The date of the search is missing")
    messages = {"missing": _("The study is a review, but it is not said up to when it searched for studies.")}
    options = {
        "designs": ("meta_analysis", "systematic_review")
    }  # data of known trials may be joined without a search
    mend = {"": _("Fill in “Searched up to”. If the source does not say, accept the remark and say so.")}

    def check(self, page: PageContent) -> Iterator[Remark]:
        for study in studies(page):
            if study.design in self.settings["designs"] and not study.raw.get("search_date"):
                yield self.remark("missing", block=study.block, about=study.design)


class ReviewMissing(Rule):
    """A page about health says who checked it, and when.

    Source: Silberg WM, Lundberg GD, Musacchio RA, JAMA 1997;277:1244 (authorship, currency); ICMJE Recommendations.
    """

    id = "review_missing"
    label = _("The reviewer or the date of the review is missing")
    messages = {
        "reviewer": _("The page does not say who reviewed it."),
        "date": _("The page does not say when it was last reviewed."),
    }
    mend = {
        "reviewer": _("Choose who checked the content in “Reviewed by”; not one of the authors."),
        "date": _("Fill in “Last review”."),
    }

    def check(self, page: PageContent) -> Iterator[Remark]:
        for code, name in (("reviewer", "reviewed_by"), ("date", "last_reviewed")):
            if _is_empty(page, name):
                yield self.remark(code, field=name)


class FindingWithoutNumbers(Rule):
    """A result is given in numbers. Source: CONSORT 2010, item 17a; PRISMA 2020, item 20b; STROBE, item 16a."""

    id = "finding_without_numbers"
    label = _("A finding has no numbers")
    severity = Severity.NOTICE
    messages = {"missing": _("The finding has neither an estimate, nor an interval, nor a p value.")}
    mend = {"": _("Enter the numbers that the source prints for it.")}

    def check(self, page: PageContent) -> Iterator[Remark]:
        names = ("estimate", "interval_low", "interval_high", "p_value")
        for finding in findings(page):
            if not any(finding.text(name) for name in names):
                yield self.remark(
                    "missing", block=finding.block, about=finding.about("outcome", "time_point")
                )


def _is_empty(page: PageContent, name: str) -> bool:
    """Whether the page says nothing there."""
    value = page.fields.get(name)
    return value is None or not str(value).strip()


RULES = (
    LimitationsMissing,
    CertaintyMissing,
    FundingMissing,
    ConflictsMissing,
    SearchDateMissing,
    ReviewMissing,
    FindingWithoutNumbers,
)

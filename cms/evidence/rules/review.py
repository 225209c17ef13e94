"""Whether a page was looked at again when it was due."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, ClassVar

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cms.evidence.content import PageContent
from cms.evidence.rule import Remark, Rule

__all__ = ["RULES"]


class ReviewOverdue(Rule):
    """A page is reviewed when it says so, or else every few years (option `years`).

    Source: NHS England, Standard for creating health content: content is reviewed in a planned cycle.
    """

    id = "review_overdue"
    label = _("The review is overdue")
    messages = {
        "due": _("The next review of the page was due on %(date)s."),
        "old": _("The page was last reviewed on %(date)s, and no next review is planned."),
    }
    mend = {"": _("Review the page, and enter the date of this review and of the next one.")}
    options: ClassVar[Mapping[str, Any]] = {"years": 3}

    def check(self, page: PageContent) -> Iterator[Remark]:
        following, last = page.fields.get("next_review"), page.fields.get("last_reviewed")
        if isinstance(following, date):
            if following < page.today:
                yield self._remark("due", "next_review", following)
        elif isinstance(last, date) and _years_after(last, self.settings["years"]) < page.today:
            yield self._remark("old", "last_reviewed", last)

    def _remark(self, code: str, field: str, day: date) -> Remark:
        return self.remark(code, field=field, about=day.isoformat(), date=day.isoformat())

    def words(self, params: Mapping[str, Any]) -> Mapping[str, Any]:
        return {**params, "date": date_format(date.fromisoformat(params["date"]), "DATE_FORMAT")}


def _years_after(day: date, years: int) -> date:
    """The same day so many years later; for 29 February the day before, if there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


RULES = (ReviewOverdue,)

"""The panel “Needs attention” on the first screen of the admin."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, Sum
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from cms.admin.remarks.columns import counted_in_words
from cms.admin.remarks.overdue import reviewed_pages
from cms.admin.remarks.pages_report import edit_url, may_see_reports, reported_pages, title_of
from cms.admin.remarks.rows import ICONS
from cms.delivery.keys import dependency_key
from cms.evidence import Severity
from cms.models import Integrity, JudgedFrom, PageJudgement, Reference
from cms.remarks.keep import bring_up_to_date, to_judge, today

__all__ = ["AttentionPanel", "add_attention"]

MOST = 5
"""Pages that one look at the first screen judges again."""
WORST = 5
"""Pages that are listed."""


@dataclass(frozen=True)
class Count:
    """Something of which there is so much, and where it is listed."""

    text: str
    url: str
    icon: str
    severity: str = ""


class AttentionPanel(Component):
    """Counts and the worst pages, of those that the user works on; nothing at all if there is nothing to say."""

    name = "needs-attention"
    template_name = "cms/admin/remarks/dashboard.html"
    order = 50

    def __init__(self, user: Any) -> None:
        self.user = user

    @cached_property
    def pages(self) -> QuerySet[Page]:
        """Those that the user works on."""
        return reported_pages(self.user)

    @property
    def judgements(self) -> QuerySet[PageJudgement]:
        """Theirs."""
        return PageJudgement.objects.filter(page__in=self.pages.values("pk"))

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """With nothing for whom it does not concern."""
        if not may_see_reports(self.user):
            return {"counts": [], "worst": []}
        stale = to_judge().filter(pk__in=self.pages.values("pk")).values_list("pk", flat=True)[:MOST]
        bring_up_to_date(list(stale), most=MOST)
        counts = [*self._remarks(), *self._overdue(), *self._retracted()]
        return {"counts": counts, "worst": list(self._worst()) if counts else []}

    def _remarks(self) -> Iterator[Count]:
        sums = self.judgements.aggregate(
            error=Sum("open_errors"), warning=Sum("open_warnings"), notice=Sum("open_notices")
        )
        words = {
            "error": lambda count: ngettext("%(count)d error", "%(count)d errors", count),
            "warning": lambda count: ngettext("%(count)d warning", "%(count)d warnings", count),
            "notice": lambda count: ngettext("%(count)d notice", "%(count)d notices", count),
        }
        for severity in (each.value for each in Severity):
            if count := sums[severity]:
                text = words[severity](count) % {"count": count}
                url = _report("cms_remarks_report", severity=severity, state="open")
                yield Count(text, url, ICONS[severity], severity)

    def _overdue(self) -> Iterator[Count]:
        count = sum(pages.count() for pages in reviewed_pages(before=today(), among=self.pages))
        if count:
            text = ngettext("%(count)d overdue review", "%(count)d overdue reviews", count)
            yield Count(text % {"count": count}, _report("cms_overdue_report"), "date")

    def _retracted(self) -> Iterator[Count]:
        gone = (Integrity.RETRACTED, Integrity.WITHDRAWN)
        ids = Reference.objects.filter(integrity__in=gone).values_list("pk", flat=True)
        keys = [dependency_key("cms.reference", pk) for pk in ids]
        rows = JudgedFrom.objects.filter(key__in=keys, judgement__page__in=self.pages.values("pk"))
        if count := rows.values("judgement").distinct().count():
            text = ngettext(
                "%(count)d page rests on a retracted source",
                "%(count)d pages rest on a retracted source",
                count,
            )
            yield Count(text % {"count": count}, _report("cms_sources_report", integrity=gone), "error")

    def _worst(self) -> Iterator[dict[str, Any]]:
        worst = self.judgements.filter(open_errors__gt=0) | self.judgements.filter(open_warnings__gt=0)
        for judgement in worst.select_related("page").order_by("-open_errors", "-open_warnings", "pk")[
            :WORST
        ]:
            page = judgement.page
            yield {"title": title_of(page), "url": edit_url(page), "counts": counted_in_words(judgement)}


def _report(view: str, **filters: Any) -> str:
    query = QueryDict(mutable=True)
    for name, value in filters.items():
        query.setlist(name, [str(each) for each in (value if isinstance(value, tuple) else (value,))])
    return f"{reverse(view)}?{query.urlencode()}" if filters else reverse(view)


def add_attention(request: Any, panels: list[Any]) -> None:
    """Hook `construct_homepage_panels`."""
    panels.insert(0, AttentionPanel(request.user))

"""Open remarks in lists of pages: how many errors and warnings, in words and with an icon."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.ui.tables import Column

from cms.models import PageJudgement
from cms.models.delivered_page import DeliveredPage
from cms.remarks.keep import bring_up_to_date

__all__ = ["JudgedListMixin", "RemarksColumn", "attach_judgements", "counted_in_words"]

MOST = 10
"""Pages that one request for a list judges again; the worker and the next requests do the rest."""


def attach_judgements(pages: Iterable[Any]) -> None:
    """Give each page `cms_judgement`, or None. Two queries, and what is judged again."""
    shown: list[Any] = [page for page in pages if isinstance(page, DeliveredPage)]
    bring_up_to_date([page.pk for page in shown], most=MOST)
    known = PageJudgement.objects.in_bulk([page.pk for page in shown])
    for page in shown:
        page.cms_judgement = known.get(page.pk)


def counted_in_words(judgement: PageJudgement) -> list[tuple[str, str]]:
    """[(severity, "2 errors"), …] without those of which there is none; notices only if there is nothing graver."""
    found = []
    if count := judgement.open_errors:
        found.append(("error", ngettext("%(count)d error", "%(count)d errors", count) % {"count": count}))
    if count := judgement.open_warnings:
        found.append(
            ("warning", ngettext("%(count)d warning", "%(count)d warnings", count) % {"count": count})
        )
    if not found and (count := judgement.open_notices):
        found.append(("notice", ngettext("%(count)d notice", "%(count)d notices", count) % {"count": count}))
    return found


class RemarksColumn(Column):
    """The badge."""

    cell_template_name = "cms/admin/columns/remarks.html"

    def __init__(self, name: str = "remarks", **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Remarks"))
        super().__init__(name, **kwargs)

    def get_value(self, instance: Any) -> list[tuple[str, str]] | None:
        """None for a page that is not judged, or not yet."""
        judgement = getattr(instance, "cms_judgement", None)
        return None if judgement is None else counted_in_words(judgement)


class JudgedListMixin:
    """A list of pages that shows their remarks. Stands before Wagtail's view."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Judgements are read for the pages that are shown."""
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        attach_judgements(context["object_list"])
        return context

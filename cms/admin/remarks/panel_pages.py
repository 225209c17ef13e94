"""The report of calls to action and the pages that carry them: in their text, or because a rule brings them there."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_filters.filters import ChoiceFilter, ModelMultipleChoiceFilter
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import Column, TitleColumn

from cms.admin.remarks.pages_report import STATUSES, PagesReportView, reported_pages, status_of, title_of
from cms.delivery.keys import dependency_key
from cms.delivery.marking import in_batches
from cms.delivery.settling import is_stale
from cms.models import CallToAction, JudgedFrom, PageDocument
from cms.remarks.keep import bring_up_to_date, to_judge
from cms.remarks.reading import is_key

__all__ = ["PanelPagesReportView"]

KIND = "cms.calltoaction"
PREFIX = dependency_key(KIND, "")
MOST = 20
WAYS = [("text", _("In the text")), ("rule", _("By a rule"))]


@dataclass(frozen=True)
class Use:
    """A panel and a page that has it, or might."""

    page: Any
    panel: CallToAction
    by_rule: bool
    carried: bool | None
    """Whether readers see it there at present; None if nobody does or the page's document is not built yet."""

    @property
    def way(self) -> str:
        """How it comes there."""
        return str(dict(WAYS)["rule" if self.by_rule else "text"])

    @property
    def seen(self) -> str:
        """What readers see."""
        if not self.page.live:
            return gettext("The page is not public")
        if self.carried is None:
            return gettext("Not known yet")
        return gettext("Shown") if self.carried else gettext("Left out")


class PanelPagesFilterSet(WagtailFilterSet):
    """By panel, way and status of the page."""

    panel = ModelMultipleChoiceFilter(
        label=_("Panel"),
        queryset=CallToAction.objects.order_by("heading", "pk"),
        method="filter_panel",
        widget=forms.CheckboxSelectMultiple,
    )
    way = ChoiceFilter(
        label=_("How it comes there"),
        choices=WAYS,
        method="filter_way",
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )
    status = ChoiceFilter(
        label=_("Page status"),
        choices=STATUSES,
        method="filter_status",
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = JudgedFrom
        fields = ("panel", "way", "status")

    def filter_panel(self, queryset: Any, name: str, value: Any) -> Any:
        """One of these."""
        return queryset.filter(key__in=[f"{PREFIX}{panel.pk}" for panel in value]) if value else queryset

    def filter_way(self, queryset: Any, name: str, value: str) -> Any:
        """Placed by an editor, or brought."""
        return queryset.filter(by_rule=value == "rule")

    def filter_status(self, queryset: Any, name: str, value: str) -> Any:
        """Whether readers see the page."""
        return queryset.filter(judgement__page__live=value == "live")


def uses(rows: Iterable[JudgedFrom]) -> Iterator[Use]:
    """The rows with their panels, and what the stored documents of their pages carry. Two queries for 500 rows."""
    for batch in in_batches(rows):
        ids = {int(pk) for row in batch if (pk := row.key.removeprefix(PREFIX)).isdecimal()}
        found = CallToAction.objects.in_bulk([pk for pk in ids if is_key(pk)])
        panels = {f"{PREFIX}{pk}": panel for pk, panel in found.items()}
        shown = _shown_on({row.judgement_id for row in batch})
        for row in batch:
            panel = panels.get(row.key)  # what a page has stored may be no panel at all
            if panel is not None:
                slugs = shown.get(row.judgement_id)
                carried = None if slugs is None else panel.slug in slugs
                yield Use(row.judgement.page, panel, row.by_rule, carried)


def _shown_on(pages: set[int]) -> dict[int, set[str]]:
    """Page → the slugs of the panels in its stored document."""
    found: dict[int, set[str]] = {}
    fresh = PageDocument.objects.filter(page__in=pages).exclude(is_stale(timezone.now()))
    for page, document in fresh.values_list("page", "document"):
        if document:
            found.setdefault(page, set()).update(_slugs(json.loads(bytes(document))))
    return found


def _slugs(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        inner = value.get("value")
        if value.get("type") == "call_to_action" and isinstance(inner, dict):
            yield str(inner.get("slug"))
        for each in value.values():
            yield from _slugs(each)
    elif isinstance(value, list):
        for each in value:
            yield from _slugs(each)


class UsesPaginator(WagtailPaginator):
    """Counts uses."""

    verbose_name = _("use")
    verbose_name_plural = _("uses")


class PanelPagesReportView(PagesReportView):
    """A row for each panel and page."""

    model = JudgedFrom
    paginator_class = UsesPaginator
    filterset_class = PanelPagesFilterSet
    page_title = _("Pages by call to action")
    header_icon = "cms-call-to-action"
    index_url_name = "cms_panel_pages_report"
    index_results_url_name = "cms_panel_pages_report_results"
    nothing = _("No page has a call to action, in its text or by a rule.")
    nothing_found = _("No page matches these filters.")
    export_filename = "pages-by-call-to-action"
    list_export = ["panel", "kind", "page_id", "page", "status", "way", "seen"]
    export_headings = {
        "panel": _("Panel"),
        "kind": _("Kind"),
        "page_id": _("Page id"),
        "page": _("Page"),
        "status": _("Page status"),
        "way": _("How it comes there"),
        "seen": _("What readers see"),
    }

    @cached_property
    def columns(self) -> list[Column]:
        finder = AdminURLFinder(self.request.user)
        return [
            TitleColumn(
                "panel",
                label=_("Panel"),
                width="20%",
                accessor="panel.heading",
                get_url=lambda use: finder.get_edit_url(use.panel),
            ),
            Column("kind", label=_("Kind"), accessor="panel.get_kind_display"),
            *self.page_columns,
            Column("way", label=_("How it comes there"), accessor="way"),
            Column("seen", label=_("What readers see"), accessor="seen"),
        ]

    def get_base_queryset(self) -> QuerySet[JudgedFrom]:
        mine = reported_pages(self.request.user).values("pk")
        stale = to_judge().filter(pk__in=mine).values_list("pk", flat=True)[:MOST]
        bring_up_to_date(list(stale), most=MOST)
        rows = JudgedFrom.objects.filter(key__startswith=PREFIX, judgement__page__in=mine)
        return rows.select_related("judgement__page").order_by("key", "judgement__page__title", "judgement")

    def get_table(self, object_list: Any) -> Any:
        return super().get_table(list(uses(object_list)))

    def rows_of(self, queryset: Any) -> Iterable[Any]:
        """The rows of an export, some at a time."""
        return uses(super().rows_of(queryset))

    def to_row_dict(self, item: Use) -> dict[str, Any]:
        return {
            "panel": item.panel.heading,
            "kind": item.panel.get_kind_display(),
            "page_id": item.page.pk,
            "page": title_of(item.page),
            "status": status_of(item.page),
            "way": item.way,
            "seen": item.seen,
        }

"""The report of all remarks: by rule, by severity, open or acknowledged."""

from typing import Any

from django import forms
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_filters.filters import ChoiceFilter, MultipleChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.models import Page

from cms.admin.remarks.pages_report import STATUSES, PagesReportView, reported_pages, status_of, title_of
from cms.admin.remarks.rows import ICONS
from cms.evidence import Severity, rules
from cms.models import StoredRemark
from cms.remarks.keep import bring_up_to_date, to_judge
from cms.remarks.words import label_of_rule, mending_of, message_of

__all__ = ["RemarksReportView"]

MOST = 20
"""Pages that one look at the report judges again."""
STATES = [("open", _("Open")), ("acknowledged", _("Acknowledged"))]
GRAVITY = Case(
    *(When(severity=severity, then=Value(place)) for place, severity in enumerate(Severity)),
    default=Value(len(Severity)),
    output_field=IntegerField(),
)


def rule_choices(*_args: Any) -> list[tuple[str, str]]:
    """The rules by their labels."""
    return sorted(((name, str(rule.label)) for name, rule in rules().items()), key=lambda choice: choice[1])


class RemarksFilterSet(WagtailFilterSet):
    """By rule, severity and state."""

    state = ChoiceFilter(
        label=_("State"),
        choices=STATES,
        method="filter_state",
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )
    severity = MultipleChoiceFilter(
        label=_("Severity"), choices=Severity.choices, widget=forms.CheckboxSelectMultiple
    )
    status = ChoiceFilter(
        label=_("Page status"),
        choices=STATUSES,
        method="filter_status",
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )
    rule = MultipleChoiceFilter(label=_("Rule"), choices=rule_choices, widget=forms.CheckboxSelectMultiple)

    class Meta:
        model = StoredRemark
        fields = ("state", "severity", "status", "rule")

    def filter_state(self, queryset: Any, name: str, value: str) -> Any:
        """Whether somebody has accepted it."""
        return queryset.filter(acknowledgement__isnull=value == "open")

    def filter_status(self, queryset: Any, name: str, value: str) -> Any:
        """Whether readers see the page."""
        return queryset.filter(judgement__page__live=value == "live")


def state_of(remark: StoredRemark) -> str:
    """Open, or who has accepted it and why."""
    accepted = remark.acknowledgement
    if accepted is None:
        return gettext("Open")
    return gettext("Acknowledged by %(who)s: %(reason)s") % {
        "who": accepted.user_name or "–",
        "reason": accepted.reason,
    }


class SeverityColumn(Column):
    """In words, with an icon."""

    cell_template_name = "cms/admin/columns/severity.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return {**context, "severity": instance.severity, "icon": ICONS.get(instance.severity, "info-circle")}


def severity_label(remark: StoredRemark) -> str:
    """In the reader's language."""
    return str(dict(Severity.choices).get(remark.severity, remark.severity))


class RemarksReportView(PagesReportView):
    """All remarks about the newest drafts, the gravest first."""

    model = StoredRemark
    filterset_class = RemarksFilterSet
    page_title = _("Remarks")
    header_icon = "list-ul"
    index_url_name = "cms_remarks_report"
    index_results_url_name = "cms_remarks_report_results"
    results_template_name = "cms/admin/remarks/report_results.html"
    nothing = _("No remarks: the rules find nothing on any page that needs attention.")
    nothing_found = _("No remark matches these filters.")
    export_filename = "remarks"
    list_export = ["page_id", "page", "status", "rule", "label", "severity", "remark", "mend", "field", "block",
                   "state", "who", "reason", "at"]  # fmt: skip
    export_headings = {
        "page_id": _("Page id"),
        "page": _("Page"),
        "status": _("Page status"),
        "rule": _("Rule"),
        "label": _("Name of the rule"),
        "severity": _("Severity"),
        "remark": _("Remark"),
        "mend": _("How to mend it"),
        "field": _("Field"),
        "block": _("Block"),
        "state": _("State"),
        "who": _("Acknowledged by"),
        "reason": _("Reason"),
        "at": _("Acknowledged at"),
    }

    @cached_property
    def columns(self) -> list[Column]:
        return [
            *self.page_columns,
            SeverityColumn("severity", label=_("Severity"), accessor=severity_label),
            Column("rule", label=_("Rule"), accessor=lambda remark: label_of_rule(remark.rule)),
            Column("remark", label=_("Remark"), accessor=message_of),
            Column("state", label=_("State"), accessor=state_of),
        ]

    def get_base_queryset(self) -> QuerySet[StoredRemark]:
        mine = reported_pages(self.request.user)
        stale = to_judge().filter(pk__in=mine.values("pk"))
        bring_up_to_date(list(stale.values_list("pk", flat=True)[:MOST]), most=MOST)
        return (
            StoredRemark.objects.filter(judgement__page__in=mine.values("pk"))
            .select_related("judgement__page", "acknowledgement")
            .order_by(GRAVITY, "judgement__page__title", "judgement", "position")
        )

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the number of pages about which this is not the last word."""
        context = super().get_context_data(*args, **kwargs)
        waiting = to_judge().filter(pk__in=reported_pages(self.request.user).values("pk")).count()
        return {**context, "waiting": waiting}

    def to_row_dict(self, item: StoredRemark) -> dict[str, Any]:
        page: Page = item.judgement.page
        accepted = item.acknowledgement
        return {
            "page_id": page.pk,
            "page": title_of(page),
            "status": status_of(page),
            "rule": item.rule,
            "label": label_of_rule(item.rule),
            "severity": severity_label(item),
            "remark": message_of(item),
            "mend": mending_of(item),
            "field": item.field,
            "block": item.block,
            "state": str(dict(STATES)["open" if accepted is None else "acknowledged"]),
            "who": accepted.user_name if accepted else "",
            "reason": accepted.reason if accepted else "",
            "at": accepted.created_at if accepted else None,
        }

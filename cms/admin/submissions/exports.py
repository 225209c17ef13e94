"""Exports of personal data: for those with a permission of its own, and written down with how the rows were chosen."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from wagtail.coreutils import multigetattr

from cms.admin.safe_export import SafeExportMixin
from cms.admin.submissions.answers import answer_text, form_order, in_order
from cms.admin.submissions.filters import chosen_filters
from cms.admin.submissions.guard import EXPORT
from cms.admin.submissions.log import EXPORTED, log_many
from cms.models import CallToAction, Submission

__all__ = ["ANSWERS_BEFORE", "GuardedExportMixin", "SubmissionExportMixin"]

ANSWER = "answer:"
"""What the name of a column with the answers to a field begins with."""
ANSWERS_BEFORE = "note"
FORMATS = ("csv", "xlsx")


class GuardedExportMixin(SafeExportMixin):
    """Stands before Wagtail's list: without the permission there are no links, and the address is refused."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.asks_for_export = bool(request.GET.get("export"))

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.asks_for_export and not request.user.has_perm(EXPORT):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    @cached_property
    def show_export_buttons(self) -> bool:
        return bool(self.request.user.has_perm(EXPORT))

    def filter_queryset(self, queryset: Any) -> Any:
        """What the filters leave. By a value that is none, such as a panel of which nothing is left, that is nothing:
        Wagtail would list and export all there is."""
        found = super().filter_queryset(queryset)
        return found if self.filters is None or self.filters.is_valid() else found.none()

    def as_spreadsheet(self, queryset: Any, spreadsheet_format: str) -> Any:
        """The file, after it has been written down who gets it."""
        request, model = self.request, self.model
        data = {
            "count": queryset.count(),
            "format": spreadsheet_format,
            "filter": chosen_filters(request.GET),
        }
        log_many(model, model._meta.verbose_name_plural, EXPORTED, request.user, data)
        return super().as_spreadsheet(queryset, spreadsheet_format)

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        return OrderedDict((field, self.value_of(item, field)) for field in self.list_export)

    def value_of(self, item: Any, field: str) -> Any:
        """What stands in a column; nothing if it is about something that is not there, such as a deleted panel."""
        try:
            return multigetattr(item, field)
        except AttributeError:
            return ""


class SubmissionExportMixin(GuardedExportMixin):
    """One column for each field that any of the rows has, after what all of them have."""

    list_export: Sequence[str]
    answer_headings: dict[str, str]

    def as_spreadsheet(self, queryset: Any, spreadsheet_format: str) -> Any:
        headings = _answer_headings(queryset.order_by("pk").values_list("fields", "labels"))
        panels = CallToAction.objects.filter(pk__in=queryset.order_by().values("panel")).order_by("pk")
        names = in_order(headings, form_order(panels.select_related("locale")))
        self.answer_headings = {name: headings[name] for name in names}
        at = self.list_export.index(ANSWERS_BEFORE)
        answers = [f"{ANSWER}{name}" for name in self.answer_headings]
        self.list_export = [*self.list_export[:at], *answers, *self.list_export[at:]]
        return super().as_spreadsheet(queryset, spreadsheet_format)

    def get_heading(self, queryset: Any, field: str) -> str:
        if field.startswith(ANSWER):
            return self.answer_headings[field.removeprefix(ANSWER)]
        heading: str = super().get_heading(queryset, field)
        return heading

    def value_of(self, item: Submission, field: str) -> Any:
        if field.startswith(ANSWER):
            return answer_text(item.fields.get(field.removeprefix(ANSWER)))
        return super().value_of(item, field)


def _answer_headings(rows: Iterable[tuple[dict[str, Any], list[list[str]]]]) -> dict[str, str]:
    """Name of each field → what it was called last; the name stands along where two fields are called the same."""
    labels: dict[str, str] = {}
    for fields, pairs in rows:
        called = dict(pairs)
        for name in fields:
            labels[name] = str(called.get(name) or labels.get(name) or name)
    twice = {label for label in labels.values() if list(labels.values()).count(label) > 1}
    return {name: f"{label} ({name})" if label in twice else label for name, label in labels.items()}

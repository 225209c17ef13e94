"""Filters of the library's lists."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters.filters import (
    BooleanFilter,
    ChoiceFilter,
    ModelMultipleChoiceFilter,
    MultipleChoiceFilter,
    NumberFilter,
)
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.pages.listing import PageFilterSet
from wagtail.admin.widgets import BooleanRadioSelect

from cms.admin import reference_types
from cms.admin.reference_uses import used
from cms.models import CallToAction, Integrity, Origin, Reference, ResearchSummaryPage, Topic

__all__ = ["CallToActionFilterSet", "ReferenceFilterSet", "ResearchSummaryFilterSet"]


def types_in_use(*_args: Any) -> list[tuple[str, str]]:
    """The types of the references that there are, by their labels."""
    used = Reference.objects.order_by().values_list("type", flat=True).distinct()
    return sorted(((kind, reference_types.label_of(kind)) for kind in used), key=lambda choice: choice[1])


USED = (("yes", _("Used")), ("no", _("Unused")))


class ReferenceFilterSet(WagtailFilterSet):
    """By type, years, what is known of the work, and whether anything refers to it."""

    type = ChoiceFilter(label=_("Type"), choices=types_in_use, empty_label=_("All"))
    year_from = NumberFilter(field_name="year", lookup_expr="gte", label=_("From year"))
    year_to = NumberFilter(field_name="year", lookup_expr="lte", label=_("To year"))
    integrity = MultipleChoiceFilter(
        label=_("Integrity"), choices=Integrity.choices, widget=forms.CheckboxSelectMultiple
    )
    used = ChoiceFilter(label=_("Use"), choices=USED, method="filter_used", empty_label=_("All"))
    origin = MultipleChoiceFilter(
        label=_("Where it came from"), choices=Origin.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Reference
        fields = ("type", "year_from", "year_to", "integrity", "verification", "used", "origin")

    def filter_used(self, queryset: Any, name: str, value: str) -> Any:
        """Whether anything refers to it."""
        return used(queryset, value == "yes")


class CallToActionFilterSet(WagtailFilterSet):
    """By kind and state."""

    live = BooleanFilter(label=_("Published"), widget=BooleanRadioSelect)

    class Meta:
        model = CallToAction
        fields = ("kind", "live")


class ResearchSummaryFilterSet(PageFilterSet):
    """What every list of pages has, and the topic."""

    topics = ModelMultipleChoiceFilter(label=_("Topic"), queryset=Topic.objects.all())

    class Meta(PageFilterSet.Meta):
        model = ResearchSummaryPage

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """A page with two of the topics is listed once."""
        found: QuerySet[Any] = super().filter_queryset(queryset)
        return found.distinct()

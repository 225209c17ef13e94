"""Filters of what readers sent."""

import json
from typing import Any

from django import forms
from django.db.models import Max, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from django_filters.filters import (
    CharFilter,
    ChoiceFilter,
    DateFromToRangeFilter,
    ModelChoiceFilter,
    MultipleChoiceFilter,
)
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.models import Site

from blocks.vocabulary import FORM_KINDS, CallToActionKind
from cms.models import Submission, Subscriber

__all__ = ["SubmissionFilterSet", "SubscriberFilterSet", "chosen_filters", "form_kinds", "matching"]

CLOSED = ("state", "kind", "panel", "site", "locale", "status", "received_at_from", "received_at_to")
"""Parameters whose values are chosen from a list; what is typed may say something about a reader."""


def form_kinds(*_args: Any) -> list[tuple[str, Any]]:
    """The kinds of panels through which anything can be sent."""
    return [(kind.value, kind.label) for kind in CallToActionKind if kind in FORM_KINDS]


def panels(*_args: Any) -> list[tuple[str, str]]:
    """The panels through which something was sent, whether they still exist or not."""
    rows = Submission.objects.order_by().values_list("panel_key").annotate(heading=Max("panel_heading"))
    return sorted(((str(key), heading) for key, heading in rows), key=lambda row: row[1])


def lists(*_args: Any) -> list[tuple[str, str]]:
    """The lists that somebody is on, also by an import; those of a deleted panel as it was called."""
    rows = Subscriber.objects.order_by().values_list("list_key").annotate(heading=Max("panel__heading"))
    called = dict(panels())
    named = ((str(key), heading or called.get(str(key), str(key))) for key, heading in rows)
    return sorted(named, key=lambda row: row[1])


def locales(*_args: Any) -> list[tuple[str, str]]:
    """The languages of the forms."""
    return _codes(Submission)


def locales_of_lists(*_args: Any) -> list[tuple[str, str]]:
    """The languages of the subscribers."""
    return _codes(Subscriber)


def _codes(model: Any) -> list[tuple[str, str]]:
    codes = model.objects.order_by().values_list("locale", flat=True).distinct()
    return [(code, code) for code in sorted(codes)]


class SubmissionFilterSet(WagtailFilterSet):
    """By state, kind, panel, page, site, language and date. Suspected spam is listed when it is asked for."""

    state = MultipleChoiceFilter(
        label=_("State"), choices=Submission.State.choices, widget=forms.CheckboxSelectMultiple
    )
    kind = ChoiceFilter(label=_("Kind"), choices=form_kinds, empty_label=_("All"))
    panel = ChoiceFilter(label=_("Panel"), field_name="panel_key", choices=panels, empty_label=_("All"))
    page = CharFilter(label=_("Path of the page"), field_name="page_path", lookup_expr="icontains")
    site = ModelChoiceFilter(label=_("Site"), queryset=Site.objects.all(), empty_label=_("All"))
    locale = ChoiceFilter(label=_("Language"), choices=locales, empty_label=_("All"))
    received_at = DateFromToRangeFilter(label=_("Received"), widget=DateRangePickerWidget)

    class Meta:
        model = Submission
        fields = ("state", "kind", "panel", "page", "site", "locale", "received_at")

    def filter_queryset(self, queryset: QuerySet[Submission]) -> QuerySet[Submission]:
        found: QuerySet[Submission] = super().filter_queryset(queryset)
        if not self.form.cleaned_data.get("state"):
            found = found.exclude(state=Submission.State.QUARANTINED)
        return found


class SubscriberFilterSet(WagtailFilterSet):
    """By list, status and language."""

    status = MultipleChoiceFilter(
        label=_("Status"), choices=Subscriber.Status.choices, widget=forms.CheckboxSelectMultiple
    )
    panel = ChoiceFilter(label=_("List"), field_name="list_key", choices=lists, empty_label=_("All"))
    locale = ChoiceFilter(label=_("Language"), choices=locales_of_lists, empty_label=_("All"))
    created_at = DateFromToRangeFilter(label=_("Signed up"), widget=DateRangePickerWidget)

    class Meta:
        model = Subscriber
        fields = ("status", "panel", "locale", "created_at")


def matching(submissions: QuerySet[Submission], words: str) -> QuerySet[Submission]:
    """Those with the words in the address, an answer, or the team's note."""
    if not words:
        return submissions
    if "\0" in words:  # no text has it, and PostgreSQL does not even look
        return submissions.none()
    # As SQLite stores it: JSON with every letter beyond ASCII written as an escape.
    escaped = json.dumps(words)[1:-1]
    return submissions.annotate(answers_text=Cast("fields", TextField())).filter(
        Q(email__icontains=words)
        | Q(note__icontains=words)
        | Q(answers_text__icontains=words)
        | Q(answers_text__icontains=escaped)
    )


def chosen_filters(query: Any) -> dict[str, list[str]]:
    """What a list was narrowed to, for the log: the values that were chosen; of what was typed, only that it was."""
    typed = ("q", "page", "created_at_from", "created_at_to")
    chosen = {name: query.getlist(name) for name in CLOSED if any(query.getlist(name))}
    return {**chosen, **{name: [] for name in typed if query.get(name)}}

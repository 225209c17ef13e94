"""The list of imports, and the form that begins one."""

from typing import Any

from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from cms.admin.imports.form import ImportForm
from cms.admin.imports.log import BEGUN
from cms.admin.imports.rights import MayAdd, MayLook, may_add
from cms.legacy.run import RunOptions
from cms.legacy.steps import seen
from cms.legacy.uploads import keep_upload
from cms.models import LegacyOutcome, LegacyRun, LegacySource, LegacySuggestion, ResearchSummaryPage

__all__ = ["ATTENTION", "AddView", "ImportsView"]

ATTENTION = Q(warnings__gt=0) | Q(outcome__in=(LegacyOutcome.Outcome.FAILED, LegacyOutcome.Outcome.CONFLICT))
"""Outcomes that somebody should look at."""
PER_PAGE = 30


def _count_of(rows: QuerySet[Any], field: str) -> Coalesce:
    counted = rows.order_by().values(field).annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted), 0)


def with_counts(runs: QuerySet[LegacyRun]) -> QuerySet[LegacyRun]:
    """Each with the numbers of its entries, of those that need attention, and of proposals that are open."""
    outcomes = LegacyOutcome.objects.filter(run=OuterRef("pk"))
    pages = LegacySource.objects.filter(run=OuterRef(OuterRef("pk"))).values("page")
    proposals = LegacySuggestion.objects.filter(status=LegacySuggestion.Status.OPEN, page__in=pages)
    return runs.annotate(
        entries=_count_of(outcomes, "run"),
        attention=_count_of(outcomes.filter(ATTENTION), "run"),
        proposals=Coalesce(
            Subquery(proposals.order_by().values("status").annotate(count=Count("pk")).values("count")), 0
        ),
    )


class ImportsView(MayLook, WagtailAdminTemplateMixin, TemplateView):
    """The list, the newest first; without any it says what imports are for."""

    template_name = "cms/admin/imports/list.html"
    page_title = gettext_lazy("Imports")
    header_icon = "upload"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        runs = with_counts(LegacyRun.objects.select_related("user", "parent"))
        page = Paginator(runs, PER_PAGE).get_page(self.request.GET.get("p"))
        context: dict[str, Any] = super().get_context_data(
            runs=page, may_add=may_add(self.request.user), **kwargs
        )
        return context


class AddView(MayAdd, WagtailAdminTemplateMixin, TemplateView):
    """The form; what it brings is kept and examined later, by a worker."""

    template_name = "cms/admin/imports/add.html"
    page_title = gettext_lazy("Import old articles")
    header_icon = "upload"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {"url": reverse("cms_imports"), "label": _("Imports")}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.page_title}]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=ImportForm(user=request.user)))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep the files."""
        form = ImportForm(request.POST, request.FILES, user=request.user)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        run = begin(form.cleaned_data, user=request.user)
        messages.success(
            request,
            _("The files are here. Nothing is written before you have seen what would become of them."),
        )
        return redirect("cms_import", run.pk)


@transaction.atomic
def begin(values: dict[str, Any], *, user: Any) -> LegacyRun:
    """Make an import of what the form says, waiting to be examined."""
    files, parent, locale = (values[name] for name in ("uploads", "parent", "locale"))
    options = RunOptions(
        parent=parent.specific,
        locale=locale,
        page_model=ResearchSummaryPage,
        publish=values["publish"],
        look_up=values["look_up"],
        download=values["download"],
        redirects=values["redirects"],
    )
    run = LegacyRun.objects.create(
        label=_label([str(file.name) for file in files]),
        user=user,
        parent=parent,
        locale=locale,
        options={**options.to_json(), **seen(timezone.now())},
    )
    for file in files:
        file.seek(0)
        keep_upload(run, str(file.name), file.chunks())
    log(instance=run, action=BEGUN, user=user, data={"files": [str(file.name) for file in files]})
    return run


def _label(names: list[str]) -> str:
    shown = ", ".join(names[:3])
    if len(names) > 3:
        shown = _("%(files)s and %(more)d more") % {"files": shown, "more": len(names) - 3}
    return shown if len(shown) <= 255 else f"{shown[:254]}…"

"""One import: what would become of its entries, how far it is, what has become of them; and the steps in between."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from cms.admin.imports.listing import ATTENTION
from cms.admin.imports.log import CANCELLED, CONFIRMED, RETRIED
from cms.admin.imports.notes import left_out_of, notes_of
from cms.admin.imports.rights import MayAdd, MayLook, may_add
from cms.admin.remarks.pages_report import reported_pages
from cms.legacy import steps
from cms.models import LegacyOutcome, LegacyRun, LegacySuggestion

__all__ = ["ActView", "EntryView", "ImportView", "ProgressView"]

PER_PAGE = 50
State = LegacyRun.State


def progress_of(run: LegacyRun, request: HttpRequest) -> dict[str, Any]:
    """What is shown while a worker has something to do."""
    share = min(100, run.position * 100 // run.total) if run.total else 0
    loading = run.state in (State.WAITING, State.LOADING)
    begun = run.state in (State.EXAMINING, State.LOADING)
    if not begun:
        said = _("Waiting to be imported") if loading else _("Waiting to be examined")
    else:
        said = _("Being imported") if loading else _("Being examined")
    return {
        "run": run,
        "active": run.state in steps.ACTIVE,
        "said": said,
        "share": share,
        "announced": f"{said}, {share // 10 * 10} %" if run.total and begun else said,
        "no_worker": steps.no_worker(run, now=timezone.now()),
    }


class _OfImport(WagtailAdminTemplateMixin, TemplateView):
    """A page about one import."""

    header_icon = "upload"
    pk_name = "pk"

    @cached_property
    def run(self) -> LegacyRun:
        runs = LegacyRun.objects.select_related("user", "parent", "locale")
        return get_object_or_404(runs, pk=self.kwargs[self.pk_name])

    def get_page_title(self) -> str:
        return self.run.label

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {"url": reverse("cms_imports"), "label": _("Imports")}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.run.label}]


@method_decorator(never_cache, name="dispatch")
class ImportView(MayLook, _OfImport):
    """The import in the state it is in."""

    template_name = "cms/admin/imports/show.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        run = self.run
        context: dict[str, Any] = super().get_context_data(
            **progress_of(run, self.request),
            may_act=may_add(self.request.user) and steps.is_ours(run),
            options=_options_in_words(run.options),
            **self._entries(),
            **kwargs,
        )
        return context

    def _entries(self) -> dict[str, Any]:
        rows = LegacyOutcome.objects.filter(run=self.run)
        counts = dict(
            rows.order_by().values_list("outcome").annotate(count=Count("pk")).values_list("outcome", "count")
        )
        attention = rows.filter(ATTENTION).count()
        chosen = self.request.GET.get("show", "")
        tabs = [("", _("All"), sum(counts.values()))]
        if attention:
            tabs.append(("attention", _("Need attention"), attention))
        tabs += [(name, label, counts[name]) for name, label in self.labels.items() if counts.get(name)]
        shown = rows.filter(ATTENTION) if chosen == "attention" else rows
        if chosen in counts:
            shown = rows.filter(outcome=chosen)
        page = Paginator(shown.order_by("position"), PER_PAGE).get_page(self.request.GET.get("p"))
        _attach(page.object_list, self.labels, self.request.user)
        return {
            "tabs": tabs,
            "chosen": chosen,
            "query": f"show={quote(chosen)}&",
            "entries": page,
            "attention": attention,
            "total_entries": sum(counts.values()),
            "dry": is_dry(self.run),
        }

    @cached_property
    def labels(self) -> Mapping[str, Any]:
        return labels_for(self.run)


def is_dry(run: LegacyRun) -> bool:
    """Whether its outcomes are what would be, and nothing was written."""
    return bool(run.outcomes.values_list("report__dry_run", flat=True).first())


def labels_for(run: LegacyRun) -> Mapping[str, Any]:
    """Outcomes in words."""
    labels: dict[str, Any] = {str(value): label for value, label in LegacyOutcome.Outcome.choices}
    if is_dry(run):
        labels |= {
            LegacyOutcome.Outcome.CREATED: _("would become a draft"),
            LegacyOutcome.Outcome.UPDATED: _("would update its draft"),
            LegacyOutcome.Outcome.UNCHANGED: _("imported before, would stay as it is"),
            LegacyOutcome.Outcome.CONFLICT: _("would not be updated: edited since"),
        }
    return labels


def _attach(outcomes: Any, labels: Mapping[str, Any], user: Any) -> None:
    """What a row shows beside its own values: the outcome in words, the page if the user works on it, proposals."""
    ids = [each.page_id for each in outcomes if each.page_id]
    pages = {page.pk: page for page in reported_pages(user).filter(pk__in=ids)}
    open_ones = LegacySuggestion.objects.filter(page__in=ids, status=LegacySuggestion.Status.OPEN).order_by()
    proposals = dict(open_ones.values_list("page").annotate(count=Count("pk")).values_list("page", "count"))
    for each in outcomes:
        each.label_shown = labels.get(each.outcome, each.outcome)
        each.page_shown = pages.get(each.page_id)
        each.proposals = proposals.get(each.page_id, 0)
        each.needs_attention = bool(each.warnings) or each.outcome in ("failed", "conflict")
        each.notes = notes_of(each.report)


def _options_in_words(options: Mapping[str, Any]) -> list[str]:
    words = {
        "download": _("pictures and documents are downloaded"),
        "look_up": _("sources are looked up"),
        "redirects": _("old addresses are redirected"),
        "publish": _("what was published is published"),
    }
    return [text for name, text in words.items() if options.get(name)]


@method_decorator(never_cache, name="dispatch")
class ProgressView(MayLook):
    """The part of the page that tells how far it is, for the script that asks again and again."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = get_object_or_404(LegacyRun, pk=pk)
        return render(request, "cms/admin/imports/progress.html", progress_of(run, request))


class EntryView(MayLook, _OfImport):
    """All about one entry: every note with its place in the source."""

    template_name = "cms/admin/imports/entry.html"

    @cached_property
    def entry(self) -> LegacyOutcome:
        return get_object_or_404(LegacyOutcome, run=self.run, position=self.kwargs["position"])

    def get_page_title(self) -> str:
        return self.entry.title or self.entry.label

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = super().get_breadcrumbs_items()
        items[-1]["url"] = reverse("cms_import", args=(self.run.pk,))
        return [*items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        _attach([self.entry], labels_for(self.run), self.request.user)
        page: Any = vars(self.entry)["page_shown"]
        may_edit = bool(page and page.permissions_for_user(self.request.user).can_edit())
        context: dict[str, Any] = super().get_context_data(
            run=self.run,
            entry=self.entry,
            may_edit=may_edit,
            dry=is_dry(self.run),
            left_out=left_out_of(self.entry.report),
            **kwargs,
        )
        return context


class ActView(MayAdd):
    """One of the buttons: each changes the state if it still is what the button was shown for."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = get_object_or_404(LegacyRun, pk=pk)
        now = timezone.now()
        do = request.POST.get("do", "")
        done, action, text = False, "", ""
        if do == "import":
            refusal = steps.refusal(run, request.user)
            if refusal:
                messages.error(request, refusal)
                return redirect("cms_import", pk)
            done, action = steps.confirm(run, user=request.user, now=now), CONFIRMED
            text = _("The import begins within seconds. You may leave this page.")
        elif do == "cancel":
            done, action = steps.cancel(run, now=now), CANCELLED
            text = _("The import is stopped, and the uploaded files are deleted.")
        elif do == "again":
            done, action = steps.retry(run, now=now), RETRIED
            text = _("It goes on where it stopped, within seconds.")
        if done:
            log(instance=run, action=action, user=request.user)
            messages.success(request, text)
        else:
            messages.warning(
                request, _("Nothing was done: the import has moved on since this page was opened.")
            )
        return redirect("cms_import", pk)

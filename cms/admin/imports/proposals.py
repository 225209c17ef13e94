"""What an import believes to have read in an article: an editor compares the words, and adds it or not."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from cms.admin.imports.described import facts_of
from cms.admin.imports.notes import notes_of
from cms.legacy.accepting import AcceptanceRefused, accept, dismiss, find_passage, reopen
from cms.models import LegacySource, LegacySuggestion

__all__ = ["ProposalsView", "editable_page"]

Status = LegacySuggestion.Status


def editable_page(request: HttpRequest, pk: int) -> Page:
    """The page, for those who may edit it. Raises ``Http404`` and ``PermissionDenied``."""
    page: Page = get_object_or_404(Page, pk=pk)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page


@method_decorator(never_cache, name="dispatch")
class ProposalsView(WagtailAdminTemplateMixin, TemplateView):
    """The proposals about a page, and what the import said of it."""

    template_name = "cms/admin/imports/proposals.html"
    page_title = gettext_lazy("From the old article")
    header_icon = "clipboard-list"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.page = editable_page(request, kwargs["page_id"])
        self.source = LegacySource.objects.defer("original").filter(page=self.page).first()
        self.suggestions = list(LegacySuggestion.objects.filter(page=self.page).select_related("decided_by"))
        if self.source is None and not self.suggestions:
            raise Http404

    def get_page_subtitle(self) -> str:
        return str(self.page.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        page = {
            "url": reverse("wagtailadmin_pages:edit", args=(self.page.pk,)),
            "label": self.page.get_admin_display_title(),
        }
        here = {"url": "", "label": self.page_title, "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, page, here]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        draft: Any = self.page.specific.get_latest_revision_as_object()
        body = getattr(draft, "body", None)
        stored = list(body.get_prep_value()) if body is not None else []
        blocks = body.stream_block.child_blocks if body is not None else {}
        for each in self.suggestions:
            shown: Any = each
            shown.facts = facts_of(blocks[each.kind], each.value) if each.kind in blocks else []
            shown.passage = find_passage(stored, each.quote)
        lock = self.page.get_lock()
        locked = lock is not None and lock.for_user(self.request.user)
        context: dict[str, Any] = super().get_context_data(
            page=self.page,
            source=self.source,
            notes=notes_of(self.source.report) if self.source else [],
            open_ones=[each for each in self.suggestions if each.status == Status.OPEN],
            decided=[each for each in self.suggestions if each.status != Status.OPEN],
            lock_message=lock.get_message(self.request.user) if lock is not None and locked else "",
            **kwargs,
        )
        return context

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A button beside one proposal ("accept-7"), or below several that are ticked ("accept")."""
        verb, _dash, number = request.POST.get("do", "").partition("-")
        wanted = {number} if number else set(request.POST.getlist("proposal"))
        chosen = [each for each in self.suggestions if str(each.pk) in wanted]
        do = {"accept": self._accept, "dismiss": self._dismiss, "reopen": self._reopen}.get(verb)
        if do is not None and chosen:
            do(chosen)
        elif do is not None:
            messages.warning(request, _("Tick the proposals that are meant first."))
        return redirect("cms_import_proposals", self.page.pk)

    def _accept(self, chosen: list[LegacySuggestion]) -> None:
        try:
            count = len(accept(self.page, chosen, user=self.request.user, now=timezone.now()))
        except AcceptanceRefused as refused:
            messages.error(self.request, str(refused))
            return
        text = ngettext(
            "%(count)d proposal was added to the draft. Check it there.",
            "%(count)d proposals were added to the draft. Check them there.",
            count,
        )
        edit = messages.button(reverse("wagtailadmin_pages:edit", args=(self.page.pk,)), _("Edit the page"))
        self._say(count, text, buttons=[edit])

    def _dismiss(self, chosen: list[LegacySuggestion]) -> None:
        count = dismiss(chosen, user=self.request.user, now=timezone.now())
        self._say(
            count, ngettext("%(count)d proposal was dismissed.", "%(count)d proposals were dismissed.", count)
        )

    def _reopen(self, chosen: list[LegacySuggestion]) -> None:
        count = reopen(chosen)
        self._say(count, ngettext("%(count)d proposal is back.", "%(count)d proposals are back.", count))

    def _say(self, count: int, text: str, **more: Any) -> None:
        if count:
            messages.success(self.request, text % {"count": count}, **more)
        else:
            messages.warning(self.request, _("Nothing was done: somebody has decided about it meanwhile."))

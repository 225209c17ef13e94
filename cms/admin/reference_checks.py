"""Asking the registries now what has become of works, for one record or for a selection.

It goes over the network, so it happens outside of any transaction, for as long as somebody can be expected to wait;
what is left is due at once for the command that checks references by itself.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views import View
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from cms.admin.admin_urls import reference_url
from cms.admin.reference_bulk import ReferenceBulkAction, ids_of
from cms.conf import conf
from cms.lookup.integrity import Checked, check, identifiers_of
from cms.lookup.time_budget import TimeBudget
from cms.models import Reference

__all__ = ["CheckIntegrity", "CheckView"]

SECONDS = 20.0
"""For all records of one request together."""
LEAST = 2.0
"""With less than that left no further record is begun: the registries would seem to keep silent."""
MOST = 500
"""How many of a selection are looked at."""


class CheckIntegrity(ReferenceBulkAction):
    """Asks whether it is to be done; the answer goes to `CheckView`, which is no transaction."""

    display_name = _("Check integrity")
    action_type = "check_integrity"
    aria_label = _("Check integrity of selected references")
    action_priority = 15
    template_name = "cms/admin/bulk_mark.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        question = _("Are the registries to be asked now whether there are notices about these works?")
        submit_url = f"{reference_url('check')}?{self.request.GET.urlencode()}"
        return {**context, "question": question, "action_name": self.display_name, "submit_url": submit_url}

    @classmethod
    def execute_action(cls, objects: Sequence[Reference], **kwargs: Any) -> tuple[int, int]:
        """Without the form: they are due now."""
        due = Reference.objects.filter(pk__in=[reference.pk for reference in objects])
        return due.update(next_check_at=timezone.now()), 0


class CheckView(PermissionCheckedMixin, View):
    """Checks the references of `?id=`, and tells what came of it."""

    model = Reference
    permission_required = "change"
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Back to where it was asked from."""
        found = list(self._asked())
        can_be_asked = [reference for reference in found if identifiers_of(reference)]
        budget = TimeBudget(SECONDS)
        checked: list[tuple[Reference, Checked]] = []
        for reference in can_be_asked:
            if checked and budget.remaining() < LEAST:
                break
            left_over = TimeBudget(min(conf.lookup_seconds, budget.remaining()))
            checked.append((reference, check(reference, now=timezone.now(), budget=left_over)))
        left = [reference.pk for reference in can_be_asked[len(checked) :]]
        Reference.objects.filter(pk__in=left).update(next_check_at=timezone.now())
        self._tell(checked, left=len(left), without=len(found) - len(can_be_asked))
        return redirect(get_valid_next_url_from_request(request) or self._back(found))

    def _asked(self) -> QuerySet[Reference]:
        ids = self.request.GET.getlist("id")
        everything = Reference.objects.order_by("pk")
        if "all" not in ids:
            everything = everything.filter(pk__in=ids_of(ids)[:MOST])
        allowed = self.permission_policy.instances_user_has_permission_for(self.request.user, "change")
        return everything.filter(pk__in=allowed.values("pk"))[:MOST]

    def _back(self, found: Sequence[Reference]) -> str:
        is_one = len(found) == 1 and Reference.objects.filter(pk=found[0].pk).exists()
        return reference_url("edit", found[0].pk) if is_one else reference_url("list")

    def _tell(self, checked: Sequence[tuple[Reference, Checked]], *, left: int, without: int) -> None:
        changed = [(reference, each) for reference, each in checked if each.outcome == "changed"]
        silent = [each for _reference, each in checked if each.reasons]
        if checked:
            said = ngettext(
                "%(count)d reference was checked.", "%(count)d references were checked.", len(checked)
            )
            messages.success(self.request, said % {"count": len(checked)})
        for reference, each in changed[:10]:
            text = _("“%(key)s”: %(before)s → %(after)s") % {
                "key": reference.key,
                "before": each.before.label,
                "after": each.after.label,
            }
            messages.warning(self.request, text)
        if silent:
            messages.error(self.request, " ".join(dict.fromkeys(silent[0].reasons)))
        if left:
            said = ngettext(
                "%(count)d reference is checked with the next run, because it takes its time.",
                "%(count)d references are checked with the next run, because it takes its time.",
                left,
            )
            messages.warning(self.request, said % {"count": left})
        if without:
            said = ngettext(
                "%(count)d reference has no identifier by which a registry could be asked.",
                "%(count)d references have no identifier by which a registry could be asked.",
                without,
            )
            messages.warning(self.request, said % {"count": without})

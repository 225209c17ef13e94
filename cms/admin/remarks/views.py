"""For whoever edits a page: what the rules say about its last saved draft, and accepting it with a reason."""

import logging
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from wagtail.models import Page

from cms.admin.remarks.rows import first_of, grouped, rows_of
from cms.models import PageJudgement, StoredRemark
from cms.models.delivered_page import DeliveredPage
from cms.remarks import acknowledge, withdraw
from cms.remarks.acknowledge import LONGEST_REASON
from cms.remarks.keep import judge_and_keep, newest_draft, to_judge
from cms.remarks.words import label_of_rule

__all__ = ["remark_urls"]

MOST = 100
"""Open remarks that the side panel lists; those that follow come up as these are settled."""

logger = logging.getLogger(__name__)


class NotJudged(Exception):
    """Judging failed; the log says why."""


def editable_page(request: HttpRequest, pk: int) -> Page:
    """The page, if the user may edit it. Raises `Http404` and `PermissionDenied`."""
    page: Page = get_object_or_404(Page.objects.select_related("locale"), pk=pk)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page


def refresh(page: Page) -> None:
    """Judge the newest draft again if what is known does not hold any more. Raises `NotJudged`."""
    if not to_judge(Page.objects.filter(pk=page.pk)).exists():
        return
    try:
        with transaction.atomic():
            judge_and_keep(page.pk)
    except Exception as error:
        logger.exception("Page %s could not be judged.", page.pk)
        raise NotJudged from error


def listing(request: HttpRequest, page: Page, *, said: str = "") -> dict[str, Any]:
    """What the script of the side panel puts into its place."""
    draft = newest_draft(page.pk)
    if not isinstance(draft, DeliveredPage):
        return {"open": 0, "errors": 0, "said": said, "html": ""}
    judgement = PageJudgement.objects.filter(page=page.pk).first()
    remarks = StoredRemark.objects.filter(judgement=page.pk).select_related("acknowledgement__user")
    rows = rows_of(draft, list(remarks))
    groups = grouped(rows)
    still_open = sum(group.number for group in groups)
    context = {
        "groups": first_of(groups, MOST),
        "more": max(0, still_open - MOST),
        "accepted": [row for row in rows if row.acknowledgement is not None],
        "failed": [label_of_rule(name) for name in (judgement.failed if judgement else ())],
        "longest": LONGEST_REASON,
    }
    return {
        "open": still_open,
        "errors": sum(group.number for group in groups if group.severity == "error"),
        "said": said,
        "html": render_to_string("cms/admin/remarks/list.html", context, request),
    }


def failure(message: str, status: int) -> JsonResponse:
    """An answer that the script shows."""
    return JsonResponse({"error": message}, status=status)


def not_judged() -> JsonResponse:
    """Nothing can be said of the page at the moment."""
    return failure(_("The page could not be checked. The reason is in the log of the site."), 500)


@method_decorator(never_cache, name="dispatch")
class RemarksView(View):
    """The remarks about the newest draft."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """`{"open": number, "errors": number, "html": …}`."""
        page = editable_page(request, pk)
        try:
            refresh(page)
        except NotJudged:
            return not_judged()
        return JsonResponse(listing(request, page))


@method_decorator(never_cache, name="dispatch")
class AcknowledgeView(View):
    """Accepts a remark."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """With `fingerprint` and `reason`; answers with the list as it then is."""
        page = editable_page(request, pk)
        try:
            refresh(page)
        except NotJudged:
            return not_judged()
        named = StoredRemark.objects.filter(judgement=pk, fingerprint=request.POST.get("fingerprint", ""))
        remark = named.first()
        if remark is None:
            return failure(_("What this remark is about has changed meanwhile. Look at the list again."), 409)
        try:
            acknowledge(page, remark, user=request.user, reason=request.POST.get("reason", ""))
        except ValidationError as error:
            return failure(" ".join(error.messages), 400)
        return JsonResponse(listing(request, page, said=_("The remark is acknowledged.")))


@method_decorator(never_cache, name="dispatch")
class WithdrawView(View):
    """Takes an acknowledgement back."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """With `fingerprint`; answers with the list as it then is."""
        page = editable_page(request, pk)
        try:
            refresh(page)
        except NotJudged:
            return not_judged()
        if not withdraw(page, request.POST.get("fingerprint", ""), user=request.user):
            return failure(_("Somebody else has taken this back already. Look at the list again."), 409)
        return JsonResponse(listing(request, page, said=_("The acknowledgement is taken back.")))


def remark_urls() -> list[URLPattern]:
    """Hook `register_admin_urls`."""
    return [
        path("remarks/page/<int:pk>/", RemarksView.as_view(), name="cms_remarks"),
        path("remarks/page/<int:pk>/acknowledge/", AcknowledgeView.as_view(), name="cms_acknowledge_remark"),
        path("remarks/page/<int:pk>/withdraw/", WithdrawView.as_view(), name="cms_withdraw_remark"),
    ]

"""One submission: the answers, the consent, where it went on to, who looked at it, and what the team makes of it."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views import generic
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.log_actions import log
from wagtail.log_actions import registry as log_registry

from cms.admin.submissions.answers import answer_text
from cms.admin.submissions.columns import page_edit_url
from cms.admin.submissions.log import NOTED, SENT_AGAIN, log_view
from cms.admin.submissions.onwards import deliveries_of, events_of, send_onwards_again, sendable
from cms.admin.submissions.states import CHANGES, apply
from cms.models import ConsentRecord, Submission

__all__ = ["ChangeView", "SubmissionView"]


class NoteForm(forms.ModelForm):  # type: ignore[type-arg]
    """What the team writes down for itself."""

    class Meta:
        model = Submission
        fields = ("note",)
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}


class SubmissionView(generic.InspectView):
    """The details. To open them is to look at personal data, and is logged."""

    any_permission_required = ["view"]
    template_name = "cms/admin/submission.html"
    page_title = _("Submission")
    header_more_buttons = ()
    change_url_name = ""

    def get_object(self, queryset: Any = None) -> Submission:
        found = Submission.objects.select_related("page", "panel__locale", "site", "handled_by")
        return get_object_or_404(found, pk=self.pk)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        log_view(self.object, request.user, now=timezone.now())
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response

    def get_fields_context(self) -> list[dict[str, Any]]:
        """None of the generic ones."""
        return []

    def get_edit_url(self) -> None:
        """What a reader wrote is not edited."""

    def answers(self) -> list[dict[str, Any]]:
        """What was asked, as it was asked then, and what was answered."""
        submission: Submission = self.object
        return [
            {
                "name": name,
                "label": submission.questions.get(name) or name,
                "value": answer_text(value),
            }
            for name, value in submission.answers.items()
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        submission: Submission = self.object
        may_change = self.user_has_permission("change")
        consents = list(ConsentRecord.objects.filter(submission=submission.uuid).order_by("at", "pk"))
        history = log_registry.get_logs_for_instance(submission).select_related("user")
        context: dict[str, Any] = super().get_context_data(
            answers=self.answers(),
            page_url=page_edit_url(submission.page_id),
            consents=consents,
            wording=next((consent for consent in consents if consent.wording), None),
            is_confirmed=any(consent.event == ConsentRecord.Event.CONFIRMED for consent in consents),
            is_withdrawn=any(consent.event == ConsentRecord.Event.WITHDRAWN for consent in consents),
            deliveries=deliveries_of(submission),
            # The outbox forgets, sooner than submissions are: then nobody knows who got it.
            is_remembered=events_of([submission]).exists(),
            history=history[:50],
            may_change=may_change,
            may_delete=self.user_has_permission("delete"),
            can_send=may_change and bool(sendable([submission])),
            changes=[change for change in CHANGES.values() if may_change and change.is_possible(submission)],
            note_form=NoteForm(instance=submission) if may_change else None,
            change_url=reverse(self.change_url_name, args=(submission.pk,)),
            delete_url=self.get_delete_url(),
            **kwargs,
        )
        return context


class ChangeView(PermissionCheckedMixin, View):
    """One of the buttons of the details."""

    model = Submission
    permission_required = "change"
    http_method_names = ["post"]
    inspect_url_name = ""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        submission = get_object_or_404(Submission, pk=pk)
        do = request.POST.get("do", "")
        if do == "note":
            self._note(submission)
        elif do == "send":
            self._send(submission)
        elif do in CHANGES:
            self._change(submission, do)
        return redirect(reverse(self.inspect_url_name, args=(pk,)))

    def _note(self, submission: Submission) -> None:
        form = NoteForm(self.request.POST, instance=submission)
        if not form.is_valid():
            messages.error(self.request, _("The note could not be saved."))
        elif form.has_changed():
            submission.save(update_fields=["note"])
            log(instance=submission, action=NOTED, user=self.request.user)
            messages.success(self.request, _("The note was saved."))

    def _send(self, submission: Submission) -> None:
        if send_onwards_again([submission], now=timezone.now()):
            log(instance=submission, action=SENT_AGAIN, user=self.request.user)
            messages.success(self.request, _("It will be sent to the receivers within seconds."))
        else:
            messages.warning(self.request, _("There is no receiver that this could be sent to."))

    def _change(self, submission: Submission, name: str) -> None:
        change = CHANGES[name]
        if apply(change, [submission.pk], user=self.request.user, now=timezone.now()):
            messages.success(self.request, change.said)
        else:
            messages.warning(self.request, _("Meanwhile somebody else has changed it. Nothing was done."))

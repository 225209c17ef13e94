"""What can be done to several submissions at once."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import classproperty
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.log_actions import log

from cms.admin.reference_bulk import ids_of
from cms.admin.submissions.guard import VIEW, guarded
from cms.admin.submissions.listing import listed
from cms.admin.submissions.log import SENT_AGAIN
from cms.admin.submissions.onwards import send_onwards_again, sendable
from cms.admin.submissions.states import CHANGES, apply
from cms.models import Submission

__all__ = ["BULK_ACTIONS", "SubmissionBulkAction"]

SHOWN = 20
"""So many of the chosen are named before the action is confirmed."""


class SubmissionBulkAction(BulkAction):
    """An action on submissions, for whoever may see and change them."""

    template_name = "cms/admin/submission_bulk.html"
    permission: ClassVar[str] = "cms.change_submission"
    question: ClassVar[Any]

    @classproperty
    def models(cls) -> list[type[Submission]]:  # noqa: N805 - Wagtail's property of the class
        return [Submission]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # Both: who may not see submissions must not search in them by counting what an action would apply to.
        allowed = guarded(super().dispatch, (self.permission,))
        return guarded(allowed, (VIEW,))(request, *args, **kwargs)

    @classmethod
    def get_queryset(cls, model: type[Submission], object_ids: Iterable[Any]) -> list[Submission]:
        found = list(Submission.objects.filter(pk__in=ids_of(object_ids)))
        if not found:
            raise Http404
        return found

    def get_all_objects_in_listing_query(self, parent_id: str | None) -> Any:
        """What the list shows on all of its pages, and nothing else: its filters stand in the address."""
        return listed(self.request.GET, self.request).values_list("pk", flat=True)

    def get_execution_context(self) -> dict[str, Any]:
        return {**super().get_execution_context(), "user": self.request.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        chosen = [item["item"] for item in context["items"]]
        return {
            **context,
            "question": self.question,
            "action_name": self.display_name,
            "count": len(chosen),
            "shown": chosen[:SHOWN],
            "more": max(len(chosen) - SHOWN, 0),
            "serious": "serious" in self.classes,
        }

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        text = ngettext(
            "%(count)d submission: %(action)s", "%(count)d submissions: %(action)s", num_parent_objects
        )
        return text % {"count": num_parent_objects, "action": self.display_name}


class _ChangeState(SubmissionBulkAction):
    """One of the team's decisions, wherever it is possible."""

    change: ClassVar[str]

    @classmethod
    def execute_action(cls, objects: Sequence[Submission], **kwargs: Any) -> tuple[int, int]:
        ids = [submission.pk for submission in objects]
        return apply(CHANGES[cls.change], ids, user=kwargs["user"], now=timezone.now()), 0


class MarkDone(_ChangeState):
    """The team has answered."""

    change = "done"
    display_name = CHANGES[change].label
    action_type = "mark_done"
    aria_label = _("Mark selected submissions as done")
    action_priority = 10
    question = _("Has the team done what these readers asked for? Only what is new is marked.")


class MarkNew(_ChangeState):
    """There is something to do after all."""

    change = "new"
    display_name = CHANGES[change].label
    action_type = "mark_new"
    aria_label = _("Mark selected submissions as new")
    action_priority = 20
    question = _("Does the team have to look at these again? Only what is done is marked.")


class MarkSpam(_ChangeState):
    """Nobody has to answer, and it is deleted soon."""

    change = "spam"
    display_name = CHANGES[change].label
    action_type = "mark_spam"
    aria_label = _("Mark selected submissions as spam")
    action_priority = 30
    question = _("Are these spam? They are put aside, and deleted after some days.")


class SendAgain(SubmissionBulkAction):
    """After a receiver has lost something, or has been added."""

    display_name = _("Send again")
    action_type = "send_again"
    aria_label = _("Send selected submissions to the receivers again")
    action_priority = 40
    question = _(
        "Send these to all receivers of submissions once more? What waits for confirmation, or was agreed to and "
        "withdrawn, is left out."
    )

    @classmethod
    def execute_action(cls, objects: Sequence[Submission], **kwargs: Any) -> tuple[int, int]:
        sent = sendable(objects)
        if not send_onwards_again(sent, now=timezone.now()):
            return 0, 0
        for submission in sent:
            log(instance=submission, action=SENT_AGAIN, user=kwargs["user"])
        return len(sent), 0


class Delete(SubmissionBulkAction):
    """For good. Consents stay: they hold no address."""

    permission = "cms.delete_submission"
    display_name = _("Delete")
    action_type = "delete"
    aria_label = _("Delete selected submissions")
    action_priority = 50
    classes: ClassVar[set[str]] = {"serious"}
    question = _("Delete these submissions for good?")

    @classmethod
    def execute_action(cls, objects: Sequence[Submission], **kwargs: Any) -> tuple[int, int]:
        for submission in objects:
            log(instance=submission, action="wagtail.delete", user=kwargs["user"], deleted=True)
        Submission.objects.filter(pk__in=[submission.pk for submission in objects]).delete()
        return len(objects), 0


BULK_ACTIONS = (MarkDone, MarkNew, MarkSpam, SendAgain, Delete)

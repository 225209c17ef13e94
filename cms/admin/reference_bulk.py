"""What can be done to several references at once, beside deleting what nothing uses."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django.utils.functional import classproperty
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from cms.models import Reference, Verification
from cms.models.changes import one_change

__all__ = ["MarkUnverified", "MarkVerified", "ReferenceBulkAction", "ids_of"]

MOST_DIGITS = 18
"""A longer number is no primary key; databases and Python refuse it each in its own way."""


def ids_of(values: Iterable[Any]) -> list[int]:
    """The values of `?id=` that can be primary keys, each of them once."""
    texts = dict.fromkeys(str(value)[: MOST_DIGITS + 1] for value in values)
    return [int(text) for text in texts if text.isdecimal() and len(text) <= MOST_DIGITS]


class ReferenceBulkAction(SnippetBulkAction):
    """An action on references, for whoever may change them."""

    permissions: ClassVar[Sequence[str]] = ("change",)

    @classproperty
    def models(cls) -> list[type[Reference]]:  # noqa: N805 - Wagtail's property of the class
        return [Reference]

    @classmethod
    def get_queryset(cls, model: type[Reference], object_ids: Iterable[Any]) -> Any:
        return super().get_queryset(model, ids_of(object_ids))

    def check_perm(self, reference: Reference) -> bool:
        policy, user = self.permission_policy, self.request.user
        return all(
            policy.user_has_permission_for_instance(user, each, reference) for each in self.permissions
        )

    def get_execution_context(self) -> dict[str, Any]:
        return {**super().get_execution_context(), "user": self.request.user}


class _Mark(ReferenceBulkAction):
    """Says of each record whether somebody compared it with the publication; the history says who and when."""

    template_name = "cms/admin/bulk_mark.html"
    verification: ClassVar[Verification]
    question: ClassVar[Any]

    @classmethod
    def execute_action(cls, objects: Sequence[Reference], **kwargs: Any) -> tuple[int, int]:
        """Of the records as they are stored now: meanwhile somebody may have corrected them."""
        with one_change():
            selected = Reference.objects.select_for_update().filter(pk__in=[each.pk for each in objects])
            different = list(selected.exclude(verification=cls.verification).order_by("pk"))
            for reference in different:
                reference.verification = cls.verification
                reference.save(update_fields=["verification"])
                reference.save_revision(user=kwargs.get("user"), log_action=True)
        return len(different), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        said = ngettext(
            "%(count)d reference is now marked as “%(state)s”.",
            "%(count)d references are now marked as “%(state)s”.",
            num_parent_objects,
        )
        return said % {"count": num_parent_objects, "state": self.verification.label}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(question=self.question, action_name=self.display_name, **kwargs)  # type: ignore[no-any-return]


class MarkVerified(_Mark):
    """After somebody compared the records with the publications."""

    display_name = _("Mark as verified")
    action_type = "mark_verified"
    aria_label = _("Mark selected references as verified")
    action_priority = 20
    verification = Verification.VERIFIED
    question = _("Has somebody compared these records with the publications, or with a library's records?")


class MarkUnverified(_Mark):
    """When there is doubt about the records."""

    display_name = _("Mark as unverified")
    action_type = "mark_unverified"
    aria_label = _("Mark selected references as unverified")
    action_priority = 25
    verification = Verification.UNVERIFIED
    question = _("Do these records have to be compared with the publications again?")

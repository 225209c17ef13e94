"""Calls to action: panels that are edited once and placed on many pages."""

from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.images import get_image_model_string
from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin, TranslatableMixin, WorkflowMixin
from wagtail.search import index

from blocks.streams import OneLink
from blocks.text import PLAIN_FEATURES
from blocks.vocabulary import FORM_KINDS, CallToActionKind
from cms.fields import StreamField
from cms.models.changes import ChangesContent
from cms.models.forms import PublishGuardForm
from cms.models.publishing import PublishGuardMixin
from cms.models.usage import ProtectedWhileUsed

__all__ = ["CallToAction"]


class CallToAction(
    ChangesContent,
    ProtectedWhileUsed,
    PublishGuardMixin,
    index.Indexed,
    TranslatableMixin,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    models.Model,
):
    """A panel that asks the reader to do something."""

    kind = models.CharField(_("kind"), max_length=30, choices=CallToActionKind.choices, db_index=True)
    slug = models.SlugField(
        _("slug"), max_length=120, help_text=_("How frontends ask for this panel; keep it once it is in use.")
    )
    heading = models.CharField(_("heading"), max_length=200)
    body = RichTextField(_("text"), blank=True, features=PLAIN_FEATURES)
    button_label = models.CharField(
        _("button"), max_length=80, blank=True, help_text=_("The words on the button, such as “Subscribe”.")
    )
    link = StreamField(
        OneLink,
        verbose_name=_("link"),
        blank=True,
        help_text=_("Where the button leads. Not for kinds that ask for data."),
    )
    image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Decorative: it is shown without alt text."),
    )
    success_message = models.CharField(
        _("success message"),
        max_length=300,
        blank=True,
        help_text=_("What the reader sees after the form was sent."),
    )
    disclosure = models.TextField(
        _("disclosure"),
        blank=True,
        help_text=_(
            "An interest the reader should know of, such as “This organisation offers the treatment described.” "
            "It is shown with the panel."
        ),
    )
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="call_to_action",
        for_concrete_model=False,
    )

    base_form_class = PublishGuardForm
    search_fields = [
        index.SearchField("heading", boost=2),
        index.AutocompleteField("heading"),
        index.AutocompleteField("slug"),
        index.SearchField("body"),
        index.FilterField("locale"),
        index.FilterField("kind"),
        index.FilterField("live"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("call to action")
        verbose_name_plural = _("calls to action")
        ordering = ["heading"]
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "locale"],
                name="cms_calltoaction_slug_per_locale",
                violation_error_message=_("There is a call to action with this slug already."),
            )
        ]

    def __str__(self) -> str:
        kind = self.get_kind_display()
        return f"{self.heading} ({kind})" if kind else self.heading

    @property
    def asks_for_data(self) -> bool:
        """Whether the reader is asked to fill in a form."""
        return self.kind in FORM_KINDS

    def publication_errors(self) -> dict[str, list[str]]:
        errors = super().publication_errors()
        if self.asks_for_data and not self.success_message:
            errors.setdefault("success_message", []).append(
                str(_("Say what the reader sees after the form was sent."))
            )
        if self.kind and not self.asks_for_data and not self.link:
            errors.setdefault("link", []).append(str(_("A panel of this kind needs a link.")))
        return errors

    def clean(self) -> None:
        super().clean()
        if self.asks_for_data and self.link:
            message: Any = _("A panel that asks for data has no link.")
            raise ValidationError({"link": ValidationError(message, code="link_on_form")})

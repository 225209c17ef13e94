"""Calls to action: panels that are edited once and placed on many pages."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.images import get_image_model_string
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail.search import index

from blocks.forms import default_fields, form_fields
from blocks.streams import FormFields, OneLink
from blocks.text import PLAIN_FEATURES
from blocks.vocabulary import FORM_KINDS, CallToActionKind, CallToActionTone
from cms.conf import conf
from cms.fields import StreamField
from cms.models.changes import ChangesContent
from cms.models.consent_wordings import CountsWordings
from cms.models.forms import PublishGuardForm
from cms.models.panel_rules import missing_in_panel
from cms.models.paths import SiteMap
from cms.models.preview_serving import PreviewedOnFrontend
from cms.models.public import live_at
from cms.models.publishing import PublishGuardMixin
from cms.models.usage import ProtectedWhileUsed

__all__ = ["HONEYPOT", "CallToAction", "begun_at", "shown_at"]

HONEYPOT = "website"
"""A field of the request that readers do not see: whoever fills it in is no reader."""


def begun_at(now: datetime) -> Q:
    """Published, and shown now or in the past."""
    return live_at(now) & (Q(starts_at=None) | Q(starts_at__lte=now))


def shown_at(now: datetime) -> Q:
    """Published, and within the time in which the panel is shown."""
    return begun_at(now) & (Q(ends_at=None) | Q(ends_at__gt=now))


class CallToAction(
    PreviewedOnFrontend,
    CountsWordings,
    ChangesContent,
    ProtectedWhileUsed,
    PublishGuardMixin,
    index.Indexed,
    PreviewableMixin,
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
    tone = models.CharField(
        _("tone"),
        max_length=12,
        choices=CallToActionTone.choices,
        default=CallToActionTone.NEUTRAL,
        db_default=CallToActionTone.NEUTRAL,
        help_text=_("How much the panel asks for attention; what that looks like is up to the frontend."),
    )
    form_fields = StreamField(
        FormFields,
        verbose_name=_("fields of the form"),
        blank=True,
        default=list,
        db_default=[],
        help_text=_(
            "What the reader fills in, in this order. Leave it empty for the usual form: an e-mail address for a "
            "newsletter, with a name for an information packet, and with a message for contact."
        ),
    )
    consent_text = models.TextField(
        _("consent"),
        blank=True,
        default="",
        db_default="",
        help_text=_(
            "What the reader agrees to by ticking a box, in one or two sentences. Another wording is a new version; "
            "each submission keeps the words that were agreed to."
        ),
    )
    consent_version = models.PositiveIntegerField(
        _("version of the consent"), default=0, db_default=0, editable=False
    )
    privacy_link = StreamField(
        OneLink,
        verbose_name=_("privacy notice"),
        blank=True,
        default=list,
        db_default=[],
        help_text=_("Where the reader finds what becomes of the data; shown with the consent."),
    )
    starts_at = models.DateTimeField(
        _("shown from"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_("To the minute. Leave it empty to show the panel as soon as it is published."),
    )
    ends_at = models.DateTimeField(
        _("shown until"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_("To the minute; from then on no page has the panel. Leave it empty for no end."),
    )
    frequency_views = models.PositiveSmallIntegerField(
        _("at most so many times"),
        null=True,
        blank=True,
        help_text=_("How often one reader should see the panel. Frontends see to it."),
    )
    frequency_days = models.PositiveSmallIntegerField(
        _("within so many days"), null=True, blank=True, help_text=_("The days in which views are counted.")
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

    @property
    def raw_form_fields(self) -> list[dict[str, Any]]:
        """The stored fields of the form; those that are usual for the kind if none are stored."""
        if not self.asks_for_data:
            return []
        field: Any = self._meta.get_field("form_fields")
        stored: list[dict[str, Any]] = field.raw(self)
        return stored or default_fields(self.kind, self.locale.language_code)

    def is_shown_at(self, now: datetime) -> bool:
        """Whether a published panel is within its time (see `shown_at`)."""
        return not ((self.starts_at and self.starts_at > now) or (self.ends_at and self.ends_at <= now))

    def publication_errors(
        self, refusals: Mapping[str, Sequence[ValidationError]] | None = None
    ) -> dict[str, list[str]]:
        errors = super().publication_errors(refusals)
        for name, message in missing_in_panel(self, self.raw_form_fields):
            errors.setdefault(name, []).append(str(message))
        return errors

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        if self.asks_for_data and self.link:
            errors["link"] = ValidationError(
                _("A panel that asks for data has no link."), code="link_on_form"
            )
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            errors["ends_at"] = ValidationError(
                _("The end has to come after the start."), code="window_order"
            )
        for name in ("frequency_views", "frequency_days"):
            if getattr(self, name) == 0:
                errors[name] = ValidationError(
                    MinValueValidator.message, code="min_value", params={"limit_value": 1}
                )
        if (self.frequency_views is None) != (self.frequency_days is None):
            missing = "frequency_days" if self.frequency_days is None else "frequency_views"
            errors[missing] = ValidationError(
                _("Say both how often and in how many days."), code="half_a_cap"
            )
        if errors:
            raise ValidationError(errors)

    @property
    def is_previewed_on_frontend(self) -> bool:
        """Whether the default site has a frontend: a panel is of no site."""
        site = SiteMap.load().default
        return site is not None and bool(conf.frontend_urls.get(site.hostname))

    @property
    def preview_modes(self) -> list[Any]:
        """The panel, and what stands in its place after its form was sent."""
        if not self.is_previewed_on_frontend:
            modes: list[Any] = super().preview_modes
            return modes
        sent = [("sent", _("After it was sent"))] if self.asks_for_data or not self.kind else []
        return [("panel", _("Panel")), *sent]

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """For editors, where there is no frontend that shows what readers see."""
        return "cms/admin/call_to_action_preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        fields = form_fields(self.raw_form_fields, language=self.locale.language_code)
        return {**super().get_preview_context(request, mode_name), "form_fields": fields}

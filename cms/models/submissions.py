"""What readers send through the forms of panels. A request adds one row; what follows from it is done afterwards."""

import uuid
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocks.vocabulary import CallToActionKind
from cms.conf import conf

__all__ = ["ADDRESS_PARTS", "Submission"]

ADDRESS_PARTS = ("line1", "line2", "postal_code", "city", "region", "country")
"""The parts of a postal address as they are written below each other."""


class Submission(models.Model):
    """What one reader sent, with the place it was sent from.

    Everything personal stands in `fields`, `email`, `client` and `note`; the other columns are fit for logs and counts.
    """

    class State(models.TextChoices):
        """Where it stands."""

        RECEIVED = "received", _("Received")
        AWAITING = "awaiting", _("Waiting for confirmation")
        ACCEPTED = "accepted", _("New")
        HANDLED = "handled", _("Done")
        REPEATED = "repeated", _("Subscribed already")
        LAPSED = "lapsed", _("Never confirmed")
        QUARANTINED = "quarantined", _("Suspected spam")

    class Suspicion(models.TextChoices):
        """Why it was put aside."""

        HONEYPOT = "honeypot", _("A field that readers do not see was filled in.")
        CAPTCHA = "captcha", _("The check against robots could not be made.")
        TEAM = "team", _("Somebody of the team said so.")

    uuid = models.UUIDField(_("identifier"), default=uuid.uuid4, unique=True, editable=False)
    panel = models.ForeignKey(
        "cms.CallToAction", verbose_name=_("panel"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    panel_key = models.UUIDField(
        _("key of the panel"), db_index=True, help_text=_("The same for all translations of the panel.")
    )
    panel_slug = models.CharField(_("slug of the panel"), max_length=120)
    panel_heading = models.CharField(_("heading of the panel"), max_length=200)
    kind = models.CharField(_("kind"), max_length=30, choices=CallToActionKind.choices)
    locale = models.CharField(_("language"), max_length=20)
    site = models.ForeignKey(
        "wagtailcore.Site", verbose_name=_("site"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    page = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("page"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    page_path = models.TextField(_("path of the page"), blank=True)
    placement = models.CharField(
        _("placement"), max_length=100, blank=True, help_text=_("Id of the block that held the panel.")
    )
    fields = models.JSONField(
        _("answers"),
        default=dict,
        encoder=DjangoJSONEncoder,
        help_text=_("By the names of the form's fields."),
    )
    labels = models.JSONField(
        _("questions"),
        default=list,
        help_text=_("What the fields were called on the form, in its order: pairs of name and label."),
    )
    consent_version = models.PositiveIntegerField(
        _("version of the consent"),
        null=True,
        help_text=_("Which wording the reader agreed to; empty if no consent was given."),
    )
    consent_text = models.TextField(
        _("wording of the consent"),
        blank=True,
        help_text=_("What the reader agreed to, also after the panel is gone."),
    )
    email = models.CharField(_("e-mail address"), max_length=320, blank=True)
    email_hash = models.CharField(_("hash of the address"), max_length=64, blank=True, db_index=True)
    client = models.CharField(_("client"), max_length=80, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.RECEIVED)
    suspicion = models.CharField(_("suspicion"), max_length=12, choices=Suspicion.choices, blank=True)
    received_at = models.DateTimeField(_("received at"), default=timezone.now)
    processed_at = models.DateTimeField(_("processed at"), null=True, editable=False)
    handled_at = models.DateTimeField(_("done at"), null=True, editable=False)
    handled_by = models.ForeignKey(
        conf.auth_user_model,
        verbose_name=_("done by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    note = models.TextField(_("note of the team"), blank=True)
    idempotency_key = models.CharField(max_length=64, unique=True, editable=False)
    request_hash = models.CharField(max_length=64, editable=False)
    answer = models.JSONField(default=dict, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["-received_at", "-id"]
        default_permissions = ("view", "change", "delete")
        permissions = [
            ("export_submission", _("Can export submissions")),
            ("erase_submission", _("Can export and erase all that is held about an address")),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(processed_at=None), name="cms_submission_unprocessed"),
            models.Index(fields=["-received_at", "-id"], name="cms_submission_newest"),
            models.Index(fields=["kind", "state"], name="cms_submission_kind_state"),
        ]

    @property
    def questions(self) -> dict[str, str]:
        """What the fields were called on the form, by name and in its order."""
        return dict(self.labels)

    @property
    def answers(self) -> dict[str, Any]:
        """What was answered, in the order of the form; PostgreSQL does not keep that of the keys in `fields`."""
        asked = {name: at for at, name in enumerate(self.questions)}
        names = sorted(self.fields, key=lambda name: asked.get(name, len(asked)))
        return {name: _in_postal_order(self.fields[name]) for name in names}

    def __str__(self) -> str:
        # Stands in logs and histories, so it says nothing about the reader.
        return f"{self.panel_heading} · {self.received_at:%Y-%m-%d %H:%M}"


def _in_postal_order(value: Any) -> Any:
    """The parts of an address as they are written below each other; any other answer as it is."""
    if not isinstance(value, dict):
        return value
    places = {name: at for at, name in enumerate(ADDRESS_PARTS)}
    return {name: value[name] for name in sorted(value, key=lambda name: places.get(name, len(places)))}

"""Who gets a newsletter: nobody before the address has been confirmed, nobody after unsubscribing."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

__all__ = ["Subscriber"]


class Subscriber(models.Model):
    """An address on the list of one newsletter panel. All translations of a panel share a list."""

    class Status(models.TextChoices):
        """Pending, then confirmed, then unsubscribed; signing up again begins anew."""

        PENDING = "pending", _("Waiting for confirmation")
        CONFIRMED = "confirmed", _("Confirmed")
        UNSUBSCRIBED = "unsubscribed", _("Unsubscribed")

    uuid = models.UUIDField(_("identifier"), default=uuid.uuid4, unique=True, editable=False)
    list_key = models.UUIDField(_("list"), help_text=_("The translation key of the panel."))
    panel = models.ForeignKey(
        "cms.CallToAction", verbose_name=_("panel"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    site = models.ForeignKey(
        "wagtailcore.Site", verbose_name=_("site"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    submission = models.ForeignKey(
        "cms.Submission", verbose_name=_("submission"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    locale = models.CharField(_("language"), max_length=20)
    email = models.CharField(_("e-mail address"), max_length=320)
    email_hash = models.CharField(_("hash of the address"), max_length=64, db_index=True)
    status = models.CharField(_("status"), max_length=12, choices=Status.choices, default=Status.PENDING)
    nonce = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        help_text="What the token of the newest mail is derived from.",
    )
    token_hash = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    token_expires_at = models.DateTimeField(null=True, editable=False)
    token_used_at = models.DateTimeField(null=True, editable=False)
    mails = models.PositiveIntegerField(
        _("mails"), default=0, help_text=_("How many times confirmation was asked for since signing up.")
    )
    last_mail_at = models.DateTimeField(_("last mail"), null=True)
    created_at = models.DateTimeField(_("signed up at"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True)
    unsubscribed_at = models.DateTimeField(_("unsubscribed at"), null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("subscriber")
        verbose_name_plural = _("subscribers")
        ordering = ["-created_at", "-id"]
        default_permissions = ("view", "change", "delete")
        constraints = [
            models.UniqueConstraint(fields=["list_key", "email_hash"], name="cms_subscriber_once_a_list")
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()} · {self.created_at:%Y-%m-%d}"

"""What the outside has to be told, to whom, and what became of it: rows, so that nothing is lost with a process."""

import base64
import secrets
import uuid
from datetime import datetime, timedelta

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

__all__ = [
    "MAIL",
    "TARGET",
    "TARGET_IN_SETTINGS",
    "Delivery",
    "OutboxEvent",
    "WebhookSecret",
    "WebhookSubscription",
    "with_receiver_names",
]

SECRET_PREFIX = "whsec_"  # noqa: S105 - what every secret begins with (Standard Webhooks)
SECRET_BYTES = 32
MAIL = "mail:"
"""What `Delivery.receiver` begins with if a reader is written to. Who that is, it does not say."""
TARGET = "target:"
"""What `Delivery.receiver` begins with if a submission goes to a target. The id of its row follows, or:"""
TARGET_IN_SETTINGS = "settings-"
"""this, and the name that it has in the settings."""
SECRET_GRACE = timedelta(days=1)
"""How long the old secret is signed with, beside the new one, after a rotation."""


class OutboxEvent(models.Model):
    """Something that happened, written in the transaction in which it happened.

    First it is fanned out: a `Delivery` is made for each receiver. It is settled when none of these is pending.
    """

    uuid = models.UUIDField(_("identifier"), default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=60)
    site = models.ForeignKey(
        "wagtailcore.Site", verbose_name=_("site"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    payload = models.JSONField(_("content"), default=dict, encoder=DjangoJSONEncoder)
    created_at = models.DateTimeField(_("time"), default=timezone.now)
    fanned_out_at = models.DateTimeField(_("fanned out at"), null=True, editable=False)
    settled_at = models.DateTimeField(_("settled at"), null=True, editable=False)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        default_permissions = ()
        indexes = [
            models.Index(fields=["id"], condition=Q(fanned_out_at=None), name="cms_event_not_fanned_out"),
            models.Index(fields=["id"], condition=Q(settled_at=None), name="cms_event_not_settled"),
        ]

    def __str__(self) -> str:
        return self.kind

    @property
    def public_id(self) -> str:
        """What receivers know the event by, in every attempt: the `webhook-id` of Standard Webhooks."""
        return f"evt_{self.uuid.hex}"


class WebhookSubscription(models.Model):
    """An address that is told about events."""

    name = models.CharField(_("name"), max_length=200, help_text=_("What you call the receiver in lists."))
    url = models.URLField(
        _("address"),
        max_length=2000,
        help_text=_(
            "Each event is sent to this address as a POST request with JSON, signed with the secret."
        ),
    )
    site = models.ForeignKey(
        "wagtailcore.Site",
        verbose_name=_("site"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("Only events of this site are sent. Leave it empty for the events of all sites."),
    )
    kinds = models.JSONField(
        _("events"), default=list, blank=True, help_text=_("Leave all of them empty to be told everything.")
    )
    active = models.BooleanField(
        _("switched on"),
        default=True,
        help_text=_("While it is off nothing is sent, and what happens in the meantime is not sent later."),
    )
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["name", "id"]
        permissions = [("reveal_webhooksubscription_secret", _("Can see the secrets of webhooks"))]

    def __str__(self) -> str:
        return self.name

    def wants(self, event: OutboxEvent) -> bool:
        """Whether the event is for this receiver. One without a site concerns receivers for all sites only."""
        return (not self.kinds or event.kind in self.kinds) and self.site_id in (None, event.site_id)

    def valid_secrets(self, *, now: datetime) -> list["WebhookSecret"]:
        """What is signed with now, the newest first."""
        found = [secret for secret in self.secrets.all() if secret.is_valid(now=now)]
        return sorted(found, key=lambda secret: (secret.created_at, secret.pk), reverse=True)

    def rotate_secret(self, *, now: datetime, grace: timedelta = SECRET_GRACE) -> "WebhookSecret":
        """Add a new secret. The older ones are signed with until `grace` is over, and those retired are deleted."""
        self.secrets.filter(retires_at__lte=now).delete()
        self.secrets.filter(retires_at=None).update(retires_at=now + grace)
        return self.secrets.create(created_at=now)


def generate_secret() -> str:
    """A new secret as Standard Webhooks writes it: `whsec_` and 24 to 64 random bytes in base64."""
    return SECRET_PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


class WebhookSecret(models.Model):
    """A key that requests are signed with. It is needed to sign, so it is stored as it is: guard your backups."""

    subscription = models.ForeignKey(
        WebhookSubscription, verbose_name=_("webhook"), on_delete=models.CASCADE, related_name="secrets"
    )
    value = models.CharField(_("secret"), max_length=120, default=generate_secret)
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    retires_at = models.DateTimeField(_("retires at"), null=True)

    class Meta:
        verbose_name = _("secret of a webhook")
        verbose_name_plural = _("secrets of webhooks")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{SECRET_PREFIX}…"

    @property
    def key(self) -> bytes:
        """The bytes that are signed with."""
        return base64.b64decode(self.value.removeprefix(SECRET_PREFIX))

    def is_valid(self, *, now: datetime) -> bool:
        """Whether it has not been retired."""
        return self.retires_at is None or self.retires_at > now


class Delivery(models.Model):
    """One event for one receiver: what was tried, when it is tried next, and what the receiver said.

    `receiver` names whoever gets it across all channels, such as `webhook:12` or `purge:fastly`.
    """

    class Status(models.TextChoices):
        """Only what is pending is ever sent."""

        PENDING = "pending", _("Waiting")
        DELIVERED = "delivered", _("Delivered")
        FAILED = "failed", _("Given up")
        CANCELLED = "cancelled", _("Cancelled")

    class Failure(models.TextChoices):
        """Why the last attempt failed."""

        STATUS = "status", _("The receiver answered with an error.")
        CONNECTION = "connection", _("The receiver could not be reached.")
        UNKNOWN_HOST = "unknown_host", _("There is no host with this name.")
        TIMEOUT = "timeout", _("The receiver did not answer in time.")
        REFUSED_ADDRESS = "refused_address", _("The address leads into a private network, and is not asked.")
        INVALID_ADDRESS = "invalid_address", _("The address can not be asked.")
        GONE = "gone", _("The receiver does not exist any more.")
        ERROR = "error", _("Something went wrong on this side; it has been logged.")

    event = models.ForeignKey(
        OutboxEvent, verbose_name=_("event"), on_delete=models.CASCADE, related_name="deliveries"
    )
    receiver = models.CharField(_("receiver"), max_length=200)
    subscription = models.ForeignKey(
        WebhookSubscription,
        verbose_name=_("webhook"),
        null=True,
        on_delete=models.CASCADE,
        related_name="deliveries",
    )
    status = models.CharField(_("status"), max_length=12, choices=Status.choices, default=Status.PENDING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt"))
    claim = models.UUIDField(_("claim"), null=True, editable=False)
    claimed_until = models.DateTimeField(_("claimed until"), null=True, editable=False)
    last_attempt_at = models.DateTimeField(_("last attempt"), null=True)
    last_status = models.PositiveSmallIntegerField(_("status code of the answer"), null=True)
    last_failure = models.CharField(_("reason"), max_length=20, choices=Failure.choices, blank=True)
    last_error = models.TextField(_("error"), blank=True)
    answer = models.TextField(_("answer"), blank=True)
    duration = models.DurationField(_("duration"), null=True)
    delivered_at = models.DateTimeField(_("delivered at"), null=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["-id"]
        default_permissions = ("view", "change")
        constraints = [
            models.UniqueConstraint(fields=["event", "receiver"], name="cms_delivery_once_a_receiver"),
        ]
        indexes = [
            # Which receivers have something due; and what waits for one of them, in order.
            models.Index(
                fields=["next_attempt_at"], condition=Q(status="pending"), name="cms_delivery_due_at"
            ),
            models.Index(
                fields=["receiver", "event"], condition=Q(status="pending"), name="cms_delivery_waiting"
            ),
            models.Index(fields=["subscription", "-id"], name="cms_delivery_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.event.kind} → {self.receiver_name}"

    @property
    def receiver_name(self) -> str:
        """What people call the receiver. For a list, see `with_receiver_names`."""
        if self.subscription is not None:
            return self.subscription.name
        if self.receiver.startswith(MAIL):
            return gettext("A reader, by mail")
        own = self.receiver.partition(":")[2]
        if not self.receiver.startswith(TARGET):
            return own
        if not own.isdigit():
            return own.removeprefix(TARGET_IN_SETTINGS)
        name: str | None = getattr(self, "target_name", None)
        if name is None:
            name = _targets().filter(pk=own).values_list("name", flat=True).first()
        return name or gettext("A deleted receiver of submissions")

    @property
    def state(self) -> str:
        """The status for people; what failed and is tried again is told apart from what was not tried yet."""
        if self.is_pending and self.last_failure:
            return gettext("To be retried")
        return str(self.get_status_display())

    @property
    def is_pending(self) -> bool:
        """Whether it will be sent."""
        return self.status == self.Status.PENDING


def _targets() -> QuerySet[models.Model]:
    return apps.get_model("cms", "SubmissionTarget")._default_manager.all()


def with_receiver_names(deliveries: QuerySet[Delivery]) -> QuerySet[Delivery]:
    """The deliveries with all that `receiver_name` needs, so that a list of them is one query."""
    called = Concat(models.Value(TARGET), Cast("pk", models.CharField()))
    target = _targets().annotate(called=called).filter(called=OuterRef("receiver"))
    name = Coalesce(Subquery(target.values("name")[:1]), models.Value(""))
    return deliveries.select_related("subscription").annotate(target_name=name)

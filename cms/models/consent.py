"""What readers consented to, word for word: rows that are only ever added."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

__all__ = ["AppendOnly", "ConsentRecord", "ConsentVersion", "ErasedAddress"]


class AppendOnly(Exception):
    """Raised by whatever would change or delete a row that is only ever added."""


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """Rows of this kind are neither changed nor deleted in bulk; `forget` is for retention and erasure alone."""

    def update(self, **kwargs: Any) -> int:
        raise AppendOnly(self.model.__name__)

    def delete(self) -> Any:
        raise AppendOnly(self.model.__name__)

    def forget(self) -> int:
        """Delete the rows because their time is over. Only `cms.submissions.retention` and erasure call this."""
        return int(self._raw_delete(self.db))


class AppendOnlyModel(models.Model):
    """A row that is only ever added."""

    objects: ClassVar[Any] = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None and not self._state.adding:
            raise AppendOnly(type(self).__name__)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        raise AppendOnly(type(self).__name__)


class ConsentVersion(AppendOnlyModel):
    """A wording under which a panel has asked for consent. The newest one is the panel's own."""

    panel = models.ForeignKey(
        "cms.CallToAction", verbose_name=_("panel"), on_delete=models.DO_NOTHING, db_constraint=False,
        related_name="consent_versions",
    )  # fmt: skip
    number = models.PositiveIntegerField(_("version"))
    text = models.TextField(_("wording"))
    published_at = models.DateTimeField(_("published at"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("wording of a consent")
        verbose_name_plural = _("wordings of consents")
        ordering = ["panel", "-number"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["panel", "number"], name="cms_consentversion_number")]

    def __str__(self) -> str:
        return f"{self.panel_id}: {self.number}"


class ConsentRecord(AppendOnlyModel):
    """That somebody gave, confirmed or withdrew consent: to which words, when, where and how.

    The address stands here as its hash only, so that the proof outlives the data (`cms.models.addresses`).
    """

    class Event(models.TextChoices):
        """What happened to the consent."""

        GIVEN = "given", _("Given")
        CONFIRMED = "confirmed", _("Confirmed")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        ERASED = "erased", _("Erased")

    class Method(models.TextChoices):
        """How it happened."""

        FORM = "form", _("By a form")
        CONFIRMATION_LINK = "confirmation_link", _("By the link in a mail")
        ONE_CLICK = "one_click", _("By one click in the mail program")
        UNSUBSCRIBE_PAGE = "unsubscribe_page", _("On the page for unsubscribing")
        TEAM = "team", _("By the team")
        IMPORT = "import", _("By an import")

    email_hash = models.CharField(_("hash of the address"), max_length=64, db_index=True)
    event = models.CharField(_("event"), max_length=10, choices=Event.choices)
    method = models.CharField(_("method"), max_length=20, choices=Method.choices)
    at = models.DateTimeField(_("time"), default=timezone.now)
    submission = models.UUIDField(_("submission"), null=True, db_index=True)
    panel_key = models.UUIDField(_("panel"), null=True, help_text=_("The translation key of the panel."))
    panel_slug = models.CharField(_("slug of the panel"), max_length=120, blank=True)
    wording = models.TextField(_("wording"), blank=True)
    version = models.PositiveIntegerField(_("version"), null=True)
    locale = models.CharField(_("language"), max_length=20, blank=True)
    page_id = models.BigIntegerField(_("page"), null=True)
    page_path = models.TextField(_("path of the page"), blank=True)
    placement = models.CharField(_("placement"), max_length=100, blank=True)
    client = models.CharField(
        _("client"),
        max_length=80,
        blank=True,
        help_text=_("The client's address, shortened or hashed by setting."),
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-at", "-id"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.get_event_display()} · {self.at:%Y-%m-%d %H:%M}"


class ErasedAddress(models.Model):
    """An address whose data was erased on request: its hash stays, so that an import does not write to it again."""

    email_hash = models.CharField(_("hash of the address"), max_length=64, unique=True)
    erased_at = models.DateTimeField(_("erased at"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("erased address")
        verbose_name_plural = _("erased addresses")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.email_hash[:8]}…"

    @classmethod
    def add(cls, email_hash: str, *, now: datetime) -> None:
        """Remember the hash; again is no error."""
        cls.objects.get_or_create(email_hash=email_hash, defaults={"erased_at": now})

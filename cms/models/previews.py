"""What editors see before it is public: snapshots of drafts, and the keys to them. Of secrets only hashes are kept."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from cms.conf import conf

__all__ = ["PreviewKey", "PreviewSnapshot"]


class PreviewSnapshot(models.Model):
    """A draft as it was at one moment, finished as a frontend gets it. Nothing public is ever made from it."""

    class Kind(models.TextChoices):
        LIVE = "live", _("while editing")
        SHARE = "share", _("link to share")

    kind = models.CharField(max_length=10, choices=Kind.choices, editable=False)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+", editable=False)
    object_id = models.CharField(
        max_length=255, blank=True, help_text="Empty for what was never saved.", editable=False
    )
    parent_id = models.PositiveBigIntegerField(
        null=True, help_text="Page under which a new page is written.", editable=False
    )
    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+", verbose_name=_("site"))
    user = models.ForeignKey(
        conf.auth_user_model, on_delete=models.CASCADE, related_name="+", verbose_name=_("made by")
    )
    title = models.CharField(_("title"), max_length=255)
    locale = models.CharField(_("language"), max_length=100)
    mode = models.CharField(max_length=20, editable=False)
    content = models.TextField(
        help_text="A JSON object: the document and the card, or the panel.", editable=False
    )
    edit = models.JSONField(
        null=True, help_text="Where the editor finds what; never in a link to share.", editable=False
    )
    admin_origin = models.CharField(max_length=255, blank=True, editable=False)
    in_panel = models.BooleanField(default=False, editable=False)
    share_hash = models.CharField(max_length=64, null=True, unique=True, editable=False)  # noqa: DJ001 - unique where there is one
    note = models.CharField(
        _("note"), max_length=200, blank=True, help_text=_("For whom the link is, or what it is for.")
    )
    created_at = models.DateTimeField(_("made on"))
    expires_at = models.DateTimeField(_("valid until"), db_index=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["user", "content_type", "object_id"], name="cms_preview_of_user")]

    def __str__(self) -> str:
        return self.title


class PreviewKey(models.Model):
    """What opens a snapshot: a code that is exchanged once, and then in its place a bearer token of one origin."""

    class Purpose(models.TextChoices):
        CODE = "code"
        BEARER = "bearer"

    snapshot = models.ForeignKey(PreviewSnapshot, on_delete=models.CASCADE, related_name="keys")
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    hash = models.CharField(max_length=64, unique=True)
    session = models.TextField(
        blank=True, help_text="The editor's session; only the secret itself unseals it."
    )
    origin = models.CharField(max_length=255, blank=True)
    expires_at = models.DateTimeField(db_index=True, help_text="Later with each use of a bearer token.")
    ends_at = models.DateTimeField(help_text="In no case later than that.")

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"

"""What an imported page was made from: so that an import can be repeated, and the original bytes are never lost."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model_string
from wagtail.images import get_image_model_string

__all__ = ["LegacyMedia", "LegacySource"]


class LegacySource(models.Model):
    """The source of one imported page. It goes with the page, and then the source can be imported again."""

    page = models.OneToOneField(
        "wagtailcore.Page", verbose_name=_("page"), on_delete=models.CASCADE, related_name="+"
    )
    locale = models.ForeignKey(
        "wagtailcore.Locale", verbose_name=_("locale"), on_delete=models.CASCADE, related_name="+"
    )
    run = models.ForeignKey(
        "cms.LegacyRun",
        verbose_name=_("import"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The import that made or updated the page last."),
    )
    source_key = models.CharField(
        _("source"), max_length=500, help_text=_("Names the source from one import to the next.")
    )
    file_name = models.CharField(_("file"), max_length=255, blank=True, default="", db_default="")
    media_type = models.CharField(_("media type"), max_length=100, blank=True, default="", db_default="")
    old_address = models.TextField(_("old address"), blank=True, default="", db_default="")
    sha256 = models.CharField(_("SHA-256 of the original"), max_length=64)
    imported_at = models.DateTimeField(_("imported at"))
    revision = models.ForeignKey(
        "wagtailcore.Revision",
        verbose_name=_("revision"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("What the import made. As long as the page has no newer one, nobody has edited it."),
    )
    report = models.JSONField(_("report"), default=dict)
    original = models.BinaryField(_("original"))

    class Meta:
        verbose_name = _("legacy source")
        verbose_name_plural = _("legacy sources")
        constraints = [
            models.UniqueConstraint(fields=["source_key", "locale"], name="cms_legacysource_key_per_locale"),
            models.UniqueConstraint(fields=["sha256", "locale"], name="cms_legacysource_hash_per_locale"),
        ]

    def __str__(self) -> str:
        return self.source_key

    @property
    def page_was_edited(self) -> bool:
        """Whether the page has another newest revision than the one that the import made."""
        return self.revision_id is None or self.page.latest_revision_id != self.revision_id


class LegacyMedia(models.Model):
    """A file of an old site that is in the library: known by its old address, and by its bytes."""

    address = models.CharField(_("old address"), max_length=1000, unique=True)
    sha256 = models.CharField(_("SHA-256"), max_length=64, db_index=True)
    image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("image"),
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    document = models.ForeignKey(
        get_document_model_string(),
        verbose_name=_("document"),
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("legacy file")
        verbose_name_plural = _("legacy files")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(image__isnull=False) ^ models.Q(document__isnull=False),
                name="cms_legacymedia_is_one_thing",
            )
        ]

    def __str__(self) -> str:
        return self.address

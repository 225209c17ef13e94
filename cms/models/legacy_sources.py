"""What an imported page was made from: so that an import can be repeated, and the original bytes are never lost."""

from django.db import models
from django.utils.translation import gettext_lazy as _

__all__ = ["LegacySource"]


class LegacySource(models.Model):
    """The source of one imported page. It goes with the page, and then the source can be imported again."""

    page = models.OneToOneField(
        "wagtailcore.Page", verbose_name=_("page"), on_delete=models.CASCADE, related_name="+"
    )
    locale = models.ForeignKey(
        "wagtailcore.Locale", verbose_name=_("locale"), on_delete=models.CASCADE, related_name="+"
    )
    source_key = models.CharField(
        _("source"), max_length=500, help_text=_("Names the source from one import to the next.")
    )
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

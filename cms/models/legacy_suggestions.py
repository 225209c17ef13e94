"""Facts of a study that an import believes to have read in the prose: an editor accepts or dismisses each."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.conf import conf

__all__ = ["LegacySuggestion"]


class LegacySuggestion(models.Model):
    """One proposal about a page. It is never shown to readers, and changes nothing until somebody accepts it."""

    class Kind(models.TextChoices):
        STUDY = "study", _("study")
        FINDING = "finding", _("finding")
        LIMITATIONS = "limitations", _("limitations")

    class Status(models.TextChoices):
        OPEN = "open", _("open")
        ACCEPTED = "accepted", _("accepted")
        DISMISSED = "dismissed", _("dismissed")

    page = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("page"), on_delete=models.CASCADE, related_name="+"
    )
    key = models.CharField(
        _("identifier"),
        max_length=64,
        help_text=_("The same for the same proposal, however often it is read."),
    )
    position = models.PositiveIntegerField(_("place"), default=0)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    value = models.JSONField(
        _("value"), help_text=_("As a block of the body stores it; the block's type is the kind.")
    )
    quote = models.TextField(_("words it was read from"))
    status = models.CharField(_("status"), max_length=20, choices=Status.choices, default=Status.OPEN)
    decided_by = models.ForeignKey(
        conf.auth_user_model,
        verbose_name=_("decided by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("proposal of an import")
        verbose_name_plural = _("proposals of imports")
        default_permissions = ()
        ordering = ["page", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["page", "key"], name="cms_legacysuggestion_once")]

    def __str__(self) -> str:
        return self.quote

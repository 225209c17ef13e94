"""People: who writes and who reviews."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model_string
from wagtail.models import RevisionMixin, TranslatableMixin
from wagtail.search import index

from cms.bibliography.identifiers import InvalidIdentifier, recognise
from cms.models.changes import ChangesContent
from cms.models.usage import ProtectedWhileUsed

__all__ = ["Person"]


class Person(
    ChangesContent, ProtectedWhileUsed, index.Indexed, TranslatableMixin, RevisionMixin, models.Model
):
    """Somebody who is named on pages."""

    name = models.CharField(_("name"), max_length=200, help_text=_("As it should be printed."))
    credentials = models.CharField(
        _("credentials"), max_length=200, blank=True, help_text=_("Degrees and titles, such as “MD, PhD”.")
    )
    job_title = models.CharField(
        _("position"), max_length=200, blank=True, help_text=_("What they do, and where.")
    )
    biography = models.TextField(_("about"), blank=True, help_text=_("A few sentences for readers."))
    photo = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("photo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    orcid = models.CharField(
        _("ORCID iD"), max_length=40, blank=True, help_text=_("Such as 0000-0002-1825-0097, or its address.")
    )
    url = models.URLField(_("website"), blank=True)

    search_fields = [
        index.SearchField("name", boost=2),
        index.AutocompleteField("name"),
        index.SearchField("job_title"),
        index.FilterField("locale"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name}, {self.credentials}" if self.credentials else self.name

    def clean(self) -> None:
        super().clean()
        if self.orcid:
            try:
                self.orcid = recognise(self.orcid, expected="orcid").value
            except InvalidIdentifier as error:
                message = _(
                    "“%(value)s” is not an ORCID iD: sixteen characters in groups of four, with a check digit."
                )
                params = {"value": self.orcid}
                raise ValidationError(
                    {"orcid": ValidationError(message, code="invalid_orcid", params=params)}
                ) from error

"""Topics: the taxonomy by which frontends list pages."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import RevisionMixin, TranslatableMixin
from wagtail.search import index

from cms.models.changes import ChangesContent
from cms.models.usage import ProtectedWhileUsed

__all__ = ["Topic"]


class Topic(
    ChangesContent, ProtectedWhileUsed, index.Indexed, TranslatableMixin, RevisionMixin, models.Model
):
    """What pages are about."""

    title = models.CharField(_("title"), max_length=120)
    slug = models.SlugField(
        _("slug"), max_length=120, help_text=_("Part of addresses; keep it once it is in use.")
    )
    description = models.TextField(
        _("description"), blank=True, help_text=_("A sentence for the topic's own page.")
    )

    search_fields = [
        index.SearchField("title", boost=2),
        index.AutocompleteField("title"),
        index.SearchField("description"),
        index.FilterField("locale"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "locale"],
                name="cms_topic_slug_per_locale",
                violation_error_message=_("There is a topic with this slug already."),
            )
        ]

    def __str__(self) -> str:
        return self.title

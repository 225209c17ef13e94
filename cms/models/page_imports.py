"""A part of the form of an imported page: what the import proposes, and the way to its original."""

from typing import Any

from django.urls import reverse
from wagtail.admin.panels import Panel

from cms.models.legacy_sources import LegacySource
from cms.models.legacy_suggestions import LegacySuggestion

__all__ = ["PageImportPanel"]


class PageImportPanel(Panel):
    """Only on the form of a page that was imported, or about which something is proposed."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/admin/imports/panel.html"

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            pk = self.instance.pk
            proposals = LegacySuggestion.objects.filter(page=pk, status=LegacySuggestion.Status.OPEN)
            self.proposals = proposals.count() if pk else 0
            sources = LegacySource.objects.filter(page=pk).defer("original", "report")
            self.source = sources.first() if pk else None

        def is_shown(self) -> bool:
            return bool(self.proposals or self.source)

        def get_context_data(self, parent_context: Any = None) -> Any:
            """With how many proposals are open, and where they are."""
            return {
                **super().get_context_data(parent_context),
                "proposals": self.proposals,
                "source": self.source,
                "address": reverse("cms_import_proposals", args=(self.instance.pk,)),
                "original": reverse("cms_import_original", args=(self.instance.pk,)),
            }

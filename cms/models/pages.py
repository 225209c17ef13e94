"""The page types that come with the plugin; a host can make others of the same parts."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.api import APIField
from wagtail.models import Page

from cms.models.delivered_page import DeliveredPage
from cms.models.page_mixins import IntroducedMixin, PanelRulesMixin, ResearchSummaryMixin
from cms.models.panels import INDEX_TABS

__all__ = ["ResearchIndexPage", "ResearchSummaryPage", "StandardPage", "delivered_models"]


class ResearchSummaryPage(ResearchSummaryMixin, Page):
    """A research summary."""

    page_description = _(
        "A plain-language summary of a study: text with sources, structured findings, panels."
    )

    class Meta:
        verbose_name = _("research summary")
        verbose_name_plural = _("research summaries")


class ResearchIndexPage(PanelRulesMixin, IntroducedMixin, Page):
    """The page above research summaries."""

    wire_type = "research_index"
    json_ld_type = "CollectionPage"
    page_description = _("The page above research summaries; frontends list them from it.")
    edit_handler = INDEX_TABS
    api_fields: ClassVar[list[Any]] = [*IntroducedMixin.api_fields, APIField("panel_rules", writable=True)]

    class Meta:
        verbose_name = _("research index")
        verbose_name_plural = _("research indexes")


class StandardPage(IntroducedMixin, Page):
    """An ordinary page: home, about, contact."""

    wire_type = "standard_page"
    page_description = _("An ordinary page, such as home, about or contact.")

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")


def delivered_models() -> list[type[Any]]:
    """The concrete page types that are delivered, those of the host included."""
    from wagtail.models import get_page_models

    return [model for model in get_page_models() if issubclass(model, DeliveredPage)]

"""What page types are made of: abstract models that a host's own page types build on, as ours do."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.images import get_image_model_string
from wagtail.models import Page
from wagtail.search import index

from blocks.base import adapter_for
from blocks.streams import (
    Authors,
    FurtherReading,
    KeyPointList,
    PlacementRules,
    StandardBody,
    SummaryBody,
)
from blocks.text import PLAIN_FEATURES
from cms.fields import StreamField
from cms.models.delivered_page import DeliveredPage
from cms.models.panels import INTRODUCED_TABS, SUMMARY_TABS
from cms.models.references import Reference

__all__ = ["IllustratedMixin", "IntroducedMixin", "PanelRulesMixin", "ResearchSummaryMixin"]


class IllustratedMixin(models.Model):
    """A lead image with the alt text of this page."""

    image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("lead image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    image_alt = models.CharField(
        _("alt text of the lead image"),
        max_length=300,
        blank=True,
        help_text=_(
            "What the picture tells, for those who can not see it. Leave empty only if it tells nothing."
        ),
    )

    class Meta:
        abstract = True


class ResearchSummaryMixin(IllustratedMixin, DeliveredPage):
    """A plain-language account of a study."""

    wire_type = "research_summary"
    json_ld_type = "MedicalWebPage"
    required_to_publish: ClassVar[tuple[str, ...]] = ("standfirst", "subject_reference", "authors", "body")
    edit_handler = SUMMARY_TABS

    standfirst = models.TextField(
        _("standfirst"),
        blank=True,
        help_text=_("Two or three sentences that say what was found, and how sure it is."),
    )
    key_points = StreamField(KeyPointList, verbose_name=_("key points"), blank=True)
    subject_reference = models.ForeignKey(
        Reference,
        verbose_name=_("subject reference"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The publication that this page summarises."),
    )
    body = StreamField(SummaryBody, verbose_name=_("body"), blank=True)
    authors = StreamField(Authors, verbose_name=_("authors"), blank=True)
    reviewed_by = models.ForeignKey(
        "cms.Person",
        verbose_name=_("reviewed by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Who checked the content, and is not one of its authors."),
    )
    last_reviewed = models.DateField(_("last review"), null=True, blank=True)
    next_review = models.DateField(_("next review"), null=True, blank=True)
    funding = models.TextField(
        _("funding"), blank=True, help_text=_("Who paid for the study, and what part they had in it.")
    )
    conflicts = models.TextField(
        _("conflicts of interest"),
        blank=True,
        help_text=_("What the study's authors declared, and what this page's have."),
    )
    topics = ParentalManyToManyField("cms.Topic", verbose_name=_("topics"), blank=True, related_name="+")
    disclaimer = RichTextField(
        _("disclaimer"), blank=True, features=PLAIN_FEATURES, help_text=_("Shown below the text.")
    )
    further_reading = StreamField(
        FurtherReading,
        verbose_name=_("further reading"),
        blank=True,
        help_text=_("References that are worth listing but not cited in the text."),
    )

    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("standfirst", boost=1.5),
        index.SearchField("key_points"),
        index.SearchField("body"),
        index.SearchField("cited_titles"),
        index.FilterField("last_reviewed"),
        index.FilterField("next_review"),
    ]
    api_fields: ClassVar[list[Any]] = [
        APIField(name, writable=True)
        for name in (
            "standfirst", "key_points", "subject_reference", "body", "authors", "reviewed_by", "last_reviewed",
            "next_review", "funding", "conflicts", "topics", "image", "image_alt", "disclaimer", "further_reading",
            "no_index", "citation_style", "flags",
        )
    ]  # fmt: skip

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.last_reviewed and self.next_review and self.next_review <= self.last_reviewed:
            message = _("The next review has to be after the last one.")
            raise ValidationError({"next_review": ValidationError(message, code="review_order")})

    def cited_reference_ids(self) -> set[int]:
        """Primary keys of the references this page cites, lists or summarises."""
        found = {self.subject_reference_id} if self.subject_reference_id else set()
        for field in self._meta.get_fields():
            if isinstance(field, StreamField):
                keys = adapter_for(field.stream_block).keys(field.raw(self))
                found |= {int(pk) for kind, pk in keys if kind == "cms.reference"}
        return found

    def cited_titles(self) -> str:
        """Titles of those references, for the search index."""
        return "\n".join(
            Reference.objects.filter(pk__in=self.cited_reference_ids())
            .order_by("pk")
            .values_list("title", flat=True)
        )


class IntroducedMixin(IllustratedMixin, DeliveredPage):
    """A page with a standfirst and a body of text, media and actions."""

    edit_handler = INTRODUCED_TABS

    standfirst = models.TextField(
        _("standfirst"), blank=True, help_text=_("One or two sentences below the title.")
    )
    body = StreamField(StandardBody, verbose_name=_("body"), blank=True)

    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("standfirst", boost=1.5),
        index.SearchField("body"),
    ]
    api_fields: ClassVar[list[Any]] = [
        APIField(name, writable=True)
        for name in ("standfirst", "body", "image", "image_alt", "no_index", "citation_style", "flags")
    ]

    class Meta:
        abstract = True


class PanelRulesMixin(models.Model):
    """Rules by which panels come onto the pages below this one."""

    panel_rules = StreamField(
        PlacementRules,
        verbose_name=_("panels by rule"),
        blank=True,
        default=list,
        db_default=[],
        help_text=_(
            "Panels that come onto the pages below this one by themselves, the most important first. They come before "
            "the rules of the site."
        ),
    )

    class Meta:
        abstract = True

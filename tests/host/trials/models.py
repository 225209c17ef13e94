"""Page types and snippets of the site's own."""

import uuid
from typing import Any, ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel, ObjectList, TabbedInterface
from wagtail.api import APIField
from wagtail.blocks import CharBlock, RichTextBlock, TextBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.embeds.blocks import EmbedBlock
from wagtail.fields import RichTextField
from wagtail.images import get_image_model_string
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import DraftStateMixin, Page, RevisionMixin
from wagtail.snippets.models import register_snippet

from cms.fields import StreamField
from cms.models import DeliveredPage, ResearchSummaryMixin
from cms.models.panels import SUMMARY_TABS
from tests.host.trials.blocks import DoseBlock, TrialBody, VisitBlock

__all__ = ["Centre", "EventPage", "PlainPage", "Sponsor", "Trial", "TrialReportPage"]


@register_snippet
class Sponsor(models.Model):
    """Who pays for trials. Its key is not a number, as a site may well have it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


@register_snippet
class Centre(DraftStateMixin, RevisionMixin, models.Model):
    """Where a trial is run. It has drafts."""

    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


@register_snippet
class Trial(models.Model):
    """A trial of the register."""

    number = models.CharField(max_length=30, unique=True)
    title = models.CharField(max_length=200)
    withheld = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.number


class TrialReportPage(ResearchSummaryMixin, Page):
    """A research summary with more fields, and with a body of the site's own."""

    wire_type = "trial_report"
    wire_fields = ("phase", "registered_on", "sponsor", "registration", "coordinator", "invitation")
    required_to_publish: ClassVar[tuple[str, ...]] = (*ResearchSummaryMixin.required_to_publish, "phase")

    phase = models.CharField(max_length=2, blank=True, choices=[("2", "Phase II"), ("3", "Phase III")])
    registered_on = models.DateField(null=True, blank=True)
    sponsor = models.ForeignKey(Sponsor, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    registration = models.ForeignKey(Trial, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    coordinator = models.ForeignKey(
        "cms.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    invitation = models.ForeignKey(
        "cms.CallToAction", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    body = StreamField(TrialBody, blank=True)

    edit_handler = TabbedInterface(
        [
            *SUMMARY_TABS.children,
            ObjectList([FieldPanel(name) for name in wire_fields], heading="Trial"),
        ]
    )
    api_fields: ClassVar[list[Any]] = [
        *ResearchSummaryMixin.api_fields,
        *(APIField(name, writable=True) for name in wire_fields),
    ]


class EventPage(DeliveredPage, Page):
    """A page type that is no summary: its document has what every document has, and the fields named here.

    The blocks of its stream have the names that sites commonly use, some of them names of the plugin's blocks.
    """

    wire_type = "event"
    wire_fields = ("starts_at", "places", "fee", "online", "programme", "banner", "report", "sessions")

    starts_at = models.DateTimeField()
    places = models.PositiveIntegerField(null=True, blank=True)
    fee = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    online = models.BooleanField(default=False)
    programme = RichTextField(blank=True)
    banner = models.ForeignKey(
        get_image_model_string(), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    report = models.ForeignKey(Page, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    sessions = StreamField(
        [
            ("heading", CharBlock(form_classname="title")),
            ("paragraph", RichTextBlock()),
            ("quote", TextBlock()),
            ("image", ImageChooserBlock()),
            ("embed", EmbedBlock()),
            ("table", TypedTableBlock([("text", CharBlock()), ("numeric", CharBlock())])),
            ("visit", VisitBlock()),
            ("dose", DoseBlock()),
        ],
        blank=True,
    )

    content_panels = [*Page.content_panels, *(FieldPanel(name) for name in wire_fields)]
    api_fields: ClassVar[list[Any]] = [APIField(name, writable=True) for name in wire_fields]


class PlainPage(Page):
    """A page type that has nothing to do with the plugin."""

"""The plugin's models."""

from cms.models.calls_to_action import CallToAction
from cms.models.changes import Change, ChangedKey, ChangeSequence, SiteFeed
from cms.models.events import Delivery, OutboxEvent, WebhookSecret, WebhookSubscription
from cms.models.images import ImageColor
from cms.models.legacy_sources import LegacySource
from cms.models.page_documents import (
    Dependency,
    DocumentAuthor,
    DocumentReference,
    DocumentTopic,
    PageDocument,
    PastPath,
)
from cms.models.pages import (
    DeliveredPage,
    IllustratedMixin,
    IntroducedMixin,
    ResearchIndexPage,
    ResearchSummaryMixin,
    ResearchSummaryPage,
    StandardPage,
)
from cms.models.people import Person
from cms.models.publishing import PublishRefused
from cms.models.references import Integrity, MergedReference, Origin, Reference, Verification
from cms.models.search import DocumentText
from cms.models.site_profile import SiteProfile
from cms.models.topics import Topic

__all__ = [
    "CallToAction",
    "Change",
    "ChangeSequence",
    "ChangedKey",
    "DeliveredPage",
    "Delivery",
    "Dependency",
    "DocumentAuthor",
    "DocumentReference",
    "DocumentText",
    "DocumentTopic",
    "IllustratedMixin",
    "ImageColor",
    "Integrity",
    "IntroducedMixin",
    "LegacySource",
    "MergedReference",
    "Origin",
    "OutboxEvent",
    "PageDocument",
    "PastPath",
    "Person",
    "PublishRefused",
    "Reference",
    "ResearchIndexPage",
    "ResearchSummaryMixin",
    "ResearchSummaryPage",
    "SiteFeed",
    "SiteProfile",
    "StandardPage",
    "Topic",
    "Verification",
    "WebhookSecret",
    "WebhookSubscription",
]

"""The plugin's models."""

from cms.models.calls_to_action import CallToAction
from cms.models.changes import Change, ChangedKey, ChangeSequence, SiteFeed
from cms.models.consent import ConsentRecord, ConsentVersion, ErasedAddress
from cms.models.delivered_page import DeliveredPage
from cms.models.events import Delivery, OutboxEvent, WebhookSecret, WebhookSubscription
from cms.models.images import ImageColor
from cms.models.legacy_runs import LegacyOutcome, LegacyRun, LegacyUpload
from cms.models.legacy_sources import LegacyMedia, LegacySource
from cms.models.legacy_suggestions import LegacySuggestion
from cms.models.page_documents import (
    Dependency,
    DocumentAuthor,
    DocumentReference,
    DocumentTopic,
    PageDocument,
    PastPath,
)
from cms.models.page_mixins import IllustratedMixin, IntroducedMixin, PanelRulesMixin, ResearchSummaryMixin
from cms.models.pages import ResearchIndexPage, ResearchSummaryPage, StandardPage
from cms.models.people import Person
from cms.models.previews import PreviewKey, PreviewSnapshot
from cms.models.publishing import PublishRefused
from cms.models.references import Integrity, MergedReference, Origin, Reference, Verification
from cms.models.remarks import JudgedFrom, PageJudgement, RemarkAcknowledgement, StoredRemark
from cms.models.search import DocumentText
from cms.models.site_profile import SiteProfile
from cms.models.submission_targets import SubmissionTarget
from cms.models.submissions import Submission
from cms.models.subscribers import Subscriber
from cms.models.topics import Topic

__all__ = [
    "CallToAction",
    "Change",
    "ChangeSequence",
    "ChangedKey",
    "ConsentRecord",
    "ConsentVersion",
    "DeliveredPage",
    "Delivery",
    "Dependency",
    "DocumentAuthor",
    "DocumentReference",
    "DocumentText",
    "DocumentTopic",
    "ErasedAddress",
    "IllustratedMixin",
    "ImageColor",
    "Integrity",
    "IntroducedMixin",
    "JudgedFrom",
    "LegacyMedia",
    "LegacyOutcome",
    "LegacyRun",
    "LegacySource",
    "LegacySuggestion",
    "LegacyUpload",
    "MergedReference",
    "Origin",
    "OutboxEvent",
    "PageDocument",
    "PageJudgement",
    "PanelRulesMixin",
    "PastPath",
    "Person",
    "PreviewKey",
    "PreviewSnapshot",
    "PublishRefused",
    "Reference",
    "RemarkAcknowledgement",
    "ResearchIndexPage",
    "ResearchSummaryMixin",
    "ResearchSummaryPage",
    "SiteFeed",
    "SiteProfile",
    "StandardPage",
    "StoredRemark",
    "Submission",
    "SubmissionTarget",
    "Subscriber",
    "Topic",
    "Verification",
    "WebhookSecret",
    "WebhookSubscription",
]

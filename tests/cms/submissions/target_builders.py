"""What tests of receivers of submissions need: submissions that were accepted, and rows of receivers."""

from typing import Any

from blocks.vocabulary import CallToActionKind
from cms.models import CallToAction, ConsentRecord, Submission, SubmissionTarget
from cms.submissions.events import record_accepted
from tests.builders import make_panel
from tests.cms.outbox_builders import NOW

__all__ = ["CANARY_ADDRESS", "accepted", "contact_panel", "make_target"]

CANARY_ADDRESS = "zanzibar.canary@example.org"
"""Stands in nothing but what receivers get."""


def contact_panel(slug: str = "contact", **values: Any) -> CallToAction:
    return make_panel(slug, **{"kind": "contact", "heading": "Write to us", **values})


def make_target(kind: str = "webhook", *, panels: Any = (), **values: Any) -> SubmissionTarget:
    target = SubmissionTarget.objects.create(**{"name": "The team", "kind": kind, **values})
    target.panels.set(panels)
    return target


def accepted(panel: CallToAction | None = None, *, consent: str = "", **values: Any) -> Submission:
    """A submission, with its event as the worker writes it down."""
    panel = panel or CallToAction.objects.filter(slug="contact").first() or contact_panel()
    row: dict[str, Any] = {
        "panel": panel,
        "panel_key": panel.translation_key,
        "panel_slug": panel.slug,
        "panel_heading": panel.heading,
        "kind": CallToActionKind(panel.kind),
        "locale": panel.locale.language_code,
        "page_path": "/research/lupus/",
        "placement": "b3",
        "fields": {"name": "Ada", "email": CANARY_ADDRESS, "message": "Hello"},
        "labels": {"name": "Your name", "email": "Your e-mail address", "message": "Your message"},
        "email": CANARY_ADDRESS,
        "state": Submission.State.ACCEPTED,
        "received_at": NOW,
        "processed_at": NOW,
    }
    row.update(values)
    row["labels"] = [list(pair) for pair in row["labels"].items()]
    row.setdefault("idempotency_key", f"key-{Submission.objects.count()}")
    submission = Submission.objects.create(**row)
    if consent:
        ConsentRecord.objects.create(
            email_hash="0" * 64,
            event=ConsentRecord.Event.GIVEN,
            method=ConsentRecord.Method.FORM,
            at=NOW,
            submission=submission.uuid,
            wording=consent,
            version=2,
        )
    record_accepted(submission, now=NOW)
    return submission

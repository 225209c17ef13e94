"""What receivers are told about a submission: all that the reader sent, and where from."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from pydantic import ConfigDict, Field, field_serializer

from blocks.schemas import Schema
from blocks.vocabulary import CallToActionKind
from cms.models.consent import ConsentRecord
from cms.models.events import OutboxEvent
from cms.models.submission_targets import SubmissionTarget
from cms.models.submissions import Submission

__all__ = [
    "MessageConsent",
    "MessagePage",
    "MessagePanel",
    "SubmissionMessage",
    "example_message",
    "message_of",
]


def _written(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class MessagePanel(Schema):
    """The panel whose form was filled in."""

    slug: str
    key: UUID = Field(description="The same for all translations of the panel.")
    heading: str
    kind: CallToActionKind


class MessagePage(Schema):
    """The page that the form stood on."""

    id: int | None = Field(description="None if the page has been deleted.")
    path: str


class MessageConsent(Schema):
    """What the reader agreed to, word for word."""

    text: str
    version: int | None
    at: datetime

    @field_serializer("at", when_used="json")
    def _at(self, at: datetime) -> str:
        return _written(at)


class SubmissionMessage(Schema):
    """A submission as receivers get it."""

    # Errors are logged, and nothing that a reader wrote is.
    model_config = ConfigDict(hide_input_in_errors=True)

    id: UUID = Field(description="The submission's own identifier.")
    event: str = Field(description="Identifies the message; the same in every attempt to deliver it.")
    test: bool = Field(False, description="Whether all of it is made up.")
    received_at: datetime
    accepted_at: datetime = Field(
        description="When it was passed on first; for a newsletter that is after the confirmation."
    )
    panel: MessagePanel
    locale: str
    site: str | None = Field(description="Hostname.")
    page: MessagePage | None
    placement: str = Field(description="Id of the block that held the panel; may be empty.")
    email: str | None = Field(description="The reader's address, wherever it stands among the fields.")
    fields: dict[str, Any] = Field(description="The answers, by the names of the form's fields.")
    labels: dict[str, str] = Field(description="What the fields were called on the form, by the same names.")
    consent: MessageConsent | None

    @field_serializer("received_at", "accepted_at", when_used="json")
    def _at(self, at: datetime) -> str:
        return _written(at)

    def as_json(self) -> Mapping[str, Any]:
        """Plain values, fit for JSON."""
        return self.model_dump(mode="json")


def message_of(submission: Submission, event: OutboxEvent) -> SubmissionMessage:
    """What is told about a submission that was accepted; one query for the consent."""
    page = (
        MessagePage(id=submission.page_id, path=submission.page_path)
        if submission.page_id or submission.page_path
        else None
    )
    return SubmissionMessage(
        id=submission.uuid,
        event=event.public_id,
        received_at=submission.received_at,
        accepted_at=event.created_at,
        panel=MessagePanel(
            slug=submission.panel_slug,
            key=submission.panel_key,
            heading=submission.panel_heading,
            kind=CallToActionKind(submission.kind),
        ),
        locale=submission.locale,
        site=submission.site.hostname if submission.site else None,
        page=page,
        placement=submission.placement,
        email=submission.email or None,
        fields=submission.answers,
        labels=submission.questions,
        consent=_consent_of(submission),
    )


def _consent_of(submission: Submission) -> MessageConsent | None:
    given = ConsentRecord.objects.filter(submission=submission.uuid, event=ConsentRecord.Event.GIVEN)
    record = given.order_by("at", "id").first()
    return record and MessageConsent(text=record.wording, version=record.version, at=record.at)


def example_message(target: SubmissionTarget, event: OutboxEvent) -> SubmissionMessage:
    """A submission that nobody sent, to try a receiver out with."""
    kind = (target.kinds or [CallToActionKind.CONTACT])[0]
    return SubmissionMessage(
        id=event.uuid,
        event=event.public_id,
        test=True,
        received_at=event.created_at,
        accepted_at=event.created_at,
        panel=MessagePanel(
            slug="test", key=UUID(int=0), heading="This is a test", kind=CallToActionKind(kind)
        ),
        locale="en",
        site=target.site.hostname if target.site else "www.example.org",
        page=MessagePage(id=None, path="/made-up-page/"),
        placement="",
        email="reader@example.org",
        fields={
            "name": "Made-up Reader",
            "email": "reader@example.org",
            "message": "This is a test.\nNobody sent this.",
        },
        labels={"name": "Your name", "email": "Your e-mail address", "message": "Your message"},
        consent=None,
    )

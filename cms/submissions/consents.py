"""Writing down that consent was given, confirmed or withdrawn: exactly to which words, and never anything else."""

from datetime import datetime

from cms.models import ConsentRecord, ConsentVersion, Submission, Subscriber

__all__ = ["last_given", "record_given", "record_of", "wording_of"]


def wording_of(panel_id: int | None, version: int | None) -> str:
    """The words of a version of a panel's consent; nothing if there was none."""
    if panel_id is None or version is None:
        return ""
    found = ConsentVersion.objects.filter(panel=panel_id, number=version).values_list("text", flat=True)
    return str(found.first() or "")


def record_given(submission: Submission) -> ConsentRecord:
    """Consent by a form: the words of the version that the reader saw, at the time at which it was sent."""
    record: ConsentRecord = ConsentRecord.objects.create(
        email_hash=submission.email_hash,
        event=ConsentRecord.Event.GIVEN,
        method=ConsentRecord.Method.FORM,
        at=submission.received_at,
        submission=submission.uuid,
        panel_key=submission.panel_key,
        panel_slug=submission.panel_slug,
        wording=submission.consent_text,
        version=submission.consent_version,
        locale=submission.locale,
        page_id=submission.page_id,
        page_path=submission.page_path,
        placement=submission.placement,
        client=submission.client,
    )
    return record


def last_given(subscriber: Subscriber) -> ConsentRecord | None:
    """What a subscription goes back to: the last time consent was given for this address and list."""
    records = ConsentRecord.objects.filter(
        email_hash=subscriber.email_hash, panel_key=subscriber.list_key, event=ConsentRecord.Event.GIVEN
    )
    found: ConsentRecord | None = records.order_by("-id").first()
    return found


def record_of(
    subscriber: Subscriber,
    event: ConsentRecord.Event,
    method: ConsentRecord.Method,
    *,
    now: datetime,
    client: str = "",
) -> ConsentRecord:
    """That a subscription was confirmed or ended: about the same words and the same place as when it was given.

    `client` is where this request came from, in the form in which the settings let it be kept.
    """
    given = last_given(subscriber)
    record: ConsentRecord = ConsentRecord.objects.create(
        email_hash=subscriber.email_hash,
        event=event,
        method=method,
        at=now,
        submission=given.submission if given else None,
        panel_key=subscriber.list_key,
        panel_slug=given.panel_slug if given else "",
        wording=given.wording if given else "",
        version=given.version if given else None,
        locale=given.locale if given else subscriber.locale,
        page_id=given.page_id if given else None,
        page_path=given.page_path if given else "",
        placement=given.placement if given else "",
        client=client,
    )
    return record

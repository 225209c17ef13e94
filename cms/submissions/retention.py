"""Forgetting what readers sent when its time is over, by the kind of panel and by what became of it.

The days are those of `CMS_RETENTION_DAYS`. A newsletter's submissions stay as long as their address is subscribed, for
they say since when and through what. Who unsubscribed is forgotten as late as the submissions of newsletters are. The
consent records stay, unless the setting has days for "consents": they prove what was agreed to, hold a keyed hash in
place of the address, and keep an import from writing to somebody who has unsubscribed.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from blocks.vocabulary import CallToActionKind
from cms.conf import conf
from cms.models import ConsentRecord, Submission, Subscriber

__all__ = ["Purged", "purge"]

BATCH = 500
NEWSLETTER = CallToActionKind.NEWSLETTER
QUARANTINED, UNCONFIRMED, CONSENTS = "quarantined", "unconfirmed", "consents"
"""Names in the setting that are no kinds of panels."""

State = Submission.State
Status = Subscriber.Status


@dataclass
class Purged:
    """What was forgotten, or would be, in numbers of rows."""

    lapsed: int = 0
    """Not deleted, but marked as never confirmed."""
    quarantined: int = 0
    unconfirmed: int = 0
    old: int = 0
    """Submissions whose kind's days are over."""
    pending_subscribers: int = 0
    unsubscribed_subscribers: int = 0
    consents: int = 0

    def __str__(self) -> str:
        counts = {field.name.replace("_", " "): getattr(self, field.name) for field in fields(self)}
        return ", ".join(f"{count} {name}" for name, count in counts.items())


def purge(*, now: datetime, dry_run: bool = False) -> Purged:
    """Forget what is older than the settings allow. It can be stopped and begun again at any point."""
    act: Callable[[QuerySet[Any]], int] = _count if dry_run else _delete
    done = Purged()
    lapsed = _lapsed(now)
    done.lapsed = lapsed.count() if dry_run else lapsed.update(state=State.LAPSED)
    if before := _before(QUARANTINED, now):
        # What the team has put aside is kept as long from then on: it may have been a slip.
        done.quarantined = act(_received(before, state=State.QUARANTINED, processed_at__lt=before))
    if before := _before(UNCONFIRMED, now):
        # In a dry run those that lapse now still wait.
        done.unconfirmed = act(
            _received(before, state__in=(State.AWAITING, State.LAPSED)).exclude(_waits(now))
        )
        done.pending_subscribers = act(_pending(before, now))
    for kind in CallToActionKind.values:
        if before := _before(kind, now):
            done.old += act(_old(kind, before))
    if before := _before(NEWSLETTER, now):
        done.unsubscribed_subscribers = act(
            Subscriber.objects.filter(status=Status.UNSUBSCRIBED, unsubscribed_at__lt=before)
        )
    if before := _before(CONSENTS, now):
        done.consents = _forget(_old_consents(before), dry_run=dry_run)
    return done


def _before(name: str, now: datetime) -> datetime | None:
    """What is older goes; None if nothing does."""
    days = conf.retention_days.get(name)
    return None if days is None else now - timedelta(days=days)


def _received(before: datetime, **conditions: Any) -> QuerySet[Submission]:
    """Submissions that were received before, and processed: nothing is forgotten that nobody has looked at yet."""
    return Submission.objects.filter(received_at__lt=before, processed_at__isnull=False, **conditions)


def _waits(now: datetime) -> Q:
    """Condition for submissions that their reader can still confirm."""
    open_links = Subscriber.objects.filter(
        submission=OuterRef("pk"), status=Status.PENDING, token_expires_at__gt=now
    )
    return Q(Exists(open_links))


def _lapsed(now: datetime) -> QuerySet[Submission]:
    # The link is valid from the moment in which the mail is sent: one that was received just now may have none yet.
    recent = now - timedelta(hours=conf.confirmation_hours)
    return Submission.objects.filter(state=State.AWAITING, received_at__lt=recent).exclude(_waits(now))


def _pending(before: datetime, now: datetime) -> QuerySet[Subscriber]:
    return Subscriber.objects.filter(
        Q(token_expires_at=None) | Q(token_expires_at__lte=now), status=Status.PENDING, created_at__lt=before
    )


def _old(kind: str, before: datetime) -> QuerySet[Submission]:
    old = _received(before, kind=kind).exclude(state__in=(State.QUARANTINED, State.AWAITING, State.LAPSED))
    if kind != NEWSLETTER:
        return old
    subscribed = Subscriber.objects.filter(
        list_key=OuterRef("panel_key"), email_hash=OuterRef("email_hash"), status=Status.CONFIRMED
    )
    return old.exclude(Exists(subscribed))


def _old_consents(before: datetime) -> Any:
    """Records of addresses of which nothing else is held, and nothing newer."""
    same = {"email_hash": OuterRef("email_hash")}
    in_use = (
        Exists(Subscriber.objects.filter(**same))
        | Exists(Submission.objects.filter(**same))
        | Exists(ConsentRecord.objects.filter(at__gte=before, **same))
    )
    without_address = Q(email_hash="", at__lt=before)
    return ConsentRecord.objects.filter(without_address | (~Q(email_hash="") & ~Q(in_use)))


def _count(rows: QuerySet[Model]) -> int:
    return rows.count()


def _delete(rows: QuerySet[Model]) -> int:
    deleted = 0
    while ids := list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            _lock(rows.model, ids)
            # The conditions once more: a reader may just have confirmed.
            gone = rows.filter(pk__in=ids).delete()[1].get(rows.model._meta.label, 0)
        deleted += gone
        if not gone:
            break
    return deleted


def _lock(model: type[Model], ids: list[int]) -> None:
    """Hold the rows, so that what is read of them next holds until they are deleted. In the order in which a reader who
    confirms locks them: Django reads what it deletes and then deletes it whatever has become of it."""
    if model is Submission:
        list(
            Subscriber.objects.select_for_update().filter(submission__in=ids).order_by("pk").values_list("pk")
        )
    list(model._default_manager.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))


def _forget(rows: Any, *, dry_run: bool) -> int:
    if dry_run:
        return int(rows.count())
    forgotten = 0
    while ids := list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        forgotten += ConsentRecord.objects.filter(pk__in=ids).forget()
    return forgotten

"""Taking over the subscribers of another system: each is asked to confirm, and nobody is written to who said no.

What a file claims is no proof of consent. So a row makes a subscriber that waits, and only the reader's own click makes
a confirmed one. The consent record of the import has the words that the mail shows.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from cms.models import CallToAction, ConsentRecord, ErasedAddress, Subscriber
from cms.models.addresses import address_hash
from cms.submissions.consents import wording_of
from cms.submissions.subscriptions import new_subscriber
from cms.submissions.validation import is_email

__all__ = ["Imported", "NotReadable", "import_subscribers"]

COLUMN = "email"
Event = ConsentRecord.Event


class NotReadable(ValueError):
    """Raised if a file is no CSV with a column of addresses; the message says where it is broken."""


@dataclass
class Imported:
    """What became of the lines of a file. `wrong` has the number of each line that is no address, and why."""

    asked: int = 0
    known: int = 0
    unsubscribed: int = 0
    erased: int = 0
    repeated: int = 0
    empty: int = 0
    wrong: list[tuple[int, str]] = field(default_factory=list)

    @property
    def lines(self) -> int:
        """All of them: nothing is lost silently."""
        counted = self.asked + self.known + self.unsubscribed + self.erased + self.repeated + self.empty
        return counted + len(self.wrong)


def import_subscribers(
    lines: Iterable[str],
    panel: CallToAction,
    *,
    site_id: int | None,
    now: datetime,
    dry_run: bool = False,
) -> Imported:
    """Ask every new address of a CSV file for confirmation, each in a transaction of its own.

    The file can be imported again: whoever has been asked is known then. Raises `NotReadable`.
    """
    done = Imported()
    seen: set[str] = set()
    wording = wording_of(panel.pk, panel.consent_version)
    # All of it is read before anybody is asked: a file that is broken further down changes nothing.
    for number, text in list(_addresses(lines)):
        if not text:
            done.empty += 1
            continue
        if not is_email(text):
            done.wrong.append((number, "no e-mail address"))
            continue
        key = address_hash(text)
        if key in seen:
            done.repeated += 1
            continue
        seen.add(key)
        reason = _reason_against(key, panel)
        if reason:
            setattr(done, reason, getattr(done, reason) + 1)
            continue
        done.asked += 1
        if not dry_run:
            _ask(text, key, panel, wording=wording, site_id=site_id, now=now)
    return done


def _addresses(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """(number of the line, what its column `email` holds)."""
    # Strict, because a quotation mark that is never closed would swallow all lines after it.
    reader = csv.reader(lines, strict=True)
    try:
        names = [name.strip().lower() for name in next(reader, ())]
        if COLUMN not in names:
            raise NotReadable("The first line names no column “email”.")
        column = names.index(COLUMN)
        for row in reader:
            yield reader.line_num, row[column].strip() if len(row) > column else ""
    except csv.Error as error:
        raise NotReadable(f"Line {reader.line_num} is no CSV: {error}.") from error


def _reason_against(key: str, panel: CallToAction) -> str:
    """Why an address is not asked; empty if it is. The consent records know it longer than the list does."""
    if ErasedAddress.objects.filter(email_hash=key).exists():
        return "erased"
    subscriber = Subscriber.objects.filter(list_key=panel.translation_key, email_hash=key).first()
    if subscriber is not None and subscriber.status == Subscriber.Status.CONFIRMED:
        return "known"
    decisions = ConsentRecord.objects.filter(
        email_hash=key, panel_key=panel.translation_key, event__in=(Event.CONFIRMED, Event.WITHDRAWN)
    )
    last = decisions.order_by("-id").first()
    if last is not None and last.event == Event.WITHDRAWN:
        return "unsubscribed"
    return "known" if subscriber is not None else ""


def _ask(
    email: str, key: str, panel: CallToAction, *, wording: str, site_id: int | None, now: datetime
) -> None:
    locale = panel.locale.language_code
    with transaction.atomic():
        ConsentRecord.objects.create(
            email_hash=key,
            event=Event.GIVEN,
            method=ConsentRecord.Method.IMPORT,
            at=now,
            panel_key=panel.translation_key,
            panel_slug=panel.slug,
            wording=wording,
            version=panel.consent_version or None,
            locale=locale,
        )
        subscriber = Subscriber(
            list_key=panel.translation_key,
            panel=panel,
            site_id=site_id,
            locale=locale,
            email=email,
            email_hash=key,
        )
        new_subscriber(subscriber, now=now)

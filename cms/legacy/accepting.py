"""What an import believes to have read becomes a block of the draft when an editor says so, and not before."""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.models import LegacySuggestion

__all__ = [
    "ACCEPTED",
    "AcceptanceRefused",
    "Passage",
    "accept",
    "dismiss",
    "find_passage",
    "reopen",
    "texts_of",
]

ACCEPTED = "cms.legacy.accept"
"""The action in the history of a page."""
CONTEXT = 160
"""Characters on each side of a quotation."""

_SPACES = re.compile(r"\s+")
_TAG = re.compile(r"<(?:/?(?:p|li|h\d|td|th|tr|br|ul|ol|div)\b)", re.IGNORECASE)

Status = LegacySuggestion.Status


class AcceptanceRefused(Exception):
    """Nothing was changed; the message is for the editor."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Where the words of a proposal stand in a draft: in which block of its body, and what stands around them."""

    index: int
    before: str
    quote: str
    after: str


def accept(
    page: Page, suggestions: Iterable[LegacySuggestion], *, user: Any, now: datetime
) -> list[LegacySuggestion]:
    """Add what is proposed to the newest draft of the page, each behind the block that its words stand in, at the end
    if they stand nowhere any more, and return what was added. What was decided before is left out.

    Raises ``AcceptanceRefused`` if the page is locked, or its type has no such block.
    """
    with transaction.atomic():
        found = list(
            LegacySuggestion.objects.select_for_update()
            .filter(pk__in=[each.pk for each in suggestions], page=page.pk, status=Status.OPEN)
            .order_by("position", "pk")
        )
        if not found:
            return []
        lock = page.get_lock()
        if lock is not None and lock.for_user(user):
            raise AcceptanceRefused(strip_tags(str(lock.get_message(user) or _("The page is locked."))))
        draft: Any = page.specific.get_latest_revision_as_object()
        blocks: Any = getattr(getattr(draft, "body", None), "stream_block", None)
        for each in found:
            if each.kind not in getattr(blocks, "child_blocks", {}):
                kind = each.get_kind_display()
                raise AcceptanceRefused(
                    _("Pages of this type have no block for a %(kind)s.") % {"kind": kind}
                )
        try:
            draft.body = blocks.to_python(_with_blocks(draft.body.get_prep_value(), found))
            draft.save_revision(user=user, log_action=ACCEPTED)
        except (ValidationError, TypeError, ValueError, KeyError) as error:
            said = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
            raise AcceptanceRefused(_("The draft could not be saved: %(error)s") % {"error": said}) from error
        _decide(found, Status.ACCEPTED, user=user, now=now)
    return found


def dismiss(suggestions: Iterable[LegacySuggestion], *, user: Any, now: datetime) -> int:
    """Say of open proposals that they are wrong or of no use; how many those were."""
    return _decide(suggestions, Status.DISMISSED, user=user, now=now, only=Status.OPEN)


def reopen(suggestions: Iterable[LegacySuggestion]) -> int:
    """Take back that proposals were dismissed; how many those were. What was added stays added."""
    return _decide(suggestions, Status.OPEN, user=None, now=None, only=Status.DISMISSED)


def find_passage(body: Sequence[Any], quote: str) -> Passage | None:
    """Where the words stand in a body as it is stored; None if they do not stand in it (any more). Words of several
    paragraphs, one a line, stand where the last of them does."""
    lines = [line for line in map(_plain, quote.split("\n")) if line]
    found = [passage for passage in (_find(body, line) for line in lines) if passage is not None]
    if not lines or len(found) < len(lines):
        return None
    return Passage(found[-1].index, found[0].before, _plain(quote), found[-1].after)


def _find(body: Sequence[Any], wanted: str) -> Passage | None:
    for index, block in enumerate(body):
        for text in texts_of(block.get("value")):
            place = text.find(wanted)
            if place >= 0:
                end = place + len(wanted)
                before = text[max(0, place - CONTEXT) : place]
                after = text[end : end + CONTEXT]
                return Passage(
                    index,
                    f"… {before.partition(' ')[2]}" if place > CONTEXT else before,
                    wanted,
                    f"{after.rpartition(' ')[0]} …" if len(text) > end + CONTEXT else after,
                )
    return None


def texts_of(value: Any) -> Iterator[str]:
    """The texts in the stored value of a block, without their markup."""
    if isinstance(value, str):
        yield _plain(strip_tags(_TAG.sub(lambda match: f" {match.group()}", value)))
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts_of(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts_of(each)


def _plain(text: str) -> str:
    return _SPACES.sub(" ", html.unescape(text)).strip()


def _with_blocks(body: Sequence[Any], suggestions: Iterable[LegacySuggestion]) -> list[Any]:
    """The body with a block for each; those of one passage keep their order."""
    anchored: dict[int, list[dict[str, Any]]] = {}
    for each in suggestions:
        passage = find_passage(body, each.quote)
        place = passage.index if passage else len(body) - 1
        new = {"type": each.kind, "value": each.value, "id": str(uuid4())}
        anchored.setdefault(place, []).append(new)
    made = list(anchored.get(-1, ()))
    for index, block in enumerate(body):
        made += [block, *anchored.get(index, ())]
    return made


def _decide(
    suggestions: Iterable[LegacySuggestion],
    status: LegacySuggestion.Status,
    *,
    user: Any,
    now: datetime | None,
    only: LegacySuggestion.Status | None = None,
) -> int:
    rows = LegacySuggestion.objects.filter(pk__in=[each.pk for each in suggestions])
    if only is not None:
        rows = rows.filter(status=only)
    return rows.update(status=status, decided_by=user, decided_at=now)

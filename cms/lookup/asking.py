"""Asks a registry politely, and again if it was busy; and reads JSON and XML that may be anything.

Everything goes through `cms.outgoing`, which sees to addresses, redirects, sizes and time.
"""

import json
import random
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

from cms import outgoing
from cms.conf import conf
from cms.lookup.errors import NoAnswer
from cms.lookup.pacing import Busy, Pace
from cms.lookup.time_budget import TimeBudget
from cms.outbox.backoff import retry_after

__all__ = ["ask", "read_json", "read_xml", "unusable", "user_agent"]

ATTEMPTS: Final = 3
LARGEST: Final = 16 * 1024 * 1024
"""Bytes. The record of a paper with 3,000 authors and their affiliations has some 3 MB."""
REDIRECTS: Final = 3
GONE: Final = frozenset({404, 410})
TRY_AGAIN: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
FIRST_PAUSE: Final = 0.5


def user_agent() -> str:
    """Who asks, and whom the registry can write to."""
    contact = conf.contact_email
    return "headless-research-summaries" + (f" (mailto:{contact})" if contact else "")


def ask(url: str, *, pace: Pace, budget: TimeBudget, accept: str) -> outgoing.Answer | None:
    """The answer to a GET, with a status in the 200s; None if it says that there is nothing (404, 410).

    Up to three attempts, each in its turn, as long as the budget lasts. Raises `NoAnswer`.
    """
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with pace.turn(budget):
                answer = _fetched(url, budget=budget, accept=accept)
        except Busy as busy:
            raise _too_many(pace, busy.retry_after) from busy
        except outgoing.OutgoingError as error:
            final = not isinstance(error, outgoing.ConnectionFailed)
            if final or not _pause(attempt, None, budget):
                raise NoAnswer(pace.name, _reason(error, pace)) from error
            continue
        pace.learn(answer.headers)
        if answer.status in GONE:
            return None
        if answer.is_success:
            return answer
        asked = retry_after(answer.headers.get("Retry-After"), now=datetime.now(UTC))
        if asked:
            pace.block(asked)
        if answer.status not in TRY_AGAIN or not _pause(attempt, asked, budget):
            break
    if answer.status == 429:
        raise _too_many(pace, asked)
    reason = _("%(registry)s answers with an error (HTTP %(status)d).")
    params = {"registry": pace.name, "status": answer.status}
    raise NoAnswer(pace.name, reason % params, retry_after=asked)


def _fetched(url: str, *, budget: TimeBudget, accept: str) -> outgoing.Answer:
    headers = {"User-Agent": user_agent(), "Accept": accept}
    return outgoing.fetch(
        "GET",
        url,
        headers=headers,
        timeout=max(budget.remaining(), 0.01),
        max_bytes=LARGEST,
        follow=REDIRECTS,
    )


def _pause(attempt: int, asked: timedelta | None, budget: TimeBudget) -> bool:
    """Wait before the next attempt; False if there is none, or no time for it."""
    pause = FIRST_PAUSE * 2 ** (attempt - 1) * (1 + 0.2 * random.random())  # noqa: S311 - nothing to guess
    if asked:
        pause = max(pause, asked.total_seconds())
    if attempt == ATTEMPTS or pause >= budget.remaining():
        return False
    time.sleep(pause)
    return True


def _too_many(pace: Pace, asked: timedelta | None) -> NoAnswer:
    reason = _("%(registry)s wants to be asked more slowly.") % {"registry": pace.name}
    return NoAnswer(pace.name, reason, retry_after=asked)


def _reason(error: outgoing.OutgoingError, pace: Pace) -> str:
    reasons = {
        outgoing.TimeLimitExceeded: _("%(registry)s did not answer in time."),
        outgoing.AnswerTooLarge: _("The answer of %(registry)s is too large."),
        outgoing.TooManyRedirects: _("%(registry)s sends us from one address to the next."),
        outgoing.AddressRefused: _("%(registry)s leads to an address that may not be asked."),
        outgoing.InvalidAddress: _("%(registry)s leads to an address that may not be asked."),
    }
    return reasons.get(type(error), _("%(registry)s can not be reached.")) % {"registry": pace.name}


def read_json(answer: outgoing.Answer, *, registry: str) -> Mapping[str, Any]:
    """The JSON object that the answer is. Raises `NoAnswer` if it is none, or says that it is something else."""
    kind = _media_type(answer)
    if not (kind == "application/json" or (kind.startswith("application/") and kind.endswith("+json"))):
        raise unusable(registry)
    try:
        value = json.loads(answer.body.decode("utf-8"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise unusable(registry) from error
    if not isinstance(value, dict):
        raise unusable(registry)
    return value


def read_xml(answer: outgoing.Answer, *, registry: str) -> Element:
    """The root of the XML document that the answer is. Raises `NoAnswer` if it is none, or declares entities."""
    if _media_type(answer) not in ("text/xml", "application/xml"):
        raise unusable(registry)
    try:
        # PubMed's answers name their DTD; it is not read. Entities of one's own are refused, and so are external ones.
        root: Element = fromstring(answer.body, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    except (DefusedXmlException, ParseError, ValueError, LookupError) as error:
        raise unusable(registry) from error
    return root


def _media_type(answer: outgoing.Answer) -> str:
    return answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def unusable(registry: str) -> NoAnswer:
    """The error for an answer that is not of the documented shape: it does not even say that nothing is known."""
    return NoAnswer(registry, _("The answer of %(registry)s can not be understood.") % {"registry": registry})

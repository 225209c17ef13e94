"""From what a request came to, an answer or an error of ours, to what is written down about the attempt."""

import logging
import re
import traceback
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Final

from cms import outgoing
from cms.models.events import Delivery
from cms.outbox.backoff import retry_after
from cms.outbox.channels import Outcome

__all__ = ["AnswerRefused", "attempt", "gone_for_good"]

GONE: Final = 410

FAILURES = {
    outgoing.AddressRefused: Delivery.Failure.REFUSED_ADDRESS,
    outgoing.ConnectionFailed: Delivery.Failure.CONNECTION,
    outgoing.InvalidAddress: Delivery.Failure.INVALID_ADDRESS,
    outgoing.TimeLimitExceeded: Delivery.Failure.TIMEOUT,
    outgoing.UnknownHost: Delivery.Failure.UNKNOWN_HOST,
}

logger = logging.getLogger(__name__)


class AnswerRefused(Exception):
    """Raised by what is asked if the answer says no, whatever its status."""

    def __init__(self, answer: outgoing.Answer) -> None:
        self.answer = answer
        super().__init__(f"HTTP {answer.status}")


def attempt(ask: Callable[[], outgoing.Answer | Outcome], *, now: datetime, private: bool = False) -> Outcome:
    """Ask, and say what came of it: success is a status in the 200s. Whatever is raised is an outcome too, and one that
    is returned stays as it is.

    `private`: what was sent is nobody else's business, and a receiver may repeat it. So neither the answer nor the
    words of an error are kept or logged.
    """
    accepted = True
    try:
        answer = ask()
    except AnswerRefused as refusal:
        answer, accepted = refusal.answer, False
    except outgoing.OutgoingError as error:
        failure = FAILURES.get(type(error), Delivery.Failure.CONNECTION)
        return Outcome(ok=False, failure=failure, error=_without_quotation(error) if private else str(error))
    except Exception as error:  # one receiver's trouble must not stop the others
        if private:
            where = "".join(traceback.format_tb(error.__traceback__))
            logger.error("An attempt to deliver failed on this side: %s\n%s", type(error).__name__, where)
        else:
            logger.exception("An attempt to deliver failed on this side.")
        return Outcome(ok=False, failure=Delivery.Failure.ERROR, error=type(error).__name__)
    if isinstance(answer, Outcome):
        return answer
    # PostgreSQL takes no NUL in a text.
    text = answer.body.decode(errors="replace").replace("\0", "\N{REPLACEMENT CHARACTER}")
    text = "" if private else text
    if accepted and answer.is_success:
        return Outcome(ok=True, status=answer.status, answer=text)
    return Outcome(
        ok=False,
        status=answer.status,
        failure=Delivery.Failure.STATUS,
        error=f"HTTP {answer.status}",
        answer=text,
        asked_delay=retry_after(answer.headers.get("Retry-After"), now=now),
    )


def _without_quotation(error: outgoing.OutgoingError) -> str:
    """The error in words, without those that another exception may have taken from the answer."""
    if not isinstance(error, outgoing.ConnectionFailed):
        return str(error)
    quotes = re.match(r"(\w+): ", error.reason)
    return f"{error.host}: {quotes[1] if quotes else error.reason}"


def gone_for_good(outcome: Outcome) -> Outcome:
    """410 is a webhook's way to say: never again."""
    if outcome.status != GONE:
        return outcome
    return replace(outcome, failure=Delivery.Failure.GONE, final=True, asked_delay=None)

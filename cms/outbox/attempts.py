"""From what a request came to, an answer or an error of ours, to what is written down about the attempt."""

import logging
from collections.abc import Callable
from datetime import datetime

from cms import outgoing
from cms.models.events import Delivery
from cms.outbox.backoff import retry_after
from cms.outbox.channels import Outcome

__all__ = ["AnswerRefused", "attempt"]

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


def attempt(ask: Callable[[], outgoing.Answer], *, now: datetime) -> Outcome:
    """Ask, and say what came of it: success is a status in the 200s. Whatever is raised is an outcome too."""
    accepted = True
    try:
        answer = ask()
    except AnswerRefused as refusal:
        answer, accepted = refusal.answer, False
    except outgoing.OutgoingError as error:
        failure = FAILURES.get(type(error), Delivery.Failure.CONNECTION)
        return Outcome(ok=False, failure=failure, error=str(error))
    except Exception as error:  # one receiver's trouble must not stop the others
        logger.exception("An attempt to deliver failed on this side.")
        return Outcome(ok=False, failure=Delivery.Failure.ERROR, error=type(error).__name__)
    # PostgreSQL takes no NUL in a text.
    text = answer.body.decode(errors="replace").replace("\0", "\N{REPLACEMENT CHARACTER}")
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

"""One round of telling the outside: fan out what is new, then send what is due, several receivers at a time.

The database is used by this thread only, in short transactions. Requests are made by a few worker threads that do
nothing else, one for each receiver at a time: one that is slow or down holds up nobody but itself.
"""

import logging
import time
import traceback
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError
from django.utils import timezone

from cms.models.events import Delivery
from cms.outbox import before_delivery, queue
from cms.outbox.channels import Channel, Outcome, ReceiverGone, Send, channel_of

__all__ = ["Round", "deliver"]

WORKERS = 8
MOST_A_RECEIVER = 100
"""So many claims of one receiver are sent in one round; then whoever waits for the next round gets a turn."""

logger = logging.getLogger(__name__)


@dataclass
class Round:
    """What a round did, in numbers of events fanned out and deliveries."""

    events: int = 0
    delivered: int = 0
    to_be_retried: int = 0
    given_up: int = 0
    cancelled: int = 0

    def __bool__(self) -> bool:
        return any(vars(self).values())

    def __str__(self) -> str:
        return (
            f"{self.events} new events; {self.delivered} delivered, {self.to_be_retried} to be retried, "
            f"{self.given_up} given up, {self.cancelled} cancelled"
        )


@dataclass
class Lane:
    """One receiver in one round."""

    receiver: str
    channel: Channel
    left: int = MOST_A_RECEIVER
    late: bool = True
    """Whether one that is overtaken may still be tried in this round."""


@dataclass
class Attempt:
    """One that is under way."""

    lane: Lane
    claim: queue.Claim
    is_late: bool
    started: float = field(default_factory=time.monotonic)


def deliver(
    *,
    clock: Callable[[], datetime] = timezone.now,
    stopped: Callable[[], bool] = lambda: False,
    workers: int = WORKERS,
) -> Round:
    """Make one round. `clock` says what time it is; once `stopped` says so, nothing new is begun.

    Raises what the database raises. What was under way then is sent again when its claim has run out.
    """
    _call_before_delivery()
    done = Round()
    while not stopped() and (events := queue.fan_out(now=clock())):
        done.events += events
    done.cancelled += queue.cancel_switched_off()
    if not stopped():
        _send_due(done, clock=clock, stopped=stopped, workers=workers)
    queue.settle_events(now=clock())
    return done


def _call_before_delivery() -> None:
    for function in before_delivery():
        try:
            function()
        except (InterfaceError, OperationalError):
            raise
        except Exception:
            logger.exception("What was to be done before a round of deliveries failed.")


def _send_due(
    done: Round, *, clock: Callable[[], datetime], stopped: Callable[[], bool], workers: int
) -> None:
    lanes = [_lane(receiver) for receiver in queue.due_receivers(now=clock())]
    ready = [lane for lane in lanes if lane is not None]
    under_way: dict[Future[Outcome], Attempt] = {}
    with ThreadPoolExecutor(max_workers=workers, thread_name_prefix="deliver") as pool:
        while ready or under_way:
            # A claim is made only when a worker is free: it must not run out in a queue.
            while ready and len(under_way) < workers and not stopped():
                begun = _begin(ready.pop(0), done, clock=clock)
                if begun is not None:
                    attempt, send = begun
                    under_way[pool.submit(_safely, send)] = attempt
            if stopped():
                ready.clear()
            for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                attempt = under_way.pop(future)
                if _finish(attempt, future.result(), done, clock=clock):
                    ready.append(attempt.lane)


def _lane(receiver: str) -> Lane | None:
    channel = channel_of(receiver)
    if channel is None:
        logger.error("Nobody knows how to deliver to %r any more.", receiver)
        return None
    return Lane(receiver, channel)


def _begin(lane: Lane, done: Round, *, clock: Callable[[], datetime]) -> tuple[Attempt, Send] | None:
    """Claim what the lane is to send next. None if there is nothing, and the lane is left for this round."""
    now = clock()
    while lane.left > 0:
        lane.left -= 1
        claim = queue.claim_late(lane.receiver, lane.channel, now=now) if lane.late else None
        is_late, lane.late = claim is not None, False
        claim = claim or queue.claim_next(lane.receiver, lane.channel, now=now)
        if claim is None:
            return None
        try:
            return Attempt(lane, claim, is_late), lane.channel.prepare(claim.deliveries, now=now)
        except ReceiverGone:
            queue.cancel(claim)
            done.cancelled += len(claim.deliveries)
        except (InterfaceError, OperationalError):
            raise
        except Exception:  # one event that can not be sent must not keep all others from it
            logger.exception("A delivery could not be prepared.")
            return Attempt(lane, claim, is_late), lambda: Outcome(ok=False, failure=Delivery.Failure.ERROR)
    return None


def _safely(send: Send) -> Outcome:
    """What became of the attempt. Whatever is raised is an outcome too: one receiver's trouble must not stop the round.
    Of the error only its kind and place are logged, as its words may be a reader's."""
    try:
        return send()
    except Exception as error:  # noqa: BLE001 - a host's own receivers may raise anything
        frames = "".join(traceback.format_tb(error.__traceback__))
        logger.error("A delivery failed on this side: %s\n%s", type(error).__name__, frames)
        return Outcome(ok=False, failure=Delivery.Failure.ERROR, error=type(error).__name__)


def _finish(attempt: Attempt, outcome: Outcome, done: Round, *, clock: Callable[[], datetime]) -> bool:
    """Write the outcome down; whether the receiver is to be asked again in this round."""
    now = clock()
    duration = timedelta(seconds=time.monotonic() - attempt.started)
    settled = queue.settle(attempt.claim, outcome, duration=duration, now=now)
    attempt.lane.channel.settled(settled, outcome, now=now)
    for delivery in settled:
        if delivery.status == Delivery.Status.DELIVERED:
            done.delivered += 1
        elif delivery.status == Delivery.Status.FAILED:
            done.given_up += 1
        else:
            done.to_be_retried += 1
    return outcome.ok or attempt.is_late

"""Channels: the ways events can go out. Each says whom an event is for, and how to send it.

The database is used in `deliveries`, `prepare` and `settled` only. What `prepare` returns runs in a thread of its own,
with no transaction open, and speaks to nobody but the receiver.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from cms.models.events import Delivery, OutboxEvent

__all__ = ["Channel", "Outcome", "ReceiverGone", "Send", "channel_of", "channels", "register_channel"]


@dataclass(frozen=True)
class Outcome:
    """What became of one attempt."""

    ok: bool
    status: int | None = None
    failure: Delivery.Failure | None = None
    error: str = ""
    answer: str = ""
    asked_delay: timedelta | None = None
    """What the receiver asked for in `Retry-After`."""
    final: bool = False
    """Whether another attempt would be pointless."""


Send = Callable[[], Outcome]


class ReceiverGone(Exception):
    """Whoever this was for is not there any more: the deliveries are cancelled."""


class Channel(ABC):
    """One way out. The deliveries' `receiver` begins with its `name` and a colon."""

    name: ClassVar[str]
    ordered: ClassVar[bool] = False
    """Whether a receiver gets events one by one, and none before an earlier one that still waits."""
    most: ClassVar[int] = 1
    """How many deliveries of one receiver are sent together; only an unordered channel can send more than one."""
    lease: ClassVar[timedelta] = timedelta(minutes=1)
    """Longer than any attempt takes. When it is over, another process may try."""

    @abstractmethod
    def deliveries(self, events: Sequence[OutboxEvent]) -> Iterable[Delivery]:
        """Unsaved deliveries, with `event` and `receiver`, for whoever is to get the events now."""

    @abstractmethod
    def prepare(self, deliveries: Sequence[Delivery], *, now: datetime) -> Send:
        """Read what is needed, and return what sends it. Raises `ReceiverGone`."""

    def settled(self, deliveries: Sequence[Delivery], outcome: Outcome, *, now: datetime) -> None:
        """What follows from the outcome, beyond the deliveries themselves."""
        return


_channels: dict[str, Channel] = {}


def register_channel(channel: Channel) -> None:
    """Send events by this channel too; one with the same name is replaced."""
    _channels[channel.name] = channel


def channels() -> Sequence[Channel]:
    """All channels."""
    return list(_channels.values())


def channel_of(receiver: str) -> Channel | None:
    """The channel that a receiver belongs to; None if it is not registered any more."""
    return _channels.get(receiver.partition(":")[0])

"""Why a submission is not accepted, as classes that carry data: the API makes problems of them.

No text repeats what the reader sent: these errors pass through logs and error trackers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

__all__ = [
    "CannotCount",
    "Fault",
    "Faulty",
    "KeyReused",
    "OutdatedConsent",
    "Overtaken",
    "Refused",
    "TooMany",
]


@dataclass(frozen=True)
class Fault:
    """What is wrong with one part of what was sent: `code` for programs, `detail` for people."""

    field: str
    code: str
    detail: str


class Refused(Exception):
    """A submission that is not accepted. Nothing of it was kept."""


class Faulty(Refused):
    """Something was filled in that can not be accepted: every fault that was found, none twice."""

    def __init__(self, faults: Sequence[Fault], *, wait: int = 0) -> None:
        self.faults = tuple(faults)
        self.wait = wait
        """After so many seconds the very same would be accepted; 0 if it never will."""
        super().__init__(", ".join(f"{fault.code}" for fault in self.faults))


class KeyReused(Refused):
    """Something else was sent with this key before."""


class OutdatedConsent(Refused):
    """The reader agreed to another wording than the one that is asked for now."""

    def __init__(self, *, current: int) -> None:
        self.current = current
        super().__init__(f"version {current} is current")


class TooMany(Refused):
    """A limit has been reached."""

    def __init__(self, policy: str, *, until: datetime, seconds: int) -> None:
        self.policy, self.until, self.seconds = policy, until, seconds
        super().__init__(f"limit {policy}")


class CannotCount(Refused):
    """The cache that counts does not answer, and the site would rather accept nothing than everything."""

    seconds = 30
    """When to try again."""


class Overtaken(Refused):
    """The panel, the page or the site was deleted while the submission was being judged: sent again, it is judged by
    what is there now."""

    seconds = 1
    """When to try again."""

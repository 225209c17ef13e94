"""The one small interface of whoever gets submissions."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar, Final

from cms import outgoing
from cms.outbox.channels import Outcome
from cms.submissions.targets.message import SubmissionMessage

__all__ = ["LineRefused", "Target", "post"]

TIMEOUT: Final = 20.0
ANSWER_BYTES: Final = 2048


class LineRefused(ValueError):
    """A pair of options, such as a header, can not be used: `name` is its name, `code` says why."""

    def __init__(self, name: str, code: str) -> None:
        self.name, self.code = name, code
        super().__init__(f"{name}: {code}")


class Target(ABC):
    """A receiver of submissions. It is made with its `OPTIONS` as keyword arguments, and refuses wrong ones with a
    `ValueError`. It is used in a thread without a database.

    It may be asked to send the same submission again, after a crash even if it did so already: `message.event` is the
    same then, and whoever is told can tell by it.
    """

    gone_is_final: ClassVar[bool] = False
    """Whether the status 410 means that nothing is to be sent there any more."""

    @abstractmethod
    def send(self, message: SubmissionMessage, *, now: datetime) -> outgoing.Answer | Outcome | None:
        """Pass a submission on, within a minute.

        Returns the answer, which has to have a status in the 200s, or None if all went well; an `Outcome` can say
        more. What is raised is a failure. After a failure it is tried again as `cms.outbox.backoff` says, whatever the
        status: a receiver that refuses today may have been mended tomorrow, and after the last attempt the team can
        send it again.
        """


def post(url: str, body: bytes, *, headers: Mapping[str, str]) -> outgoing.Answer:
    """POST to a receiver. Redirects are not followed. Raises one of the `OutgoingError`s."""
    return outgoing.fetch(
        "POST", url, headers=headers, body=body, timeout=TIMEOUT, max_bytes=ANSWER_BYTES, truncate=True
    )

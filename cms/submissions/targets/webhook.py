"""A signed webhook: JSON as Standard Webhooks describes it, with everything the reader sent."""

from datetime import datetime
from typing import Final

from cms import outgoing
from cms.outbox.signing import content, key_of, signed_headers
from cms.submissions.kinds import SUBMISSION_ACCEPTED
from cms.submissions.targets.base import Target, post
from cms.submissions.targets.message import SubmissionMessage

__all__ = ["TEST_KIND", "WebhookTarget"]

TEST_KIND: Final = "submission.test"


class WebhookTarget(Target):
    """Sends `{"type": "submission.accepted", "timestamp": …, "data": message}`; a test has the type
    `submission.test`."""

    gone_is_final = True

    def __init__(self, *, url: str, secret: str) -> None:
        if not secret:
            raise ValueError("Nothing is sent unsigned: a webhook needs a secret.")
        self.url, self.key = url, key_of(secret)

    def send(self, message: SubmissionMessage, *, now: datetime) -> outgoing.Answer:
        kind = TEST_KIND if message.test else SUBMISSION_ACCEPTED
        body = content(kind, message.as_json(), at=message.accepted_at)
        headers = signed_headers(body, public_id=message.event, keys=[self.key], now=now)
        return post(self.url, body, headers=headers)

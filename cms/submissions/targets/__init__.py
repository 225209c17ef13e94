"""Receivers of submissions: a signed webhook, a team's mailbox, somebody else's JSON API, or a host's own `Target`.

Each submission goes to each receiver that wants it at least once, by the outbox; a repeat has the same identifier.
"""

from cms.submissions.targets.base import Target
from cms.submissions.targets.channel import TargetChannel
from cms.submissions.targets.email import EmailTarget
from cms.submissions.targets.http_json import HttpJsonTarget
from cms.submissions.targets.message import SubmissionMessage
from cms.submissions.targets.webhook import WebhookTarget

__all__ = [
    "EmailTarget",
    "HttpJsonTarget",
    "SubmissionMessage",
    "Target",
    "TargetChannel",
    "WebhookTarget",
]

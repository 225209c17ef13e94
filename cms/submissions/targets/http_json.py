"""Another service's JSON API: its own names, its own headers, and never more than was asked for."""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from cms import outgoing
from cms.submissions.targets.base import LineRefused, Target, post
from cms.submissions.targets.mapping import check_mapping, mapped
from cms.submissions.targets.message import SubmissionMessage

__all__ = ["HttpJsonTarget", "check_headers"]

TOKEN: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
"""A name of a header (RFC 9110, 5.1)."""
VALUE: Final = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?")
OURS: Final = frozenset(
    {"connection", "content-length", "content-type", "host", "idempotency-key", "transfer-encoding"}
)
"""Headers that the request has anyway."""


def check_headers(headers: Mapping[str, Any]) -> None:
    """Raises `LineRefused`: “name” is no name, “ours” is one that is not to be chosen, “value” can not be sent."""
    for name, value in headers.items():
        if not TOKEN.fullmatch(name):
            raise LineRefused(name, "name")
        if name.lower() in OURS:
            raise LineRefused(name, "ours")
        if not (isinstance(value, str) and VALUE.fullmatch(value)):
            raise LineRefused(name, "value")


class HttpJsonTarget(Target):
    """POSTs a JSON object: what `mapping` takes from the message, or, without one, the message itself.

    The header `Idempotency-Key` is the same in every attempt.
    """

    def __init__(
        self, *, url: str, headers: Mapping[str, str] | None = None, mapping: Mapping[str, str] | None = None
    ) -> None:
        self.url, self.headers, self.mapping = url, dict(headers or {}), dict(mapping or {})
        check_headers(self.headers)
        check_mapping(self.mapping)

    def send(self, message: SubmissionMessage, *, now: datetime) -> outgoing.Answer:
        body = json.dumps(mapped(self.mapping, message.as_json()), separators=(",", ":")).encode()
        own = {
            "Content-Type": "application/json",
            "User-Agent": "headless-research-summaries (submissions)",
            "Accept": "application/json",
        }
        sent = {name.lower(): name for name in self.headers}
        defaults = {name: value for name, value in own.items() if name.lower() not in sent}
        return post(self.url, body, headers={**defaults, **self.headers, "Idempotency-Key": message.event})

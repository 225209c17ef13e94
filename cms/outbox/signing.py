"""Requests signed as Standard Webhooks describes it (https://www.standardwebhooks.com/), for whoever sends them."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from cms.models.events import OutboxEvent, WebhookSecret

__all__ = ["body_of", "content", "headers_of", "key_of", "sign", "signed_headers"]


def key_of(secret: str) -> bytes:
    """The bytes that are signed with, from a secret as people copy it. Raises `ValueError` if it is none."""
    return WebhookSecret(value=secret).key


def sign(body: bytes, *, public_id: str, timestamp: int, keys: Iterable[bytes]) -> str:
    """The signatures for `webhook-signature`, one for each key: HMAC-SHA256 of `id.timestamp.body` in base64."""
    signed = b".".join((public_id.encode(), str(timestamp).encode(), body))
    digests = (hmac.new(key, signed, hashlib.sha256).digest() for key in keys)
    return " ".join(f"v1,{base64.b64encode(digest).decode()}" for digest in digests)


def content(kind: str, data: Mapping[str, Any], *, at: datetime) -> bytes:
    """What is sent about something that happened then."""
    timestamp = at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return json.dumps({"type": kind, "timestamp": timestamp, "data": data}, separators=(",", ":")).encode()


def signed_headers(body: bytes, *, public_id: str, keys: Iterable[bytes], now: datetime) -> Mapping[str, str]:
    """The headers of an attempt that is made now; `public_id` is the same in every attempt."""
    timestamp = int(now.timestamp())
    return {
        "Content-Type": "application/json",
        "User-Agent": "headless-research-summaries (webhooks)",
        "webhook-id": public_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": sign(body, public_id=public_id, timestamp=timestamp, keys=keys),
    }


def body_of(event: OutboxEvent) -> bytes:
    """What is sent about an event: the same bytes in every attempt."""
    return content(event.kind, event.payload, at=event.created_at)


def headers_of(event: OutboxEvent, body: bytes, *, keys: Iterable[bytes], now: datetime) -> Mapping[str, str]:
    """The headers of an attempt to send an event that is made now."""
    return signed_headers(body, public_id=event.public_id, keys=keys, now=now)

"""What the tests of submissions share: a form that is filled in rightly, and how it is sent."""

import json
import uuid
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from cms.models import CallToAction
from cms.submissions.form_tokens import make_token
from tests.api_client import PREFIX
from tests.builders import block, items

__all__ = ["EVERY_FIELD", "address_of", "errors_of", "every_field", "filled_in", "post", "token_for"]

EVERY_FIELD: dict[str, Any] = {
    "text": "Ada",
    "long_text": "One.\nTwo.",
    "email": "ada@example.org",
    "phone": "+34 600 000 000",
    "choice": "a",
    "multiple_choice": ["a", "b"],
    "checkbox": True,
    "country": "ES",
    "postal_address": {"line1": "Calle 1", "city": "Madrid", "country": "ES"},
    "hidden": "autumn",
}
"""What fits the form that `every_field` makes, by the names of its fields."""


def every_field(*, required: bool) -> list[dict[str, Any]]:
    """A stored form with a field of every type, each named like its type."""
    options = items(*({"label": value.upper(), "value": value} for value in "abc"))
    more: dict[str, dict[str, Any]] = {
        "choice": {"options": options},
        "multiple_choice": {"options": options, "max_selected": 2},
        "hidden": {"value": "autumn"},
    }
    return [
        block(name, {"label": name.title(), "name": name, "required": required, **more.get(name, {})})
        for name in EVERY_FIELD
    ]


def token_for(panel: CallToAction, *, age: float = 60.0) -> str:
    """A token that was asked for some seconds ago."""
    return make_token(panel.translation_key, now=timezone.now() - timedelta(seconds=age)).token


def filled_in(panel: CallToAction, **changed: Any) -> dict[str, Any]:
    """The body of a request that is accepted by a panel with the usual fields, with other values where they are
    named; `...` leaves a key out."""
    fields = {
        "newsletter": {"email": "ada@example.org"},
        "information_packet": {"name": "Ada", "email": "ada@example.org"},
        "contact": {"name": "Ada", "email": "ada@example.org", "message": "Hello."},
    }
    body = {
        "fields": fields[panel.kind],
        "consent": True,
        "consent_version": panel.consent_version,
        "token": token_for(panel),
        **changed,
    }
    return {name: value for name, value in body.items() if value is not ...}


def address_of(panel: CallToAction) -> str:
    """Where the panel's form is sent."""
    return f"{PREFIX}/calls-to-action/{panel.slug}/submissions/"


def post(
    panel: CallToAction,
    body: Any,
    *,
    key: str | None = None,
    client: Client | None = None,
    headers: dict[str, str] | None = None,
    **environ: Any,
) -> Any:
    """The response to a form; without `key`, its key is a new one. A body of bytes is sent as it is."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    sent = {"Idempotency-Key": str(uuid.uuid4()) if key is None else key, **(headers or {})}
    query = f"?locale={panel.locale.language_code}"
    browser = client or Client()
    return browser.post(
        address_of(panel) + query, content, content_type="application/json", headers=sent, **environ
    )


def errors_of(answer: Any) -> list[tuple[str, str]]:
    """(field, code) of every fault that a problem names."""
    return [(error["field"], error["code"]) for error in answer.json()["errors"]]

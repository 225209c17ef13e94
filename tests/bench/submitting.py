"""Whether the time of an answer tells what is known about an address: four kinds of submissions, sent in turn.

A fresh address, one that has subscribed, one that has unsubscribed, and one that a robot left in the honeypot. Asked in
this process, without HTTP, so that nothing but the work itself is timed.
"""

import json
import statistics
import uuid
from collections import defaultdict
from collections.abc import Mapping
from time import perf_counter
from typing import Any

from django.test import Client, override_settings
from wagtail.models import Locale

from cms.models import CallToAction, Subscriber
from cms.models.addresses import address_hash

__all__ = ["RUNS", "submitting"]

RUNS = 200
"""So many submissions of each kind."""

ADDRESSES: Mapping[str, str] = {
    "fresh": "fresh-{}@example.org",
    "known": "known@example.org",
    "unsubscribed": "left@example.org",
    "honeypot": "robot-{}@example.org",
}


def submitting(*, runs: int = RUNS) -> dict[str, float]:
    """Milliseconds (the median) by kind of address, after as many that are not counted as a tenth."""
    panel = _panel()
    address = f"/api/v1/calls-to-action/{panel.slug}"
    client = Client()
    times: dict[str, list[float]] = defaultdict(list)
    with override_settings(
        CMS_FORM_SECONDS=0, CMS_FORM_LIMITS={"client": (10**6, 60), "address": (10**6, 60)}
    ):
        token = client.get(f"{address}/token/").json()["token"]
        for number in range(runs + runs // 10):
            for name, email in ADDRESSES.items():
                body = _body(panel, email.format(uuid.uuid4().hex), token, robot=name == "honeypot")
                headers = {"Idempotency-Key": uuid.uuid4().hex}
                began = perf_counter()
                response: Any = client.post(
                    f"{address}/submissions/", body, content_type="application/json", headers=headers
                )
                spent = (perf_counter() - began) * 1000
                assert response.status_code == 202, response.content
                if number >= runs // 10:
                    times[name].append(spent)
    return {name: round(statistics.median(found), 3) for name, found in times.items()}


def _body(panel: CallToAction, email: str, token: str, *, robot: bool) -> str:
    return json.dumps(
        {
            "fields": {"email": email},
            "consent": True,
            "consent_version": panel.consent_version,
            "token": token,
            "website": "https://robot.example.org" if robot else "",
        }
    )


def _panel() -> CallToAction:
    """A newsletter with one address that is subscribed and one that is not any more."""
    panel = CallToAction.objects.create(
        slug=f"bench-{uuid.uuid4().hex[:8]}",
        kind="newsletter",
        heading="A made-up newsletter",
        success_message="Look into your mailbox.",
        consent_text="I agree.",
        locale=Locale.get_default(),
        live=True,
    )
    for name, status in (("known", "confirmed"), ("unsubscribed", "unsubscribed")):
        Subscriber.objects.create(
            list_key=panel.translation_key,
            panel=panel,
            locale="en",
            email=ADDRESSES[name],
            email_hash=address_hash(ADDRESSES[name]),
            status=status,
        )
    return panel

"""What a reader writes stays where it belongs: one address and one name are looked for everywhere after a whole run.

The test first shows that its canary sings: the submission, the mail and the receiver that asked for it have it.
"""

import json
import logging
from contextlib import ExitStack
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.core.cache import caches

from cms.delivery.dispatch import deliver
from cms.models import Submission, SubmissionTarget, Subscriber
from tests.api_client import PREFIX
from tests.builders import block, make_index, make_panel, make_site, make_summary
from tests.cms.outbox_builders import subscribe
from tests.receivers import LOCAL, receiver

pytestmark = pytest.mark.django_db

ADDRESS = "quetzalcoatlus.canary@example.org"
NAME = "Quetzalcoatlus Canary"
CANARY = "quetzalcoatlus"

MAY_HOLD_IT = {Submission, Subscriber}
"""The only models in whose rows a reader's data stands."""


@pytest.fixture
def _forms(settings):
    settings.CMS_FORM_SECONDS = 0
    settings.CMS_FRONTEND_URLS = {"localhost": "http://frontend.example.org"}


def post(client, path, body, **headers):
    return client.post(PREFIX + path, json.dumps(body), content_type="application/json", headers=headers)


def submit(client, panel, page, fields, key):
    token = client.get(f"{PREFIX}/calls-to-action/{panel.slug}/token/").json()["token"]
    body = {
        "fields": fields,
        "consent": True,
        "consent_version": panel.consent_version,
        "page": page.pk,
        "placement": "b1",
        "token": token,
        "website": "",
    }
    return post(client, f"/calls-to-action/{panel.slug}/submissions/", body, **{"Idempotency-Key": key})


def rows_that_hold(text):
    """The tables, beside those that may, in which the text stands."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        if model in MAY_HOLD_IT or not model._meta.managed:
            continue
        names = [field.attname for field in model._meta.concrete_fields]
        for row in model._base_manager.values_list(*names):
            if (
                text
                in repr([bytes(value) if isinstance(value, memoryview) else value for value in row]).lower()
            ):
                found.append((model._meta.label, row))
    return found


def body_of(answer):
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()


def kept_in_cache():
    """Keys and values of the cache, whichever it is."""
    store: Any = caches["default"]
    if isinstance(store._cache, dict):
        return repr(store._cache)
    client = store._cache.get_client(None)
    return repr([(key, client.get(key) if client.type(key) == b"string" else "") for key in client.keys("*")])


@pytest.mark.usefixtures("_forms")
def test_an_address_is_found_where_it_belongs_and_nowhere_else(caplog, client):
    caplog.set_level(logging.DEBUG)
    caches["default"].clear()
    site = make_site()
    newsletter = make_panel("newsletter")
    packet = make_panel("packet", kind="information_packet", heading="The packet", consent_text="")
    page = make_summary(make_index(site), body=[block("call_to_action", {"call_to_action": newsletter.pk})])
    with ExitStack() as stack:
        stack.enter_context(LOCAL)
        asked, plain = stack.enter_context(receiver()), stack.enter_context(receiver())
        SubmissionTarget.objects.create(name="The team's system", kind="webhook", url=asked.url)
        subscribe(plain.url, name="A frontend", kinds=[])
        answers = [
            submit(client, newsletter, page, {"email": ADDRESS}, "one"),
            submit(client, packet, page, {"name": NAME, "email": ADDRESS}, "two"),
            submit(client, packet, page, {"name": NAME, "email": f"{ADDRESS}\nBcc: x"}, "three"),
            post(client, "/submissions/resend/", {"email": ADDRESS, "panel": newsletter.slug}),
        ]
        deliver()
        token = mail.outbox[-1].body.split("token=")[1].split()[0]
        answers.append(post(client, "/submissions/confirm/", {"token": token}))
        deliver()
        told = [json.dumps([r.path, r.headers, r.body.decode()]).lower() for r in plain.requests]
        heard = " ".join(r.body.decode().lower() for r in asked.requests)

    # The canary sings.
    assert [answer.status_code for answer in answers] == [202, 202, 422, 202, 200]
    assert Submission.objects.filter(email=ADDRESS).count() == 2
    assert [sent.to for sent in mail.outbox] == [[ADDRESS]]
    assert heard.count(ADDRESS) >= 2
    # And only there.
    assert told != []
    assert not any(CANARY in text for text in told)
    assert CANARY not in kept_in_cache().lower()
    assert CANARY not in caplog.text.lower()
    assert rows_that_hold(CANARY) == []
    assert not any(CANARY in body_of(answer).lower() for answer in answers)
    public = [
        client.get(PREFIX + path)
        for path in ("/changes/", "/export/", "/pages/", f"/pages/{page.pk}/", "/sitemap/")
    ]
    assert not any(CANARY in body_of(answer).lower() for answer in public)
    assert not any(
        CANARY in f"{link}".lower() for link in mail.outbox[-1].body.split() if link.startswith("http")
    )

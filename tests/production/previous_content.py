"""What readers and editors leave behind, made through the release's own endpoints by `manage.py shell`.

Everything here is made up.
"""

import json
import re
import uuid
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client
from django.utils import timezone

from cms.delivery.dispatch import deliver
from cms.models import CallToAction, ResearchSummaryPage, Submission, Subscriber, WebhookSubscription
from cms.remarks.acknowledge import acknowledge
from cms.remarks.judge import judge_page
from cms.remarks.keep import today
from cms.submissions.form_tokens import make_token

FIELDS = {"newsletter": {"email": "{}"}, "information_packet": {"name": "A made-up reader", "email": "{}"}}

client = Client(headers={"host": "cms.example.org", "x-forwarded-proto": "https"})


def post(path, body, **headers):
    answer = client.post(
        f"/api/v1/{path}", json.dumps(body), content_type="application/json", headers=headers, secure=True
    )
    assert answer.status_code in (200, 202), answer.content
    return answer.json()


for panel in CallToAction.objects.filter(live=True, kind__in=FIELDS):
    token = make_token(panel.translation_key, now=timezone.now() - timedelta(minutes=1)).token
    for number in range(5):
        fields = {
            name: text.format(f"reader{number}@example.org") for name, text in FIELDS[panel.kind].items()
        }
        body = {"fields": fields, "consent": True, "consent_version": panel.consent_version, "token": token}
        post(f"calls-to-action/{panel.slug}/submissions/", body, **{"Idempotency-Key": str(uuid.uuid4())})
deliver()
deliver()

confirmed = 0
for message in mail.outbox:
    found = re.search(r"/newsletter/confirm/\?token=([^\s\"&]+)", str(message.body))
    if found and confirmed < 3:
        post("submissions/confirm/", {"token": found[1]})
        confirmed += 1
deliver()

webhook = WebhookSubscription.objects.create(
    name="A made-up frontend", url="https://hook.example.org/", active=False
)
webhook.secrets.create()

editor = get_user_model().objects.first()
for page in ResearchSummaryPage.objects.live():
    for remark in judge_page(page, today=today()).open[:1]:
        acknowledge(page, remark, user=editor, reason="Made up: as it is in the source.")

assert Submission.objects.count() == 10, Submission.objects.count()
assert Subscriber.objects.filter(status="confirmed").count() == 3, Subscriber.objects.values("status")

"""Submissions as the worker leaves them, users of the team with so many permissions and no more, and what they do."""

import itertools
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.log_actions import registry

from cms.models import CallToAction, ConsentRecord, Submission, Subscriber
from cms.models.addresses import address_hash

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
PANEL = UUID(int=7)
_numbers = itertools.count(1)


def submitted(panel: CallToAction | None = None, **values: Any) -> Submission:
    """A message that was accepted, unless the values say otherwise."""
    number = next(_numbers)
    values.setdefault("email", f"reader{number}@example.org")
    values.setdefault("fields", {"email": values["email"], "message": "Please write."})
    fields: dict[str, Any] = {
        "panel": panel,
        "panel_key": panel.translation_key if panel else PANEL,
        "panel_slug": panel.slug if panel else "contact",
        "panel_heading": panel.heading if panel else "Write to us",
        "kind": panel.kind if panel else "contact",
        "locale": "en",
        "page_path": "/research/lupus/",
        "placement": "b3",
        "labels": {"email": "Your e-mail address", "message": "Your message"},
        "email_hash": address_hash(values["email"]) if values["email"] else "",
        "state": "accepted",
        "received_at": NOW,
        "processed_at": NOW,
        "idempotency_key": f"key-{number}",
        **values,
    }
    fields["labels"] = [list(pair) for pair in fields["labels"].items()]
    return Submission.objects.create(**fields)


def subscribed(email: str = "reader@example.org", **values: Any) -> Subscriber:
    """A confirmed subscriber."""
    fields = {
        "list_key": PANEL, "locale": "en", "email": email, "email_hash": address_hash(email), "status": "confirmed",
        "created_at": NOW, "confirmed_at": NOW, **values,
    }  # fmt: skip
    return Subscriber.objects.create(**fields)


def consented(submission: Submission, event: str = "given", **values: Any) -> ConsentRecord:
    """A consent to what a submission says."""
    fields = {
        "email_hash": submission.email_hash, "event": event, "method": "form", "at": NOW, "version": 2,
        "submission": submission.uuid, "wording": "You may write to me.", "locale": "en", **values,
    }  # fmt: skip
    return ConsentRecord.objects.create(**fields)


def browser_of(*codenames: str, groups: tuple[str, ...] = ()) -> Client:
    """The browser of somebody who may open the admin, with these permissions beside."""
    user = get_user_model().objects.create_user(f"member{next(_numbers)}", password="x")
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    user.groups.set(Group.objects.filter(name__in=groups))
    browser = Client()
    browser.force_login(user)
    return browser


def details(browser: Client, submission: Submission) -> Any:
    """The page of one submission."""
    return browser.get(reverse("submissions:inspect", args=(submission.pk,)))


def press(browser: Client, submission: Submission, do: str, **values: Any) -> str:
    """One of the team's buttons; the text of the page that follows."""
    address = reverse("submissions:change", args=(submission.pk,))
    answer = browser.post(address, {"do": do, **values}, follow=True)
    submission.refresh_from_db()
    return answer.content.decode()


def logged(submission: Submission) -> list[str]:
    """What was done with a submission, the oldest first."""
    return [entry.action for entry in registry.get_logs_for_instance(submission).order_by("pk")]

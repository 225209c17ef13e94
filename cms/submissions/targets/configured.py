"""The targets there are: rows that the team edits, and entries of `CMS_SUBMISSION_TARGETS`."""

from collections.abc import Mapping
from typing import Any, Final

from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from cms.conf import conf
from cms.models.events import TARGET, TARGET_IN_SETTINGS
from cms.models.submission_targets import SubmissionTarget
from cms.outbox.channels import ReceiverGone
from cms.submissions.targets.base import Target
from cms.submissions.targets.email import EmailTarget
from cms.submissions.targets.http_json import HttpJsonTarget
from cms.submissions.targets.webhook import WebhookTarget

__all__ = ["CHANNEL", "made", "receiver_of", "setting_of", "target_of"]

CHANNEL: Final = TARGET.rstrip(":")

Entry = Mapping[str, Any]


def receiver_of(target: SubmissionTarget | Entry) -> str:
    """What deliveries call it."""
    own = target.pk if isinstance(target, SubmissionTarget) else f"{TARGET_IN_SETTINGS}{target['NAME']}"
    return f"{TARGET}{own}"


def target_of(row: SubmissionTarget) -> Target:
    """What sends to the receiver of a row. Raises `ValueError` if the row is not complete."""
    if row.kind == SubmissionTarget.Kind.EMAIL:
        return EmailTarget(recipients=row.recipients.splitlines())
    if row.kind == SubmissionTarget.Kind.HTTP_JSON:
        return HttpJsonTarget(url=row.url, headers=row.headers, mapping=row.mapping)
    return WebhookTarget(url=row.url, secret=row.secret)


def setting_of(name: str) -> Entry:
    """The entry of this name. Raises `ReceiverGone`."""
    for entry in conf.submission_targets:
        if entry.get("NAME") == name:
            return entry
    raise ReceiverGone


def made(entry: Entry) -> Target:
    """The target of an entry. Raises `ImproperlyConfigured`."""
    try:
        target = import_string(entry["BACKEND"])(**entry.get("OPTIONS", {}))
    except KeyError as error:
        raise ImproperlyConfigured("CMS_SUBMISSION_TARGETS: an entry has no BACKEND.") from error
    except (ImportError, TypeError, ValueError) as error:
        raise ImproperlyConfigured(f"CMS_SUBMISSION_TARGETS: {error}") from error
    if not isinstance(target, Target):
        raise ImproperlyConfigured(f"CMS_SUBMISSION_TARGETS: {entry['BACKEND']} is no Target.")
    return target

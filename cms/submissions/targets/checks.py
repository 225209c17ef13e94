"""System checks of `CMS_SUBMISSION_TARGETS`: a receiver that gets nothing is noticed by the readers who wait for it."""

from collections import Counter
from typing import Any

from django.core import checks
from django.core.exceptions import ImproperlyConfigured

from blocks.vocabulary import FORM_KINDS
from cms.conf import conf
from cms.submissions.targets.configured import made

__all__ = ["check_submission_targets", "register_checks"]

LONGEST_NAME = 100


def check_submission_targets(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """cms.E030: a receiver can not be made from its entry. cms.E031: it has no name, or that of another.
    cms.E032: it wants kinds of panels that ask for nothing, or that there are not."""
    messages: list[checks.CheckMessage] = []
    names = Counter(str(entry.get("NAME", "")) for entry in conf.submission_targets)
    for entry in conf.submission_targets:
        try:
            made(entry)
        except ImproperlyConfigured as error:
            hint = 'An entry is {"NAME": unique, "BACKEND": dotted path of a Target, "OPTIONS": {its arguments}}.'
            messages.append(checks.Error(str(error), hint=hint, id="cms.E030"))
        name = str(entry.get("NAME", ""))
        if not name or len(name) > LONGEST_NAME or names[name] > 1:
            message = f"CMS_SUBMISSION_TARGETS: {name!r} does not name one entry alone."
            hint = f"Give each entry a NAME of its own, of at most {LONGEST_NAME} characters."
            messages.append(checks.Error(message, hint=hint, id="cms.E031"))
        kinds = entry.get("KINDS") or ()
        if isinstance(kinds, str) or not set(kinds) <= FORM_KINDS:
            message = f"CMS_SUBMISSION_TARGETS: KINDS of {name!r} is {kinds!r}."
            hint = f"List some of {', '.join(sorted(FORM_KINDS))}, or leave KINDS out for all of them."
            messages.append(checks.Error(message, hint=hint, id="cms.E032"))
    return messages


def register_checks() -> None:
    """Called when the app is ready."""
    checks.register(check_submission_targets)

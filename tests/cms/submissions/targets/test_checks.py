"""A wrong entry in `CMS_SUBMISSION_TARGETS` is told by `manage.py check`."""

import pytest
from django.test import override_settings

from cms.submissions.targets.checks import check_submission_targets

MAILBOX = {
    "NAME": "team",
    "BACKEND": "cms.submissions.targets.EmailTarget",
    "OPTIONS": {"recipients": ["team@example.org"]},
}


def ids(*entries):
    with override_settings(CMS_SUBMISSION_TARGETS=entries):
        return [message.id for message in check_submission_targets(None)]


def test_entries_that_can_be_used_are_no_error():
    assert ids() == []
    assert ids(MAILBOX, {**MAILBOX, "NAME": "other", "KINDS": ["newsletter", "contact"]}) == []


@pytest.mark.parametrize(
    "change",
    [
        {"BACKEND": "cms.submissions.targets.Nothing"},
        {"BACKEND": "nothing.at.all"},
        {"BACKEND": "cms.models.Submission"},
        {"BACKEND": "cms.submissions.targets.Target"},
        {"OPTIONS": {"recipients": []}},
        {"OPTIONS": {"recipient": "team@example.org"}},
        {"OPTIONS": {}},
    ],
)
def test_a_receiver_that_can_not_be_made_is_cms_e030(change):
    assert ids({**MAILBOX, **change}) == ["cms.E030"]


def test_an_entry_without_a_backend_is_cms_e030():
    assert ids({"NAME": "team"}) == ["cms.E030"]


def test_a_name_that_is_missing_too_long_or_taken_is_cms_e031():
    assert ids({**MAILBOX, "NAME": ""}) == ["cms.E031"]
    assert ids({**MAILBOX, "NAME": "x" * 101}) == ["cms.E031"]
    assert ids(MAILBOX, MAILBOX) == ["cms.E031", "cms.E031"]


@pytest.mark.parametrize("kinds", ["contact", ["link"], ["nothing"], [1]])
def test_kinds_that_no_form_has_are_cms_e032(kinds):
    assert ids({**MAILBOX, "KINDS": kinds}) == ["cms.E032"]

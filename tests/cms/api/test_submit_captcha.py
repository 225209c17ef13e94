"""A captcha that is passed, and one whose service can not say."""

import pytest

from cms.models import Submission
from tests.builders import make_panel
from tests.submitting import filled_in, post

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel(site):
    return make_panel("newsletter")


def test_who_passes_is_accepted(panel, settings):
    settings.CMS_CAPTCHA = {"BACKEND": "tests.cms.submissions.captchas.Word", "OPTIONS": {"word": "pass"}}
    assert post(panel, filled_in(panel, captcha="pass")).status_code == 202
    assert Submission.objects.get().state == "received"


def test_while_its_service_does_not_answer_nothing_is_lost(panel, settings):
    settings.CMS_CAPTCHA = {"BACKEND": "tests.cms.submissions.captchas.Silent"}
    assert post(panel, filled_in(panel, captcha="x")).status_code == 202
    row = Submission.objects.get()
    assert (row.state, row.suspicion, row.email) == ("quarantined", "captcha", "ada@example.org")


def test_a_site_without_a_captcha_takes_no_notice_of_an_answer(panel):
    assert post(panel, filled_in(panel, captcha="x")).status_code == 202


def test_a_client_beyond_its_limit_is_not_asked_about(panel, settings):
    settings.CMS_CAPTCHA = {"BACKEND": "tests.cms.submissions.captchas.Silent"}
    settings.CMS_FORM_LIMITS = {"client": (1, 600)}
    assert [post(panel, filled_in(panel, captcha="x")).status_code for _ in range(2)] == [202, 429]

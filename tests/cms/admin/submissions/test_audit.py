"""The report of who looked at personal data."""

import pytest
from django.urls import reverse
from wagtail.log_actions import registry as log_registry

from tests.cms.admin.submissions.builders import browser_of, submitted

pytestmark = pytest.mark.usefixtures("site")
REPORT = "personal-data-log:index"


def content_of(answer):
    """What is in a file."""
    return b"".join(answer.streaming_content).decode()


@pytest.fixture
def officer(db):
    return browser_of("erase_submission")


def test_a_newcomer_is_told_what_will_be_listed(officer):
    assert "Nobody has looked" in officer.get(reverse(REPORT)).content.decode()


def test_the_report_opens_before_anything_was_logged_since_the_start(officer, monkeypatch):
    """Wagtail learns the labels of actions when it first needs them."""
    for name, value in (("has_scanned_for_actions", False), ("formatters", {}), ("choices", [])):
        monkeypatch.setattr(log_registry, name, value)

    assert officer.get(reverse(REPORT)).status_code == 200


def test_the_report_says_who_did_what_and_nothing_about_the_reader(officer):
    member = browser_of("view_submission", "export_submission", "change_submission", "delete_submission")
    one = submitted(email="ada@example.org")
    member.get(reverse("submissions:inspect", args=(one.pk,)))
    content_of(member.get(reverse("submissions:index"), {"export": "csv", "q": "ada@"}))
    member.post(reverse("submissions:delete", args=(one.pk,)))
    text = officer.get(reverse(REPORT)).content.decode()

    for said in ("Looked at the submission", "1 row exported (CSV)", "Deleted", "Write to us"):
        assert said in text
    assert "ada@" not in text


def test_the_report_is_narrowed_by_action_and_user_and_exported(officer):
    first, second = browser_of("view_submission"), browser_of("view_submission")
    one = submitted()
    for browser in (first, second):
        browser.get(reverse("submissions:inspect", args=(one.pk,)))
    users = [entry.user_id for entry in officer.get(reverse(REPORT)).context["object_list"]]

    def found(**query):
        return len(officer.get(reverse(REPORT), query).context["object_list"])

    assert found(user=users[0]) == 1
    assert found(action="cms.submission.viewed") == 2
    assert found(action="cms.submission.erased") == 0
    assert "2 entries" in officer.get(reverse(REPORT)).content.decode()
    exported = content_of(officer.get(reverse(REPORT), {"export": "csv"}))
    assert exported.count("Looked at the submission") == 2


def test_the_report_is_in_the_menu_of_those_who_may_open_it(officer):
    assert reverse(REPORT) in officer.get(reverse("wagtailadmin_home")).content.decode()
    assert (
        reverse(REPORT)
        not in browser_of("view_submission").get(reverse("wagtailadmin_home")).content.decode()
    )

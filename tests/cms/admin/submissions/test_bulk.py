"""What is done to several submissions at once."""

import pytest
from django.urls import reverse

from cms.models import Delivery, Submission, SubmissionTarget
from tests.cms.admin.submissions.builders import browser_of, consented, submitted

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture
def member(db):
    return browser_of("view_submission", "change_submission", "delete_submission")


def address(action, *ids, **query):
    listing = "&".join([*(f"id={one}" for one in ids), *(f"{name}={value}" for name, value in query.items())])
    return f"{reverse('wagtail_bulk_action', args=('cms', 'submission', action))}?{listing}"


def states():
    return list(Submission.objects.order_by("pk").values_list("state", flat=True))


def test_the_list_offers_the_actions(member):
    submitted()
    text = member.get(reverse("submissions:index")).content.decode()

    for label in ("Mark as done", "Mark as new", "Mark as spam", "Send again", "Delete"):
        assert label in text


@pytest.mark.parametrize(
    ("action", "after"),
    [
        ("mark_done", ["handled", "handled", "awaiting"]),
        ("mark_new", ["accepted", "accepted", "awaiting"]),
        ("mark_spam", ["quarantined", "quarantined", "quarantined"]),
    ],
)
def test_a_state_is_set_wherever_it_is_possible(member, action, after):
    ids = [submitted(state=state).pk for state in ("accepted", "handled", "awaiting")]
    assert "Write to us" in member.get(address(action, *ids)).content.decode()
    assert states() == ["accepted", "handled", "awaiting"]
    member.post(address(action, *ids))

    assert states() == after


def test_several_are_deleted(member):
    ids = [submitted().pk, submitted().pk]
    kept = submitted()
    member.post(address("delete", *ids))

    assert Submission.objects.get() == kept


def test_all_in_the_listing_are_what_the_filter_shows_and_nothing_else(member):
    submitted(state="quarantined")
    submitted(locale="de")
    submitted(locale="en")
    member.post(address("delete", "all", locale="de"))
    assert states() == ["quarantined", "accepted"]
    member.post(address("delete", "all"))

    assert states() == ["quarantined"]


def test_all_that_a_search_finds_and_nothing_else(member):
    submitted(email="ada@example.org")
    submitted(email="eve@example.org")
    member.post(address("mark_done", "all", q="ada"))

    assert states() == ["handled", "accepted"]


def test_a_search_for_what_no_text_has_finds_nothing(member):
    submitted()
    assert member.get(address("mark_done", "all", q="%00")).status_code == 404


def test_several_are_sent_again(member, registered):
    SubmissionTarget.objects.create(name="The desk", kind="email", recipients="desk@example.org")
    ids = [submitted(state=state).pk for state in ("accepted", "handled", "awaiting")]
    member.post(address("send_again", *ids))

    assert Delivery.objects.count() == 2


def test_what_was_withdrawn_is_not_sent_again(member, registered):
    SubmissionTarget.objects.create(name="The desk", kind="email", recipients="desk@example.org")
    kept, withdrawn = submitted(), submitted()
    consented(withdrawn, "withdrawn", method="page")
    member.post(address("send_again", kept.pk, withdrawn.pk))

    assert [row.event.payload["submission"] for row in Delivery.objects.all()] == [str(kept.uuid)]


@pytest.mark.parametrize("ids", [("x",), ("9" * 40,), ("-1",), ()])
def test_what_is_no_id_is_not_found(member, ids):
    assert member.get(address("mark_done", *ids)).status_code == 404


def test_who_may_change_may_not_delete():
    one = submitted()
    changer = browser_of("view_submission", "change_submission")

    assert changer.post(address("delete", one.pk)).status_code == 403
    assert states() == ["accepted"]


def test_who_may_change_but_not_see_learns_nothing_from_the_question():
    submitted(email="ada@example.org")
    blind = browser_of("change_submission", "delete_submission")

    for action in ("mark_done", "delete"):
        assert blind.get(address(action, "all", q="ada@example.org")).status_code == 403
        assert blind.post(address(action, "all", q="ada@example.org")).status_code == 403
    assert states() == ["accepted"]

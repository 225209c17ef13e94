"""The lists of subscribers."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from cms.models import ConsentRecord, Subscriber
from tests.builders import make_panel
from tests.cms.admin.submissions.builders import browser_of, submitted, subscribed

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture
def member(db):
    return browser_of("view_subscriber", "change_subscriber", "delete_subscriber")


def listed(browser, **query):
    return [one.email for one in browser.get(reverse("subscribers:index"), query).context["object_list"]]


def test_a_newcomer_is_told_what_will_be_listed(member):
    assert "Nobody has subscribed yet" in member.get(reverse("subscribers:index")).content.decode()


def test_the_list_is_narrowed_and_searched(member):
    panel = make_panel()
    submitted(panel)
    subscribed("ada@example.org", panel=panel, list_key=panel.translation_key)
    subscribed("eve@example.org", status="pending", locale="de", confirmed_at=None)

    assert listed(member, status="pending") == ["eve@example.org"]
    assert listed(member, panel=str(panel.translation_key)) == ["ada@example.org"]
    assert listed(member, q="ADA") == ["ada@example.org"]
    assert "Stay informed" in member.get(reverse("subscribers:index")).content.decode()


def test_the_number_of_queries_does_not_depend_on_the_number_of_rows(member):
    def count():
        with CaptureQueriesContext(connection) as captured:
            member.get(reverse("subscribers:index"))
        return len(captured)

    panel = make_panel()
    subscribed("first@example.org", panel=panel)
    count()
    few = count()
    for number in range(30):
        subscribed(f"{number}@example.org", panel=panel)

    assert count() == few


def test_the_team_ends_a_subscription_and_the_consent_says_so(member):
    subscriber = subscribed()
    address = reverse("subscribers:unsubscribe", args=(subscriber.pk,))
    assert address in member.get(reverse("subscribers:index")).content.decode()
    assert "reader@example.org" in member.get(address).content.decode()
    assert Subscriber.objects.get().status == "confirmed"
    member.post(address)
    member.post(address)
    subscriber.refresh_from_db()
    record = ConsentRecord.objects.get()

    assert subscriber.status == "unsubscribed"
    assert subscriber.unsubscribed_at is not None
    assert (record.event, record.method) == ("withdrawn", "team")
    assert ModelLogEntry.objects.filter(action="cms.subscriber.unsubscribed").count() == 1
    assert address not in member.get(reverse("subscribers:index")).content.decode()


def test_a_subscriber_is_deleted_after_a_question(member):
    subscriber = subscribed()
    address = reverse("subscribers:delete", args=(subscriber.pk,))
    assert "Are you sure" in member.get(address).content.decode()
    member.post(address)

    assert not Subscriber.objects.exists()
    assert "reader@" not in str(ModelLogEntry.objects.get().label)


def test_who_may_only_look_can_neither_end_nor_delete():
    subscriber = subscribed()
    viewer = browser_of("view_subscriber")
    for name in ("unsubscribe", "delete"):
        address = reverse(f"subscribers:{name}", args=(subscriber.pk,))
        assert viewer.get(address).status_code == 403
        assert viewer.post(address).status_code == 403
        assert address not in viewer.get(reverse("subscribers:index")).content.decode()
    assert Subscriber.objects.get().status == "confirmed"

"""A filter by something that is not there lists and exports nothing, and not all there is."""

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.submissions.importing import import_subscribers
from tests.builders import make_panel
from tests.cms.admin.submissions.builders import browser_of, submitted, subscribed

pytestmark = pytest.mark.usefixtures("site")
NOT_THERE = [
    {"panel": "00000000-0000-0000-0000-000000000001"},
    {"locale": "xx"},
]


@pytest.fixture
def member(db):
    return browser_of("view_submission", "export_submission", "view_subscriber")


@pytest.mark.parametrize("query", NOT_THERE, ids=["panel", "locale"])
@pytest.mark.parametrize("name", ["submissions:index", "subscribers:index"])
def test_nothing_is_listed_or_exported_by_a_filter_that_is_wrong(member, name, query):
    submitted(email="ada@example.org")
    submitted(email="robot@example.org", state="quarantined", suspicion="honeypot")
    subscribed("ada@example.org")
    listed = member.get(reverse(name), query)
    exported = member.get(reverse(name), {"export": "csv", **query})

    assert list(listed.context["object_list"]) == []
    assert b"@example.org" not in b"".join(exported.streaming_content)
    assert ModelLogEntry.objects.get().data["count"] == 0


def test_a_list_that_came_by_an_import_can_be_chosen(member, site):
    panel = make_panel("newsletter", heading="Monthly letter")
    import_subscribers(["email\n", "ada@example.org\n"], panel, site_id=site.pk, now=timezone.now())
    subscribed("eve@example.org")
    query = {"panel": str(panel.translation_key), "locale": "en"}
    listed = member.get(reverse("subscribers:index"), query)

    assert [one.email for one in listed.context["object_list"]] == ["ada@example.org"]
    assert "Monthly letter" in listed.content.decode()

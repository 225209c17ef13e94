import pytest

from cms.models import PageDocument, PublishRefused, Reference, SiteProfile
from cms.models.events import OutboxEvent
from tests.api_client import ApiClient
from tests.builders import block, change, cited, make_reference, make_standard, make_summary, publish_again

RETRACTION = {"kind": "retraction", "date": "2021-03-04", "doi": "10.5555/notice", "source": ["crossref"]}


@pytest.fixture
def reference(site):
    return make_reference("doe2020", DOI="10.5555/doe")


@pytest.fixture
def summary(home, reference):
    """A page whose document has been built."""
    page = make_summary(
        slug="about-it", parent=home, body=[block("paragraph", f"<p>So {cited(reference)}.</p>")]
    )
    ApiClient(HTTP_HOST="www.example.org").document(page)
    return page


def told():
    events = OutboxEvent.objects.filter(kind="reference.integrity").order_by("pk")
    return [(event.site_id, event.payload) for event in events]


def test_a_retraction_is_told_with_the_pages_that_rest_on_it(summary, reference, site):
    change(reference, integrity="retracted", notices=[RETRACTION])
    ((site_id, payload),) = told()
    assert site_id == site.pk
    assert (payload["reference"], payload["doi"]) == ("doe2020", "10.5555/doe")
    assert (payload["previous_status"], payload["status"]) == ("unchecked", "retracted")
    assert payload["notices"][0]["kind"] == "retraction"
    assert (payload["pages"], payload["page_count"]) == ([{"id": summary.pk, "path": "/about-it/"}], 1)


def test_a_check_with_the_same_result_is_not_told(summary, reference):
    change(reference, integrity="retracted")
    change(reference, notices=[RETRACTION])
    assert len(told()) == 1


def test_that_a_source_is_clean_is_told_only_if_it_was_not(summary, reference):
    change(reference, integrity="clean")
    assert told() == []
    change(reference, integrity="concern")
    change(reference, integrity="clean")
    assert [payload["status"] for _, payload in told()] == ["concern", "clean"]


def test_nobody_is_told_of_a_source_that_no_public_page_cites(home, reference):
    make_summary(parent=home, live=False, body=[block("paragraph", f"<p>So {cited(reference)}.</p>")])
    change(reference, integrity="retracted")
    assert told() == []


def test_a_retraction_makes_documents_and_cards_stale(summary, reference):
    PageDocument.objects.update(stale=False, card_stale=False)
    change(reference, integrity="retracted")
    row = PageDocument.objects.get(page=summary)
    assert (row.stale, row.card_stale) == (True, True)


def test_a_page_can_not_be_published_with_a_source_of_which_nothing_is_known(home, document):
    stub = Reference(csl={"type": "document", "DOI": "10.5555/not-reached"})
    stub.look_up_at = "2026-01-01T00:00:00Z"
    stub.save()
    page = make_standard(parent=home, live=False, body=[block("paragraph", f"<p>So {cited(stub)}.</p>")])
    with pytest.raises(PublishRefused, match=r"10\.5555/not-reached"):
        publish_again(page)


def test_nor_one_that_summarises_such_a_source(home):
    stub = Reference(
        csl={"type": "document", "DOI": "10.5555/not-reached"}, look_up_at="2026-01-01T00:00:00Z"
    )
    stub.save()
    page = make_summary(parent=home, live=False, subject_reference=stub)
    with pytest.raises(PublishRefused, match=r"10\.5555/not-reached"):
        publish_again(page)


def test_a_change_of_the_style_of_the_site_makes_its_documents_stale(summary, site):
    PageDocument.objects.update(stale=False)
    SiteProfile.objects.create(site=site, citation_style="apa")
    assert PageDocument.objects.get(page=summary).stale is True


def test_another_change_of_the_profile_leaves_documents_as_they_are(summary, site):
    profile = SiteProfile.objects.create(site=site)
    PageDocument.objects.update(stale=False)
    change(profile, tagline="Other")
    assert PageDocument.objects.get(page=summary).stale is False

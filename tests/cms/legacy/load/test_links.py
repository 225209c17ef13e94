"""Links between the articles of an old site lead to the pages that those have become."""

import pytest
from django.core.exceptions import ValidationError

from cms.legacy.old_addresses import known_as
from cms.models import ResearchSummaryPage
from cms.models.legacy_sources import LegacySource
from tests.cms.legacy.load.entries import HOST, HandMade, article, codes, do_import, outcomes, pages, raw

pytestmark = pytest.mark.django_db


def link(address):
    return f'<p>See <a href="{address}">this</a>.</p>'


@pytest.mark.parametrize(
    "address",
    [
        f"{HOST}/2/",
        "http://www.old.example.org/2",
        "//old.example.org/2/",
        "/2/",
        f"{HOST}/2/?utm_source=mail#more",
        f"{HOST}/?p=2",
        f"{HOST}/second/",
    ],
)
@pytest.mark.slow
def test_a_link_in_whatever_spelling_leads_to_the_page(parent, address):
    second = article(2, "<p>Second.</p>", old_addresses=("?p=2", "/second/"))
    do_import(HandMade(article(1, link(address)), second), parent)
    first, second = pages()
    assert f'<a linktype="page" id="{second.pk}">this</a>' in raw(first)[0]["value"]


def test_a_page_whose_links_were_led_elsewhere_does_not_count_as_edited(parent):
    sources = HandMade(article(1, link("/2/")), article(2, link("/1/")))
    do_import(sources, parent)
    assert [source.page_was_edited for source in LegacySource.objects.all()] == [False, False]
    assert outcomes(do_import(sources, parent)) == ["unchanged", "unchanged"]


def test_a_link_into_a_page_says_that_its_fragment_is_lost(parent):
    run = do_import(HandMade(article(1, link("/2/#results")), article(2, "<p>Second.</p>")), parent)
    assert "link_fragment_lost" in codes(run)


def test_links_that_lead_nowhere_are_listed_and_stay(parent):
    run = do_import(HandMade(article(1, link(f"{HOST}/gone/"))), parent)
    assert f'href="{HOST}/gone/"' in raw(pages()[0])[0]["value"]
    (note,) = [each for each in run.outcomes.get().report["notes"] if each["code"] == "link_leads_nowhere"]
    assert note["values"] == {"address": f"{HOST}/gone/"}


def test_a_later_import_brings_the_page_that_a_link_waits_for(parent):
    do_import(HandMade(article(1, link("/2/"))), parent)
    do_import(HandMade(article(2, "<p>Second.</p>")), parent)
    first, second = pages()
    assert f'linktype="page" id="{second.pk}"' in raw(first)[0]["value"]


def test_a_page_that_somebody_has_edited_is_left_alone(parent):
    do_import(HandMade(article(1, link("/2/"))), parent)
    pages()[0].save_revision()
    do_import(HandMade(article(2, "<p>Second.</p>")), parent)
    assert 'href="/2/"' in raw(pages()[0])[0]["value"] or f'href="{HOST}/2/"' in raw(pages()[0])[0]["value"]


def test_links_elsewhere_stay_as_they_are(parent):
    run = do_import(
        HandMade(article(1, link("https://example.com/2/")), article(2, "<p>Second.</p>")), parent
    )
    assert 'href="https://example.com/2/"' in raw(pages()[0])[0]["value"]
    assert "link_leads_nowhere" not in codes(run)


@pytest.mark.parametrize("address", ["mailto:a@example.org", "tel:123", "", "http://[bad", "javascript:1"])
def test_what_is_no_address_of_the_web_is_known_as_nothing(address):
    assert known_as(address) == ""


def test_a_live_page_that_may_not_be_published_any_more_keeps_its_draft_and_says_why(parent, monkeypatch):
    do_import(HandMade(article(1, link("/2/"))), parent, publish=True)
    monkeypatch.setattr(
        ResearchSummaryPage, "publication_errors", lambda self: {"title": [ValidationError("Not now.")]}
    )
    run = do_import(HandMade(article(2, "<p>Second.</p>")), parent)
    first, second = pages()
    assert run.state == "finished"
    assert f'linktype="page" id="{second.pk}"' in raw(first)[0]["value"]
    assert "not_published" in [note["code"] for note in LegacySource.objects.get(page=first).report["notes"]]

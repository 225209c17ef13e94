from datetime import UTC, datetime, timedelta

import pytest
from wagtail.models import PageViewRestriction

from cms.bibliography.exchange import read
from cms.models import SiteProfile
from tests.builders import (
    block,
    change,
    cite,
    make_reference,
    make_site,
    make_standard,
    make_summary,
    root_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

DAY = datetime(2026, 3, 1, 12, tzinfo=UTC)


def keys(answer):
    return [item["id"] for item in answer.json["items"]]


def quoting(*references):
    return [block("quote", {"text": "So it is.", "attribution": "", "citations": cite(*references)})]


def test_references_that_pages_cite_list_or_summarise_are_public(api, site):
    cited, listed, subject = (make_reference(key) for key in ("cited", "listed", "subject"))
    make_summary(body=quoting(cited), further_reading=[listed], subject_reference=subject)
    assert keys(api.get("/references/")) == ["cited", "listed", "subject"]


def test_a_reference_that_no_page_uses_is_not_public(api, site):
    make_reference("unused")
    assert keys(api.get("/references/")) == []
    assert api.get("/references/unused/").status == 404
    assert api.get("/references/unused.json").status == 404


def hide_draft(page):
    page.unpublish()


def hide_by_expiry(page):
    change(page, expire_at=datetime(2020, 1, 1, tzinfo=UTC))


def hide_by_restriction(page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")


@pytest.mark.parametrize("hide", [hide_draft, hide_by_expiry, hide_by_restriction])
def test_a_reference_that_only_hidden_pages_use_is_not_public(api, site, hide):
    reference = make_reference("secret")
    hide(make_summary(subject_reference=reference))
    assert keys(api.get("/references/")) == []
    assert api.get("/references/secret/").status == 404
    assert api.get("/references/secret.json").status == 404


def test_a_reference_that_only_a_new_draft_of_a_live_page_cites_is_not_public(api, site):
    page = make_standard()
    page.body = quoting(make_reference("draft"))
    page.save_revision()
    assert keys(api.get("/references/")) == []


def test_a_reference_of_another_site_is_not_public_here(api, site):
    other = make_site("b.example.org")
    make_standard(parent=root_of(other), body=quoting(make_reference("elsewhere")))
    assert keys(api.get("/references/")) == []
    assert keys(api.get("/references/", site="b.example.org")) == ["elsewhere"]


def test_a_reference_names_the_public_pages_that_use_it(api, site):
    reference = make_reference("doe2020")
    old = make_summary(subject_reference=reference, at=DAY)
    new = make_standard(body=quoting(reference), at=DAY + timedelta(days=1))
    make_summary(subject_reference=reference).unpublish()
    answer = api.get("/references/doe2020/").json
    assert [card["id"] for card in answer["cited_by"]] == [new.pk, old.pk]
    assert answer["cited_by_count"] == 2


def test_a_reference_comes_as_text_and_as_record(api, site):
    make_summary(subject_reference=make_reference("doe2020", title="On pain", DOI="10.1000/XYZ"))
    answer = api.get("/references/doe2020/").json
    assert "On pain" in answer["text"]
    assert answer["identifiers"]["doi"] == "10.1000/xyz"
    assert answer["url"] == "https://doi.org/10.1000/xyz"
    assert answer["csl"]["title"] == "On pain"


def test_the_note_for_editors_is_not_public(api, site):
    reference = make_reference("doe2020")
    reference.note = "zanzibar-canary"
    reference.save()
    make_summary(subject_reference=reference)
    assert b"zanzibar-canary" not in api.get("/references/doe2020/").content


def test_a_reference_comes_as_csl_json(api, site):
    make_summary(subject_reference=make_reference("doe2020"))
    items = api.get("/references/doe2020.json").json
    assert [item["id"] for item in items] == ["doe2020"]


def test_the_library_is_read_page_by_page(api, site):
    for name in ("c", "a", "b"):
        make_summary(subject_reference=make_reference(name))
    first = api.get("/references/", limit=2, count="exact")
    assert (keys(first), first.json["count"]) == (["a", "b"], 3)
    second = api.get("/references/", limit=2, cursor=first.json["next"])
    assert keys(second) == ["c"]
    assert keys(api.get("/references/", limit=2, cursor=second.json["previous"])) == ["a", "b"]


@pytest.mark.parametrize("key", ["Doe2020", "doe%202020", "doe/2020", "%00", "doe\u0660", "-doe", "x" * 500])
def test_what_is_no_citation_key_is_missing(api, site, key):
    assert api.get(f"/references/{key}/").status == 404


def test_references_are_printed_in_the_style_of_the_site(api, site):
    reference = make_reference("doe2020", author=[{"family": "Doe", "given": "Jane"}])
    make_standard(body=quoting(reference))
    SiteProfile.objects.create(site=site, citation_style="apa")
    assert api.get("/references/").json["items"][0]["text"].startswith("Doe, J. (2020).")
    assert api.get("/references/doe2020/").json["text"].startswith("Doe, J. (2020).")


FILES = {"bib": "application/x-bibtex", "ris": "application/x-research-info-systems"}


@pytest.mark.parametrize("extension", FILES)
def test_a_reference_comes_as_a_file_for_reference_managers(api, site, extension):
    make_summary(subject_reference=make_reference("doe2020", DOI="10.1000/xyz"))
    answer = api.get(f"/references/doe2020.{extension}")
    assert answer.headers["Content-Type"] == f"{FILES[extension]}; charset=utf-8"
    (record,) = read(answer.content).records
    assert (record.csl["id"], record.csl["DOI"]) == ("doe2020", "10.1000/xyz")


@pytest.mark.parametrize("extension", FILES)
def test_files_hold_nothing_that_is_not_public(api, site, extension):
    private = dict.fromkeys(("note", "annote", "abstract"), "zanzibar-canary")
    reference = make_reference("doe2020", **private, custom={"x": "zanzibar-canary"})
    page = make_summary(subject_reference=reference)
    for address in (f"/references/doe2020.{extension}", f"/pages/{page.pk}/references.{extension}"):
        assert b"zanzibar-canary" not in api.get(address).content


@pytest.mark.parametrize("extension", FILES)
def test_a_reference_that_is_not_public_has_no_file(api, site, extension):
    make_reference("unused")
    assert api.get(f"/references/unused.{extension}").status == 404


@pytest.mark.parametrize("extension", FILES)
def test_the_references_of_a_page_come_as_a_file_in_their_order(api, site, extension):
    first, second, listed = (make_reference(key) for key in ("first", "second", "listed"))
    page = make_summary(body=quoting(first, second), subject_reference=second, further_reading=[listed])
    answer = api.get(f"/pages/{page.pk}/references.{extension}")
    assert [record.csl["id"] for record in read(answer.content).records] == ["first", "second", "listed"]


@pytest.mark.parametrize("extension", FILES)
def test_a_file_that_a_client_has_is_not_sent_again(api, site, extension):
    page = make_summary(subject_reference=make_reference("doe2020"))
    for address in (f"/references/doe2020.{extension}", f"/pages/{page.pk}/references.{extension}"):
        etag = api.get(address).headers["ETag"]
        assert api.get(address, headers={"If-None-Match": etag}).status == 304

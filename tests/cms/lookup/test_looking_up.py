"""Which registry is asked for what, and what an editor is told if there is no record."""

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings
from django.utils import translation

from cms.bibliography.identifiers import Identifier
from cms.lookup import Incomplete, NoRegistry, NotKnown, Unreachable, look_up
from cms.lookup.registries import configured
from tests.cms.lookup.replay import json_answer
from tests.cms.lookup.test_pubmed import article
from tests.cms.lookup.works import ZHOU_EUROPE_PMC
from tests.receivers import answers

DOI = Identifier("doi", "10.5555/work")
PMID = Identifier("pmid", "99000001")
PMCID = Identifier("pmcid", "PMC7157802")


@pytest.mark.parametrize(
    ("identifier", "asked"),
    [
        (DOI, ["crossref", "datacite"]),
        (Identifier("doi", "10.48550/arxiv.1810.04805"), ["datacite"]),
        (Identifier("arxiv", "hep-th/9901001"), ["datacite"]),
        (PMID, ["pubmed", "europepmc"]),
        (PMCID, ["europepmc", "idconv"]),
    ],
)
def test_the_registries_that_can_know_are_asked_in_turn(registries, identifier, asked):
    with pytest.raises(NotKnown):
        look_up(identifier)
    assert registries.asked == asked


def test_who_is_asked_after_one_that_knows_is_not_asked(registries):
    registries.pubmed(PMID.value, article())
    look_up(PMID)
    assert registries.asked == ["pubmed"]


def test_an_unknown_work_is_named_with_those_who_do_not_know_it(registries):
    with pytest.raises(NotKnown) as failed:
        look_up(DOI)
    assert failed.value.registries == ("Crossref", "DataCite")
    assert failed.value.message == (
        "doi:10.5555/work is not known to Crossref, DataCite. Check it, or type the record in by hand."
    )


def test_while_one_is_silent_a_work_is_not_said_to_be_unknown(registries):
    registries.breaks("datacite")
    with pytest.raises(Unreachable) as failed:
        look_up(DOI)
    assert failed.value.reasons == ("DataCite answers with an error (HTTP 500).",)


def test_another_registry_stands_in_for_one_that_is_silent(registries):
    registries.breaks("europepmc")
    registries.converts("PMC7157802", pmid="99000001")
    registries.pubmed(PMID.value, article())
    assert look_up(PMCID).origin == "pubmed"


def test_when_to_come_back_is_what_the_registry_asks_for(registries):
    registries.breaks("crossref", answers(503, b"", Retry_After="3600", Content_Type="text/plain"))
    with pytest.raises(Unreachable) as failed:
        look_up(DOI)
    assert failed.value.retry_after is not None
    assert failed.value.retry_after.total_seconds() > 3590


def test_a_record_without_a_title_is_none(registries):
    registries.crossref(DOI.value, {"title": []})
    with pytest.raises(Incomplete, match=r"^Crossref knows .*, but without a title"):
        look_up(DOI)


def test_a_record_without_a_title_is_looked_for_elsewhere(registries):
    registries.pubmed(PMID.value, article(title=""))
    registries.europe_pmc({"id": PMID.value, "source": "MED", "pmid": PMID.value, "title": "A title"})
    assert look_up(PMID).csl["title"] == "A title"


@pytest.mark.parametrize(
    "identifier",
    [
        Identifier("isbn", "9780781755641"),
        Identifier("url", "https://example.org/"),
        Identifier("nct", "NCT00342992"),
    ],
)
def test_nobody_is_asked_about_other_identifiers(registries, identifier):
    with pytest.raises(NoRegistry):
        look_up(identifier)
    assert registries.asked == []


def test_what_was_found_is_not_asked_for_again(registries):
    registries.europe_pmc(ZHOU_EUROPE_PMC)
    first = look_up(PMCID)
    registries.forget_requests()
    assert look_up(PMCID) == first
    assert registries.asked == []


def test_what_is_not_known_is_not_asked_for_again_at_once(registries):
    for _ in range(2):
        with pytest.raises(NotKnown):
            look_up(DOI)
    assert registries.asked == ["crossref", "datacite"]


@override_settings(CMS_LOOKUP_NOT_KNOWN_SECONDS=0)
def test_what_is_not_known_is_forgotten_sooner(registries):
    with pytest.raises(NotKnown):
        look_up(DOI)
    registries.crossref(DOI.value)
    assert look_up(DOI).csl["title"] == "A made-up work"


def test_a_failure_is_not_kept(registries):
    registries.breaks("crossref")
    with pytest.raises(Unreachable):
        look_up(DOI)
    registries.mends("crossref")
    registries.crossref(DOI.value)
    assert look_up(DOI).csl["title"] == "A made-up work"


def test_a_fresh_look_up_asks_again(registries):
    registries.crossref(DOI.value)
    look_up(DOI)
    registries.crossref(DOI.value, {"title": ["Another title"]})
    assert look_up(DOI, fresh=True).csl["title"] == "Another title"


def test_messages_can_be_translated(registries):
    with translation.override("de"), pytest.raises(NotKnown) as failed:
        look_up(DOI)
    assert DOI.text in failed.value.message


@pytest.mark.parametrize(
    "entry",
    [
        "cms.lookup.nothing",
        "cms.lookup.Found",
        {"OPTIONS": {}},
        {"BACKEND": "cms.lookup.registries.Crossref", "OPTIONS": {"x": 1}},
    ],
)
def test_a_registry_that_can_not_be_made_is_named(entry):
    with override_settings(CMS_LOOKUP_PROVIDERS=[entry]), pytest.raises(ImproperlyConfigured):
        configured()


def test_a_registry_that_can_not_be_made_fails_the_system_check():
    with override_settings(CMS_LOOKUP_PROVIDERS=["cms.lookup.nothing"]):
        assert "cms.E020" in [message.id for message in run_checks()]


@pytest.mark.parametrize("address", ["no address", "a@example.org\r\nX-Other: 1"])
def test_a_contact_that_is_no_mail_address_fails_the_system_check(address):
    with override_settings(CMS_CONTACT_EMAIL=address):
        assert "cms.E021" in [message.id for message in run_checks()]


def test_the_registries_as_they_are_by_default_pass_the_system_check():
    assert [message.id for message in run_checks() if message.id in ("cms.E020", "cms.E021")] == []


def test_only_the_configured_registries_are_asked(registries):
    only = {
        "BACKEND": "cms.lookup.registries.DataCite",
        "OPTIONS": {"base_url": f"{registries.server.url}/datacite"},
    }
    with override_settings(CMS_LOOKUP_PROVIDERS=[only]), pytest.raises(NotKnown):
        look_up(DOI)
    assert registries.asked == ["datacite"]


def test_a_doi_that_leads_to_another_one_gives_the_record_of_that(registries):
    registries.crossref("10.5555/newer")
    there = f"{registries.server.url}/crossref/works/10.5555%2Fnewer"
    registries.known["crossref", DOI.value] = json_answer({}, 301, Location=there)
    assert look_up(DOI).csl["DOI"] == "10.5555/newer"

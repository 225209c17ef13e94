"""An editor pastes an identifier, and one work is one reference."""

from datetime import UTC, datetime, timedelta

import pytest

from cms.bibliography.identifiers import InvalidIdentifier
from cms.lookup import NoRegistry, NotKnown
from cms.lookup.pasted import reference_for
from cms.lookup.pending import try_again
from cms.models import Reference
from cms.models.intake import Contradiction
from tests.builders import make_reference
from tests.cms.lookup.test_crossref_notices import update
from tests.cms.lookup.works import (
    BERT_DATACITE,
    YANG_CROSSREF,
    YANG_EUROPE_PMC,
    ZHOU_CROSSREF,
    ZHOU_EUROPE_PMC,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
YANG_PAGE = "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC8481702/"
YANG_DOI = "10.3389/fimmu.2021.714832"
REGISTRIES = ("crossref", "pubmed", "europepmc", "datacite", "idconv")


@pytest.fixture
def yang(registries):
    """A work that Crossref and Europe PMC know."""
    registries.crossref(YANG_DOI, YANG_CROSSREF)
    registries.europe_pmc(YANG_EUROPE_PMC)
    return registries


def go_offline(registries):
    for registry in REGISTRIES:
        registries.breaks(registry)


def go_online(registries):
    for registry in REGISTRIES:
        registries.mends(registry)


def test_what_is_new_comes_from_a_registry(registries):
    registries.crossref("10.1155/2020/6518508", ZHOU_CROSSREF)
    pasted = reference_for("https://doi.org/10.1155/2020/6518508", now=NOW)
    assert pasted.outcome == "new"
    assert (pasted.reference.origin, pasted.reference.verification) == ("crossref", "verified")
    assert pasted.reference.retrieved_at == NOW


def test_what_the_library_knows_needs_no_network(registries):
    reference = make_reference(DOI="10.5555/known")
    assert reference_for("doi:10.5555/KNOWN") == type(reference_for("10.5555/known"))(reference, "known")
    assert registries.asked == []


def test_the_page_in_pubmed_central_and_later_the_doi_are_one_reference(yang):
    first = reference_for(YANG_PAGE, now=NOW)
    second = reference_for(YANG_DOI, now=NOW)
    assert (first.outcome, second.outcome) == ("new", "known")
    assert first.reference == second.reference


def test_the_doi_and_later_the_page_in_pubmed_central_are_one_reference(yang):
    first = reference_for(YANG_DOI, now=NOW)
    second = reference_for(YANG_PAGE, now=NOW)
    assert first.reference == second.reference
    assert second.outcome == "known"


def test_the_doi_is_the_same_reference_although_europe_pmc_was_silent_at_first(yang):
    yang.breaks("europepmc")
    first = reference_for(YANG_DOI, now=NOW)
    yang.mends("europepmc")
    second = reference_for(YANG_PAGE, now=NOW)
    assert (second.reference, second.outcome) == (first.reference, "completed")
    assert second.reference.pmcid == "PMC8481702"


def test_a_pmid_and_the_pmcid_are_one_reference(registries):
    registries.europe_pmc(ZHOU_EUROPE_PMC)
    first = reference_for("PMC7157802", now=NOW)
    assert reference_for("PMID: 32322279", now=NOW).reference == first.reference


def test_without_a_network_the_draft_gets_a_reference_that_waits(yang):
    go_offline(yang)
    pasted = reference_for(YANG_DOI, now=NOW)
    assert (pasted.outcome, pasted.reference.key) == ("waiting", "doi-10-3389-fimmu-2021-714832")
    assert pasted.reference.csl == {
        "type": "document",
        "DOI": YANG_DOI,
        "id": "doi-10-3389-fimmu-2021-714832",
    }
    assert pasted.reference.look_up_at == NOW + timedelta(minutes=15)
    assert pasted.reference.verification == "unverified"


def test_the_editor_is_told_why_it_waits(yang):
    go_offline(yang)
    message = reference_for(YANG_DOI, now=NOW).message
    assert message.startswith(
        f"doi:{YANG_DOI} could not be looked up at the moment. Crossref answers with an error"
    )


@pytest.mark.parametrize(("text", "key"), [("PMC8481702", "pmc8481702"), ("PMID 32322279", "pmid-32322279")])
def test_a_reference_that_waits_is_named_after_its_identifier(registries, text, key):
    go_offline(registries)
    assert reference_for(text, now=NOW).reference.key == key


def test_what_waits_is_not_made_twice(yang):
    go_offline(yang)
    first = reference_for(YANG_DOI, now=NOW).reference
    again = reference_for(f"https://doi.org/{YANG_DOI}", now=NOW)
    assert (again.reference, again.outcome) == (first, "waiting")


def test_a_reference_that_waits_is_completed_when_the_work_is_pasted_by_another_identifier(yang):
    go_offline(yang)
    waiting = reference_for(YANG_PAGE, now=NOW).reference
    go_online(yang)
    pasted = reference_for(YANG_DOI, now=NOW)
    assert (pasted.reference, pasted.outcome) == (waiting, "completed")
    assert (pasted.reference.look_up_at, pasted.reference.verification) == (None, "verified")


def test_the_other_way_round_as_well(yang):
    go_offline(yang)
    waiting = reference_for(YANG_DOI, now=NOW).reference
    go_online(yang)
    pasted = reference_for(YANG_PAGE, now=NOW)
    assert (pasted.reference, pasted.outcome) == (waiting, "completed")
    assert pasted.reference.title.startswith("Immunomodulatory Effect")


def test_a_preprint_of_arxiv_is_known_by_its_doi(registries):
    registries.datacite("10.48550/arxiv.1810.04805", BERT_DATACITE)
    first = reference_for("https://arxiv.org/abs/1810.04805v2", now=NOW)
    assert reference_for("arXiv:1810.04805", now=NOW).reference == first.reference


def test_a_work_that_is_retracted_is_so_at_once(registries):
    registries.crossref("10.5555/work", {"updated-by": [update()]})
    pasted = reference_for("10.5555/work", now=NOW)
    assert (pasted.reference.integrity, Reference.objects.get().integrity) == ("retracted", "retracted")


def test_a_work_without_notices_is_clean_and_still_to_be_checked(registries):
    registries.crossref("10.5555/work")
    reference = reference_for("10.5555/work", now=NOW).reference
    assert (reference.integrity, reference.next_check_at) == ("clean", None)


def test_a_bare_number_is_refused(registries):
    with pytest.raises(InvalidIdentifier, match="a number alone may be anything"):
        reference_for("32322279")
    assert registries.asked == []


@pytest.mark.parametrize("text", ["", "see Zhou 2020", "10.5555/one and 10.5555/two", "\0"])
def test_what_is_no_single_identifier_is_refused(registries, text):
    with pytest.raises(InvalidIdentifier):
        reference_for(text)
    assert registries.asked == []


def test_a_web_page_is_to_be_typed_in(registries):
    with pytest.raises(NoRegistry, match="Type the record in by hand"):
        reference_for("https://www.nhs.uk/conditions/lupus/")


def test_an_unknown_work_makes_no_reference(registries):
    with pytest.raises(NotKnown, match="type the record in by hand"):
        reference_for("10.5555/unknown")
    assert not Reference.objects.exists()


def test_a_title_with_a_script_is_kept_as_text(registries):
    registries.crossref("10.5555/work", {"title": ["<script>alert(1)</script>"]})
    assert reference_for("10.5555/work").reference.title == "<script>alert(1)</script>"


def test_two_records_of_one_work_are_not_made_three(registries):
    registries.europe_pmc(ZHOU_EUROPE_PMC)
    complete = make_reference(DOI="10.1155/2020/6518508")
    make_reference(PMID="32322279")
    assert reference_for("PMC7157802", now=NOW).reference == complete
    assert Reference.objects.count() == 2


def test_a_second_try_completes_what_waits(yang):
    go_offline(yang)
    waiting = reference_for(YANG_DOI, now=NOW).reference
    go_online(yang)
    assert try_again(waiting, now=NOW) == "completed"
    assert Reference.objects.get().title.startswith("Immunomodulatory Effect")


def test_a_work_that_the_library_has_with_another_doi_is_for_an_editor_to_settle(registries):
    registries.europe_pmc(ZHOU_EUROPE_PMC)
    make_reference("mine", DOI="10.5555/other", PMID="32322279")
    with pytest.raises(Contradiction, match=r"“mine”, but has the DOI 10\.1155/2020/6518508 instead of"):
        reference_for("PMC7157802", now=NOW)
    assert Reference.objects.get().pmcid is None


def test_the_record_that_has_the_pasted_identifier_is_the_answer_whatever_its_others_are(registries):
    mine = make_reference("mine", DOI="10.5555/other", PMID="32322279")
    assert reference_for("PMID: 32322279", now=NOW).reference == mine
    assert registries.asked == []

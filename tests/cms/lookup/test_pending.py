"""References that wait for a record are completed, or given up, and never lost."""

from datetime import UTC, datetime, timedelta

import pytest

from cms.bibliography.identifiers import Identifier
from cms.lookup.pending import make_pending, try_again
from cms.models import MergedReference, Reference
from tests.builders import change, make_reference
from tests.cms.lookup.test_crossref_notices import update
from tests.cms.lookup.works import ZHOU_EUROPE_PMC
from tests.receivers import answers

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
DOI = Identifier("doi", "10.5555/work")


@pytest.fixture
def waiting():
    reference = make_pending(DOI, now=NOW)
    reference.revisions.update(created_at=NOW)
    return reference


def again(reference, now=NOW):
    """What came of it, and the reference as it is then."""
    outcome = try_again(reference, now=now)
    return outcome, Reference.objects.get(pk=reference.pk)


def test_the_record_of_the_registry_is_taken(registries, waiting):
    registries.crossref(DOI.value)
    outcome, reference = again(waiting)
    assert outcome == "completed"
    assert (reference.title, reference.type, reference.origin) == (
        "A made-up work",
        "article-journal",
        "crossref",
    )
    assert reference.look_up_at is None


def test_its_notices_are_taken_as_well(registries, waiting):
    registries.crossref(DOI.value, {"updated-by": [update()]})
    assert again(waiting)[1].integrity == "retracted"


def test_it_gets_the_key_of_its_record(registries, waiting):
    registries.crossref(DOI.value, {"author": [{"family": "Doe"}], "issued": {"date-parts": [[2020]]}})
    assert again(waiting)[1].key == "doe2020"


def test_a_work_that_no_registry_knows_is_given_up(registries, waiting):
    outcome, reference = again(waiting)
    assert outcome == "not_known"
    assert (reference.integrity, reference.look_up_at) == ("not_found", None)


def test_a_work_without_a_title_is_given_up_and_not_said_to_be_unknown(registries, waiting):
    registries.crossref(DOI.value, {"title": []})
    outcome, reference = again(waiting)
    assert (outcome, reference.integrity, reference.look_up_at) == ("not_known", "unchecked", None)


@pytest.mark.parametrize(
    ("waited", "wait"),
    [
        (timedelta(0), timedelta(minutes=15)),
        (timedelta(minutes=15), timedelta(minutes=15)),
        (timedelta(hours=2), timedelta(hours=2)),
        (timedelta(days=30), timedelta(days=1)),
    ],
)
def test_the_longer_it_has_waited_the_longer_it_waits(registries, waiting, waited, wait):
    registries.breaks("crossref")
    outcome, reference = again(waiting, now=NOW + waited)
    assert outcome == "waiting"
    assert reference.look_up_at == NOW + waited + wait


def test_it_waits_as_long_as_the_registry_wants(registries, waiting):
    registries.breaks("crossref", answers(503, b"", Retry_After="7200", Content_Type="text/plain"))
    assert again(waiting)[1].look_up_at > NOW + timedelta(minutes=119)


def test_a_work_that_has_a_newer_doi_is_completed(registries, waiting):
    registries.crossref("10.5555/newer")
    registries.known["crossref", DOI.value] = registries.known["crossref", "10.5555/newer"]
    outcome, reference = again(waiting)
    assert (outcome, reference.doi, reference.title) == ("completed", DOI.value, "A made-up work")


def test_what_an_editor_typed_in_meanwhile_is_kept(registries, waiting):
    waiting.csl = {**waiting.csl, "title": "Typed in"}
    waiting.save()
    registries.crossref(DOI.value)
    assert again(waiting)[1].title == "Typed in"


def test_a_work_that_the_library_has_by_another_identifier_becomes_one_with_it(registries):
    waiting = make_pending(Identifier("pmcid", "PMC7157802"), now=NOW)
    known = make_reference(DOI="10.1155/2020/6518508")
    registries.europe_pmc(ZHOU_EUROPE_PMC)
    assert try_again(waiting, now=NOW) == "merged"
    (left,) = Reference.objects.all()
    assert (left.pk, left.pmcid) == (known.pk, "PMC7157802")


def test_what_an_editor_typed_in_meanwhile_is_merged_by_an_editor(registries):
    reference = make_pending(Identifier("pmcid", "PMC7157802"), now=NOW)
    change(reference, csl={**reference.csl, "title": "Typed in"})
    make_reference(DOI="10.1155/2020/6518508")
    registries.europe_pmc(ZHOU_EUROPE_PMC)
    outcome, after = again(reference)
    assert (outcome, after.look_up_at) == ("in_library", None)


def corrected(reference):
    current = Reference.objects.get(pk=reference.pk)
    change(current, csl={**current.csl, "DOI": "10.5555/corrected"})


@pytest.mark.parametrize("is_known", [True, False])
def test_an_answer_for_an_identifier_that_was_corrected_meanwhile_is_not_taken(registries, waiting, is_known):
    if is_known:
        registries.crossref(DOI.value)
    corrected(waiting)
    outcome, reference = again(waiting)
    assert (outcome, reference.look_up_at, reference.title) == ("waiting", NOW, "")
    assert (reference.doi, reference.integrity) == ("10.5555/corrected", "unchecked")
    assert Reference.objects.count() == 1


def test_a_reference_that_is_deleted_meanwhile_is_not_made_again(registries, waiting):
    registries.crossref(DOI.value)
    stale = Reference.objects.get(pk=waiting.pk)
    waiting.delete()
    assert try_again(stale, now=NOW) == "waiting"
    assert not Reference.objects.exists()


def test_the_key_of_a_record_that_was_merged_is_not_given_again():
    MergedReference.objects.create(key="doi-10-5555-work", reference=make_reference(), merged_at=NOW)
    assert make_pending(DOI, now=NOW).key != "doi-10-5555-work"

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cms.models import Origin, Reference, Verification
from cms.models.intake import Contradiction, SeveralRecords, find_references, take_in

pytestmark = pytest.mark.django_db

NOW = timezone.now()
ARTICLE = {
    "type": "article-journal",
    "title": "A study",
    "author": [{"family": "Abel", "given": "Ada"}],
    "issued": {"date-parts": [[2020]]},
    "DOI": "10.5555/a",
}


def take(origin=Origin.CROSSREF, **csl):
    return take_in({**ARTICLE, **csl}, origin=origin, at=NOW)


def test_a_record_from_a_registry_becomes_a_verified_reference():
    taken = take()
    reference = taken.reference
    assert (taken.outcome, reference.key, reference.verification) == ("new", "abel2020", "verified")
    assert (reference.origin, reference.retrieved_at) == (Origin.CROSSREF, NOW)


def test_a_record_from_a_file_is_not_verified():
    assert take(Origin.FILE).reference.verification == Verification.UNVERIFIED


def test_a_new_reference_has_a_history():
    assert take().reference.revisions.count() == 1


def test_a_work_is_known_by_any_of_its_identifiers():
    first = take(PMID="123").reference
    again = take_in({**ARTICLE, "DOI": None, "PMID": "123"}, origin=Origin.PUBMED, at=NOW)
    assert (again.reference.pk, Reference.objects.count()) == (first.pk, 1)


def test_a_verified_record_gains_identifiers_and_nothing_else():
    take()
    taken = take(Origin.EUROPE_PMC, PMCID="PMC123", volume="7", title="Another title")
    taken.reference.refresh_from_db()
    assert (taken.outcome, taken.added) == ("completed", ("PMCID",))
    assert (taken.reference.title, taken.reference.csl.get("volume")) == ("A study", None)


def test_an_unverified_record_gains_what_it_lacks_and_loses_nothing():
    take(Origin.FILE)
    taken = take(Origin.FILE, volume="7", title="Another title")
    assert (taken.reference.title, taken.reference.csl["volume"]) == ("A study", "7")


def test_what_says_nothing_new_changes_nothing():
    take()
    assert (take().outcome, take().reference.revisions.count()) == ("known", 1)


def test_a_record_of_which_only_the_identifier_was_known_becomes_the_registrys():
    stub = Reference(key="doi-10-5555-a", csl={"type": "document", "DOI": "10.5555/a"}, look_up_at=NOW)
    stub.save()
    reference = take().reference
    assert (reference.pk, reference.key, reference.type) == (stub.pk, "abel2020", "article-journal")
    assert (reference.verification, reference.look_up_at) == ("verified", None)


@pytest.mark.parametrize("origin", [Origin.FILE, Origin.PUBMED])
def test_a_record_that_contradicts_an_identifier_is_refused_and_changes_nothing(origin):
    reference = take(Origin.FILE, PMID="123").reference
    with pytest.raises(Contradiction, match=r"“abel2020”.* DOI 10\.5555/b instead of 10\.5555/a") as raised:
        take(origin, DOI="10.5555/b", PMID="123", volume="7")
    assert (raised.value.reference, raised.value.kind) == (reference, "doi")
    assert (raised.value.ours, raised.value.theirs) == ("10.5555/a", "10.5555/b")
    assert "volume" not in Reference.objects.get().csl


def test_a_record_that_waits_although_it_is_complete_waits_no_more():
    reference = take().reference
    Reference.objects.update(look_up_at=NOW)
    assert (take().outcome, Reference.objects.get(pk=reference.pk).look_up_at) == ("known", None)


def test_identifiers_of_two_records_are_a_conflict_that_names_both():
    take()
    take_in({**ARTICLE, "DOI": "10.5555/b"}, origin=Origin.FILE, at=NOW)
    Reference.objects.filter(doi="10.5555/b").update(pmid="7")
    with pytest.raises(SeveralRecords) as raised:
        take(PMID="7")
    assert len(raised.value.references) == 2


def test_a_record_that_is_none_is_refused():
    with pytest.raises(ValidationError, match="title"):
        take_in({"type": "book"}, origin=Origin.FILE, at=NOW)
    assert Reference.objects.count() == 0


def test_nothing_is_found_without_an_identifier():
    take()
    assert find_references({}) == []


def test_a_mark_on_a_record_without_a_title_does_not_keep_it_empty():
    Reference(csl={"type": "document", "DOI": "10.5555/a"}, look_up_at=NOW, verification="verified").save()
    assert take().reference.title == "A study"

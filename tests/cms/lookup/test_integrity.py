"""What a check may say of a reference, and what it may not. All of these works are made up."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from django.test import override_settings

from cms.lookup import Found
from cms.lookup.integrity import check, note_found
from cms.lookup.time_budget import TimeBudget
from cms.models import ChangeSequence, Integrity, Origin, Reference
from tests.builders import change, make_reference
from tests.cms.lookup.test_crossref_notices import update
from tests.cms.lookup.test_pubmed import article
from tests.cms.lookup.test_pubmed_notices import relation
from tests.receivers import answers, drips

pytestmark = pytest.mark.django_db

DOI, PMID = "10.5555/work", "99000001"
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
WEEK = timedelta(days=7)


def crossref_tells(registries, *updates):
    """Crossref has the work, with these notices."""
    registries.crossref(DOI, {"updated-by": list(updates)} if updates else {})


def checked(reference, now=NOW):
    """The reference after a check."""
    check(reference, now=now)
    return Reference.objects.get(pk=reference.pk)


def test_a_work_that_a_registry_knows_without_notices_is_clean(registries):
    crossref_tells(registries)
    assert checked(make_reference(DOI=DOI)).integrity == "clean"


def test_a_retracted_work_is_retracted_with_its_notice(registries):
    crossref_tells(registries, update())
    reference = checked(make_reference(DOI=DOI))
    assert reference.integrity == "retracted"
    assert reference.notices == [
        {
            "kind": "retraction",
            "date": "2024-01-05",
            "doi": "10.5555/notice",
            "url": "https://doi.org/10.5555/notice",
            "source": ["crossref"],
            "label": "Retraction",
        }
    ]


def test_pubmed_is_asked_as_well_if_the_pmid_is_known(registries):
    crossref_tells(registries)
    registries.pubmed(PMID, article(citation=relation("RetractionIn")))
    reference = checked(make_reference(DOI=DOI, PMID=PMID))
    assert (reference.integrity, reference.notices[0]["source"]) == ("retracted", ["pubmed"])


def test_the_notices_of_both_are_united(registries):
    crossref_tells(registries, update("correction", "10.5555/correction"), update())
    registries.pubmed(PMID, article(citation=relation("RetractionIn")))
    reference = checked(make_reference(DOI=DOI, PMID=PMID))
    assert [(one["kind"], one["source"]) for one in reference.notices] == [
        ("retraction", ["crossref", "pubmed"]),
        ("correction", ["crossref"]),
    ]


def test_a_work_with_a_pmcid_only_is_checked_by_that(registries):
    registries.europe_pmc(
        {"id": PMID, "source": "MED", "pmid": PMID, "pmcid": "PMC99000001", "title": "Made up"}
    )
    assert checked(make_reference(PMCID="PMC99000001")).integrity == "clean"


def test_a_work_of_datacite_is_never_clean(registries):
    registries.datacite(DOI, {"titles": [{"title": "Made-up data"}]})
    reference = checked(make_reference(DOI=DOI))
    assert (reference.integrity, reference.checked_at) == ("unchecked", None)


def test_a_work_of_datacite_is_asked_for_less_often(registries):
    registries.datacite(DOI, {"titles": [{"title": "Made-up data"}]})
    assert checked(make_reference(DOI=DOI)).next_check_at == NOW + timedelta(days=30)


def test_a_work_that_no_registry_knows_is_not_found(registries):
    assert checked(make_reference(DOI=DOI)).integrity == "not_found"


def test_a_work_that_is_not_found_is_clean_once_it_is(registries):
    reference = checked(make_reference(DOI=DOI))
    crossref_tells(registries)
    assert checked(reference).integrity == "clean"


@pytest.mark.parametrize("status", ["clean", "corrected", "retracted"])
def test_a_work_that_was_known_is_not_unknown_because_a_registry_lost_it(registries, status):
    reference = change(make_reference(DOI=DOI), integrity=status)
    assert checked(reference).integrity == status


def test_one_registry_that_knows_the_work_is_enough(registries):
    registries.pubmed(PMID, article())
    assert checked(make_reference(DOI=DOI, PMID=PMID)).integrity == "clean"


def test_while_one_registry_is_silent_nothing_is_clean(registries):
    crossref_tells(registries)
    registries.breaks("pubmed")
    registries.breaks("europepmc")
    assert checked(make_reference(DOI=DOI, PMID=PMID)).integrity == "unchecked"


def test_a_retraction_counts_although_another_registry_is_silent(registries):
    crossref_tells(registries, update())
    registries.breaks("pubmed")
    registries.breaks("europepmc")
    assert checked(make_reference(DOI=DOI, PMID=PMID)).integrity == "retracted"


@pytest.mark.parametrize("status", ["unchecked", "clean", "corrected", "concern", "retracted", "not_found"])
def test_a_check_without_an_answer_changes_nothing(registries, status):
    reference = change(make_reference(DOI=DOI), integrity=status, notices=[], checked_at=NOW - WEEK)
    for registry in ("crossref", "datacite"):
        registries.breaks(registry)
    after = checked(reference)
    assert (after.integrity, after.notices, after.checked_at) == (status, [], NOW - WEEK)


def test_a_check_without_an_answer_is_made_again_soon(registries):
    registries.breaks("crossref")
    assert checked(make_reference(DOI=DOI)).next_check_at == NOW + timedelta(hours=1)


def test_a_check_is_made_again_when_the_registry_wants_it(registries):
    registries.breaks("crossref", answers(429, b"", Retry_After="7200", Content_Type="text/plain"))
    after = checked(make_reference(DOI=DOI)).next_check_at
    assert after > NOW + timedelta(minutes=119)


def test_a_notice_that_was_taken_back_is_gone(registries):
    crossref_tells(registries, update())
    reference = checked(make_reference(DOI=DOI))
    crossref_tells(registries)
    after = checked(reference)
    assert (after.integrity, after.notices) == ("clean", [])


def test_a_notice_is_not_gone_while_its_registry_is_silent(registries):
    crossref_tells(registries)
    registries.pubmed(PMID, article(citation=relation("RetractionIn")))
    reference = checked(make_reference(DOI=DOI, PMID=PMID))
    registries.breaks("pubmed")
    registries.breaks("europepmc")
    assert checked(reference).integrity == "retracted"


def test_the_next_check_is_in_a_week(registries):
    crossref_tells(registries)
    assert checked(make_reference(DOI=DOI)).next_check_at == NOW + WEEK


@override_settings(CMS_CHECK_DAYS=2)
def test_how_often_is_a_setting(registries):
    crossref_tells(registries)
    assert checked(make_reference(DOI=DOI)).next_check_at == NOW + timedelta(days=2)


def test_a_retracted_work_is_checked_less_often(registries):
    crossref_tells(registries, update())
    assert checked(make_reference(DOI=DOI)).next_check_at == NOW + timedelta(days=30)


def test_a_check_with_the_same_result_is_no_change(registries):
    crossref_tells(registries, update("correction"))
    reference = checked(make_reference(DOI=DOI))
    before = ChangeSequence.current()
    after = checked(reference, now=NOW + WEEK)
    assert (after.checked_at, after.next_check_at) == (NOW, NOW + 2 * WEEK)
    assert ChangeSequence.current() == before


def test_the_first_check_is_written_down(registries):
    crossref_tells(registries)
    reference = change(make_reference(DOI=DOI), integrity="clean")
    assert checked(reference).checked_at == NOW


def test_after_a_month_a_check_is_written_down_again(registries):
    crossref_tells(registries)
    reference = checked(make_reference(DOI=DOI))
    assert checked(reference, now=NOW + timedelta(days=31)).checked_at == NOW + timedelta(days=31)


def test_a_check_asks_the_registry_and_not_the_cache(registries):
    crossref_tells(registries)
    reference = checked(make_reference(DOI=DOI))
    crossref_tells(registries, update())
    assert checked(reference).integrity == "retracted"


def test_what_an_editor_changes_meanwhile_is_kept(registries):
    reference = make_reference(DOI=DOI, title="Before")
    crossref_tells(registries, update())
    stale = Reference.objects.get(pk=reference.pk)
    change(reference, csl={**reference.csl, "title": "After"})
    after = checked(stale)
    assert (after.title, after.csl["title"], after.integrity) == ("After", "After", "retracted")


def test_the_answer_for_an_identifier_that_was_changed_meanwhile_is_not_taken(registries):
    reference = make_reference(DOI=DOI)
    crossref_tells(registries, update())
    stale = Reference.objects.get(pk=reference.pk)
    change(reference, csl={**reference.csl, "DOI": "10.5555/corrected"})
    assert check(stale, now=NOW).outcome == "edited"
    after = Reference.objects.get(pk=reference.pk)
    assert (after.integrity, after.next_check_at) == (Integrity.UNCHECKED, NOW)


def test_notices_that_somebody_stored_in_another_shape_do_no_harm(registries):
    crossref_tells(registries, update())
    reference = change(make_reference(DOI=DOI), notices=["nonsense", {"kind": "?"}])
    assert checked(reference).integrity == "retracted"


@override_settings(CMS_LOOKUP_SECONDS=1.0)
def test_all_identifiers_together_have_the_time_of_one_look_up(registries):
    for registry in ("crossref", "datacite", "pubmed", "europepmc"):
        registries.breaks(registry, drips(b""))
    began = time.monotonic()
    assert check(make_reference(DOI=DOI, PMID=PMID), now=NOW).outcome == "postponed"
    assert time.monotonic() - began < 1.8


def test_a_check_takes_no_longer_than_is_left(registries):
    registries.breaks("crossref", drips(b""))
    began = time.monotonic()
    assert check(make_reference(DOI=DOI), now=NOW, budget=TimeBudget(0.4)).outcome == "postponed"
    assert time.monotonic() - began < 1.5


def found_clean(doi=DOI):
    return Found({"type": "document", "DOI": doi}, Origin.CROSSREF, "", reports_notices=True)


def test_what_a_registry_says_of_an_identifier_that_was_corrected_meanwhile_is_not_kept():
    stale = make_reference(DOI=DOI)
    current = Reference.objects.get(pk=stale.pk)
    change(current, csl={**current.csl, "DOI": "10.5555/corrected"})
    note_found(stale, found_clean(), now=NOW)
    current.refresh_from_db()
    assert (current.integrity, current.checked_at) == ("unchecked", None)


def test_a_work_that_was_found_to_be_retracted_meanwhile_is_not_clean():
    stale = make_reference(DOI=DOI)
    Reference.objects.update(integrity="retracted")
    note_found(stale, found_clean(), now=NOW)
    assert Reference.objects.get().integrity == "retracted"


@pytest.mark.parametrize("updates", [[], [update()]])
def test_a_record_that_is_deleted_meanwhile_is_not_checked(registries, updates):
    crossref_tells(registries, *updates)
    stale = make_reference(DOI=DOI)
    Reference.objects.all().delete()
    assert check(stale, now=NOW).outcome == "edited"
    note_found(stale, found_clean(), now=NOW)
    assert not Reference.objects.exists()

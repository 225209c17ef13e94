from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone
from wagtail.models import Revision

from cms.lookup.due import identified
from cms.models import Reference
from tests.builders import make_reference, make_summary

DAY = datetime(2026, 11, 12, 9, tzinfo=UTC)
ZHOU = {
    "type": "article-journal",
    "title": "Clinical Efficacy and Safety of <i>Mesenchymal</i> Stem Cells",
    "author": [{"family": "Zhou", "given": "Tianbiao"}],
    "issued": {"date-parts": [[2020, 4, 3]]},
    "DOI": "https://doi.org/10.1155/2020/6518508",
    "PMID": "32322279",
    "PMCID": "PMC7157802",
}


def test_identifiers_type_title_year_and_key_follow_from_the_record(db):
    reference = Reference(csl=ZHOU)
    reference.full_clean()
    reference.save()
    stored = Reference.objects.get(doi="10.1155/2020/6518508")
    assert (stored.pmid, stored.pmcid, stored.year, stored.type) == (
        "32322279",
        "PMC7157802",
        2020,
        "article-journal",
    )
    assert stored.title == "Clinical Efficacy and Safety of Mesenchymal Stem Cells"
    assert (stored.key, stored.csl["id"]) == ("zhou2020", "zhou2020")


def test_a_key_that_is_taken_gets_a_letter(db):
    keys = [Reference.objects.create(csl={**ZHOU, "DOI": "", "PMID": "", "PMCID": ""}).key for _ in range(3)]
    assert len(set(keys)) == 3
    assert keys[0] == "zhou2020"
    assert all(key.startswith("zhou2020") for key in keys)


@pytest.mark.parametrize("name", ["DOI", "PMID", "PMCID"])
def test_a_duplicate_is_refused_by_each_identifier_and_the_twin_is_named(db, name):
    Reference.objects.create(csl=ZHOU)
    twin = Reference(csl={"type": "book", "title": "Other", name: ZHOU[name]})
    with pytest.raises(ValidationError, match="is in the library already, as “zhou2020”"):
        twin.full_clean()


def test_the_database_refuses_a_duplicate_too(db):
    Reference.objects.create(csl=ZHOU)
    with pytest.raises(IntegrityError):
        Reference.objects.create(csl={**ZHOU, "title": "Other"})


@pytest.mark.parametrize(
    "csl",
    [
        {},
        {"type": "nonsense", "title": "x"},
        {"type": "book"},
        {"type": "book", "title": "x", "author": "Me"},
        [],
    ],
)
def test_what_is_no_csl_is_refused(db, csl):
    with pytest.raises(ValidationError) as caught:
        Reference(csl=csl).full_clean()
    assert "csl" in caught.value.message_dict


def test_a_change_is_kept_as_a_revision(db):
    reference = make_reference()
    reference.save_revision()
    reference.csl = {**reference.csl, "title": "Better title"}
    reference.save()
    reference.save_revision()
    assert [revision.as_object().title for revision in reference.revisions.order_by("pk")][
        1
    ] == "Better title"


def test_the_titles_of_cited_references_are_found_with_the_page(home):
    reference = make_reference(title="Immunomodulatory effects")
    page = make_summary(parent=home, further_reading=[reference])
    assert "Immunomodulatory effects" in page.cited_titles()


def test_an_earlier_version_does_not_take_a_retraction_back(db):
    reference = make_reference(key="ours", title="Old title")
    old = reference.save_revision()
    reference.csl = {**reference.csl, "title": "New title"}
    reference.save()
    reference.save_revision()
    notices = [{"kind": "retraction", "date": "2024-01-05", "doi": "10.5555/n", "source": ["crossref"]}]
    known = {
        "integrity": "retracted",
        "notices": notices,
        "checked_at": DAY,
        "next_check_at": DAY,
        "look_up_at": DAY,
        "origin": "crossref",
        "retrieved_at": DAY,
    }
    Reference.objects.filter(pk=reference.pk).update(**known)
    version = Revision.objects.get(pk=old.pk).as_object()
    assert version.title == "Old title"
    assert {name: getattr(version, name) for name in known} == known


def test_a_record_whose_title_is_typed_in_waits_for_no_registry(db):
    stub = Reference(csl={"type": "document", "DOI": "10.5555/x"}, look_up_at=timezone.now())
    stub.save()
    assert stub.look_up_at is not None
    stub.csl = {**stub.csl, "title": "Typed in"}
    stub.save()
    assert (Reference.objects.get().look_up_at, list(identified())) == (None, [stub])

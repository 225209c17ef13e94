"""The form of a reference: plain fields in, a record out, and errors where they can be mended."""

from typing import Any

import pytest

from cms.admin.reference_form import ReferenceCreationForm
from cms.admin.reference_panels import REFERENCE_PANELS, RecordComparison
from cms.models import Reference
from tests.builders import make_reference

pytestmark = pytest.mark.django_db

FORM = REFERENCE_PANELS.bind_to_model(Reference).get_form_class()


def send(instance: Reference | None = None, **values: str) -> Any:
    """The form as it comes back from a browser: everything that it showed, and what was changed."""
    shown = FORM(instance=instance) if instance else FORM()
    data = {name: shown[name].value() or "" for name in shown.fields}
    data |= {"record_title": "A new paper"} if instance is None else {}
    data |= {name if name in shown.fields else f"record_{name}": value for name, value in values.items()}
    return FORM(data, instance=instance)


def test_plain_fields_become_a_record():
    form = send(
        authors="Zhou, Tianbiao\nLupus Group", issued="2020-04", container_title="Stem Cells Int", volume="2"
    )
    assert form.is_valid(), form.errors
    reference = form.save()
    assert reference.csl["author"] == [{"family": "Zhou", "given": "Tianbiao"}, {"literal": "Lupus Group"}]
    assert reference.csl["issued"] == {"date-parts": [[2020, 4]]}
    assert (reference.type, reference.title, reference.year) == ("article-journal", "A new paper", 2020)
    assert reference.csl["container-title"] == "Stem Cells Int"


def test_a_record_is_shown_as_plain_fields():
    reference = make_reference(
        author=[{"family": "Doe", "given": "Jane"}], issued={"date-parts": [[2020, 4, 3]]}
    )
    form = FORM(instance=reference)
    assert form["record_authors"].value() == "Doe, Jane"
    assert form["record_issued"].value() == "2020-04-03"


def test_what_the_form_does_not_know_stays_in_the_record():
    reference = make_reference(language="en", custom={"source": "an import"})
    form = send(reference, title="Another title")
    assert form.is_valid(), form.errors
    form.save()
    reference.refresh_from_db()
    assert (reference.csl["language"], reference.csl["custom"]) == ("en", {"source": "an import"})
    assert reference.title == "Another title"


def test_an_emptied_field_leaves_the_record():
    reference = make_reference(volume="12")
    form = send(reference, volume="")
    assert form.is_valid()
    assert "volume" not in form.save().csl


def test_pasted_addresses_of_identifiers_are_normalised():
    form = send(doi="https://doi.org/10.1000/ABC", pmcid="https://pmc.ncbi.nlm.nih.gov/articles/PMC7157802/")
    assert form.is_valid(), form.errors
    reference = form.save()
    assert (reference.doi, reference.pmcid) == ("10.1000/abc", "PMC7157802")


def test_an_identifier_in_the_field_of_another_one_goes_where_it_belongs():
    form = send(doi="https://pmc.ncbi.nlm.nih.gov/articles/PMC7157802/")
    assert form.is_valid(), form.errors
    reference = form.save()
    assert (reference.doi, reference.pmcid) == (None, "PMC7157802")


def test_errors_stand_at_the_field_that_is_wrong():
    form = send(issued="last spring", authors="A, B, C, D", doi="no doi")
    assert not form.is_valid()
    assert set(form.errors) == {"record_issued", "record_authors", "record_doi"}


def test_the_title_is_required():
    assert set(send(title="").errors) == {"record_title"}


def test_a_duplicate_names_the_record_that_has_the_identifier_and_leads_there():
    known = make_reference(key="zhou2020", DOI="10.1000/abc")
    form = send(doi="10.1000/ABC")
    assert set(form.errors) == {"record_doi"}
    message = str(form.errors["record_doi"])
    assert "zhou2020" in message
    assert f"/reference/edit/{known.pk}/" in message


def test_two_records_with_one_identifier_are_offered_to_be_merged():
    known, other = make_reference(DOI="10.1000/abc"), make_reference()
    message = str(send(other, doi="10.1000/ABC").errors["record_doi"])
    assert f"merge/?id={other.pk}&amp;id={known.pk}&amp;keep={other.pk}" in message
    assert "Merge the two" in message


def test_a_record_that_is_not_there_yet_is_not_merged():
    make_reference(DOI="10.1000/abc")
    assert "Merge the two" not in str(send(doi="10.1000/ABC").errors["record_doi"])


def test_a_duplicate_is_reported_beside_other_errors():
    make_reference(PMID="32322279")
    assert set(send(pmid="32322279", issued="soon").errors) == {"record_pmid", "record_issued"}


def test_a_record_that_is_invalid_where_the_form_does_not_reach_says_so():
    reference = make_reference()
    Reference.objects.filter(pk=reference.pk).update(
        csl={**reference.csl, "submitted": {"date-parts": [["x"]]}}
    )
    reference.refresh_from_db()
    form = send(reference, title="Another title")
    assert "submitted" in str(form.non_field_errors())


def test_the_citation_key_is_made_if_it_is_left_open():
    assert send(authors="Zhou, Tianbiao", issued="2020").save().key == "zhou2020"


def test_a_citation_key_is_unique():
    make_reference(key="zhou2020")
    assert set(send(key="zhou2020").errors) == {"key"}


def test_a_type_that_is_none_of_the_list_can_be_kept():
    reference = make_reference()
    Reference.objects.filter(pk=reference.pk).update(csl={**reference.csl, "type": "figment"})
    reference.refresh_from_db()
    assert ("figment", "figment") in FORM(instance=reference).fields["record_type"].choices


def test_the_short_form_is_enough_to_cite():
    form = ReferenceCreationForm(
        {"record_type": "book", "record_title": "A book", "record_authors": "Doe, Jane"}
    )
    assert form.is_valid(), form.errors
    assert form.save().csl["author"] == [{"family": "Doe", "given": "Jane"}]


def test_two_versions_of_a_record_are_compared_field_by_field():
    earlier, later = Reference(csl={"title": "Old"}), Reference(csl={"title": "New"})
    comparison = RecordComparison("title", earlier, later)
    assert comparison.has_changed()
    assert comparison.field_label() == "Title"
    assert not RecordComparison("volume", earlier, later).has_changed()


def test_a_whole_list_of_names_may_be_pasted_into_one_line():
    form = send(authors="Zhou T; van der Donk WA; Lupus Group")
    assert form.is_valid(), form.errors
    assert form.save().csl["author"] == [
        {"family": "Zhou", "given": "T"},
        {"family": "Donk", "given": "WA", "non-dropping-particle": "van der"},
        {"literal": "Lupus Group"},
    ]


def test_a_group_with_a_semicolon_stays_one_as_long_as_nobody_touches_it():
    group = {"literal": "Study Group; Northern Branch"}
    reference = make_reference(author=[group, {"family": "Doe"}])
    form = send(reference, authors="Study Group; Northern Branch\nDoe,\nRoe, Richard")
    assert form.is_valid(), form.errors
    assert form.save().csl["author"] == [group, {"family": "Doe"}, {"family": "Roe", "given": "Richard"}]


@pytest.mark.parametrize(
    ("field", "typed", "stored"),
    [
        ("isbn", "978-0-7817-5564-1", "978-0-7817-5564-1"),
        ("isbn", "ISBN 978-0-7817-5564-1", "9780781755641"),
        ("isbn", "9780781755641; 0-7817-5564-6", "9780781755641, 0-7817-5564-6"),
        ("issn", "1687966x", "1687-966X"),
    ],
)
def test_isbn_and_issn_are_read(field, typed, stored):
    form = send(**{field: typed})
    assert form.is_valid(), form.errors
    assert form.save().csl[field.upper()] == stored


@pytest.mark.parametrize(("field", "typed"), [("isbn", "978-0-7817-5564-2"), ("issn", "1687-9660")])
def test_a_wrong_check_digit_is_told(field, typed):
    assert set(send(**{field: typed}).errors) == {f"record_{field}"}


def test_an_isbn_that_came_with_the_record_is_not_judged_again():
    reference = make_reference()
    Reference.objects.filter(pk=reference.pk).update(csl={**reference.csl, "ISBN": "as printed"})
    reference.refresh_from_db()
    assert send(reference, title="Another title").is_valid()


@pytest.mark.parametrize(
    "issued",
    [
        {"date-parts": [[2013, 1], [2013, 3]]},
        {"date-parts": [[2020]], "circa": True},
        {"date-parts": [[2020]], "season": 1},
        {"literal": "in the spring of 1998"},
        {"edtf": "2013-01/2013-03"},
    ],
)
def test_a_date_that_the_form_can_not_show_in_full_stays(issued):
    reference = make_reference(issued=issued)
    form = send(reference, title="Another title")
    assert form.is_valid(), form.errors
    assert form.save().csl["issued"] == issued


def test_an_approximate_date_stays_approximate_when_it_is_corrected():
    reference = make_reference(issued={"date-parts": [[2020]], "circa": True})
    form = send(reference, issued="2019")
    assert form.is_valid(), form.errors
    assert form.save().csl["issued"] == {"date-parts": [[2019]], "circa": True}


def test_two_thousand_authors_are_one_value():
    names = [{"family": f"Family{number}", "given": "Given Name"} for number in range(2000)]
    reference = make_reference(author=names)
    form = send(reference, title="Another title")
    assert form.is_valid(), form.errors
    assert form.save().csl["author"] == names


def test_what_a_registration_has_is_asked_for():
    form = send(record_type="dataset", number="NCT01234567", accessed="2026-11-28", genre="Registration")
    assert form.is_valid(), form.errors
    csl = form.save().csl
    assert (csl["number"], csl["genre"]) == ("NCT01234567", "Registration")
    assert csl["accessed"] == {"date-parts": [[2026, 11, 28]]}

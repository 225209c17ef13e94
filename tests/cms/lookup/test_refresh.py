"""What a registry says differently, and what is taken over of it."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cms.lookup import Found
from cms.lookup.refresh import Difference, accept, differences
from cms.models import Origin, Reference
from tests.builders import change, make_reference

pytestmark = pytest.mark.django_db


def found(**csl):
    """A registry's record."""
    return Found(
        csl={"type": "article-journal", **csl}, origin=Origin.CROSSREF, url="https://doi.org/10.5555/x"
    )


def fields(ours, theirs):
    """The fields in which two records differ."""
    return [one.field for one in differences(make_reference(**ours), found(**theirs))]


def test_a_difference_has_both_values():
    reference = make_reference(title="Our title")
    assert differences(reference, found(title="Their title")) == [
        Difference("title", "Our title", "Their title")
    ]


def test_what_only_the_registry_has_is_a_difference():
    reference = make_reference(title="A title")
    assert differences(reference, found(title="A title", volume="7")) == [Difference("volume", "", "7")]


def test_what_only_the_library_has_is_none():
    assert fields({"title": "A title", "volume": "7"}, {"title": "A title"}) == []


@pytest.mark.parametrize(
    ("field", "ours", "theirs"),
    [
        ("title", "A title of something", "A Title of Something."),
        ("title", "On <i>Gekko</i>", "On Gekko"),
        ("title", "Cost-benefit: “more”", 'Cost–benefit: "more"'),
        ("container-title", "Research & Practice", "Research and Practice"),
        ("page", "217-64", "217–264"),
        ("page", "S224-S225", "S224-5"),
        ("page", "e12-e12", "e12"),
        ("DOI", "10.5555/ABC", "10.5555/abc"),
        ("ISSN", "1687-966X", "1687-9678"),
        ("author", [{"family": "McMahon", "given": "Keith"}], [{"family": "McMahon", "given": "K."}]),
        ("author", [{"family": "Abbatt", "given": "J. P. D."}], [{"family": "Abbatt", "given": "JPD"}]),
        ("author", [{"family": "García", "given": "Ana"}], [{"family": "Garcia", "given": "Ana"}]),
        ("author", [{"family": "Elm", "non-dropping-particle": "von"}], [{"family": "von Elm"}]),
        ("issued", {"date-parts": [[2020, 4, 3]]}, {"date-parts": [[2020, 4]]}),
        ("issued", {"date-parts": [["2020"]]}, {"date-parts": [[2020]]}),
        ("volume", 12, "12"),
        ("URL", "http://example.org/a/", "https://example.org/a"),
    ],
)
def test_what_comes_to_the_same_is_no_difference(field, ours, theirs):
    assert fields({field: ours}, {field: theirs}) == []


@pytest.mark.parametrize(
    ("field", "ours", "theirs"),
    [
        ("title", "A title", "Another title"),
        ("title", "++", "--"),
        ("page", "217-264", "217-265"),
        ("page", "21-22", "e21-e22"),
        ("author", [{"family": "Doe", "given": "J."}], [{"family": "Doe", "given": "Jane"}]),
        ("author", [{"family": "Doe", "given": "Ann"}], [{"family": "Doe", "given": "Bea"}]),
        ("author", [{"family": "Doe"}], [{"family": "Doe"}, {"family": "Roe"}]),
        ("author", [{"family": "Doe"}, {"family": "Roe"}], [{"family": "Roe"}, {"family": "Doe"}]),
        ("author", [{"literal": "A Group"}], [{"literal": "B Group"}]),
        ("issued", {"date-parts": [[2020]]}, {"date-parts": [[2020, 4]]}),
        ("issued", {"date-parts": [[2019, 12, 30]]}, {"date-parts": [[2020]]}),
        ("type", "book", "chapter"),
    ],
)
def test_what_a_reader_would_see_is_a_difference(field, ours, theirs):
    assert fields(
        {field: ours}, {field: theirs, **({} if field == "type" else {"type": "article-journal"})}
    ) == [field]


def test_differences_come_in_the_order_of_a_citation():
    theirs = found(DOI="10.5555/x", title="Other", volume="7", language="en", author=[{"family": "Roe"}])
    assert [one.field for one in differences(make_reference(), theirs)] == [
        "title",
        "author",
        "volume",
        "DOI",
        "language",
    ]


def test_many_authors_are_shown_shortened():
    theirs = found(author=[{"family": f"Author{number}"} for number in range(2000)])
    (difference,) = differences(make_reference(), theirs)
    assert difference.theirs.endswith("; … (2000)")
    assert len(difference.theirs) < 1000


def test_only_the_accepted_fields_are_written():
    reference = make_reference(title="Our title", volume="6")
    accepted = accept(reference, found(title="Their title", volume="7", issue="2"), ["volume"])
    assert (accepted.csl["title"], accepted.csl["volume"], "issue" in accepted.csl) == (
        "Our title",
        "7",
        False,
    )


def test_what_is_accepted_is_derived_and_has_a_revision():
    reference = make_reference(title="Our title")
    accept(reference, found(title="Their title"), ["title"])
    stored = Reference.objects.get(pk=reference.pk)
    assert (stored.title, stored.latest_revision.content["title"]) == ("Their title", "Their title")


def test_the_revision_names_who_accepted(admin_user):
    accepted = accept(make_reference(), found(title="Their title"), ["title"], user=admin_user)
    assert accepted.latest_revision.user == admin_user


def test_what_was_saved_meanwhile_is_kept():
    reference = make_reference(title="Our title")
    stale = Reference.objects.get(pk=reference.pk)
    change(reference, csl={**reference.csl, "volume": "6"})
    assert accept(stale, found(title="Their title"), ["title"]).csl["volume"] == "6"


def test_nothing_accepted_is_nothing_written():
    reference = make_reference()
    accept(reference, found(title="Their title"), [])
    assert Reference.objects.get(pk=reference.pk).latest_revision is None


@pytest.mark.parametrize("field", ["volume", "id", "custom", "nonsense"])
def test_a_field_that_the_registry_does_not_offer_can_not_be_accepted(field):
    with pytest.raises(ValueError, match=field):
        accept(make_reference(), found(title="Their title", custom={"a": 1}, id="x"), [field])


def test_an_identifier_that_another_reference_has_is_not_accepted():
    make_reference(DOI="10.5555/taken")
    reference = make_reference()
    with pytest.raises(ValidationError, match="in the library already"):
        accept(reference, found(DOI="10.5555/taken"), ["DOI"])
    assert Reference.objects.get(pk=reference.pk).doi is None


def test_a_record_that_waited_for_its_title_waits_no_more_once_it_is_accepted():
    stub = Reference(csl={"type": "document", "DOI": "10.5555/x"}, look_up_at=timezone.now())
    stub.save()
    assert accept(stub, found(title="A title"), ["title"]).look_up_at is None


def test_a_record_that_waits_although_it_is_complete_waits_no_more():
    reference = make_reference(title="A title")
    Reference.objects.update(look_up_at=timezone.now())
    accept(reference, found(title="A title"), [])
    assert Reference.objects.get().look_up_at is None

"""What was said of one work is not said of another."""

from datetime import UTC, datetime

import pytest

from cms.models import Reference
from tests.builders import change, make_reference

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 1, tzinfo=UTC)
RETRACTION = {"kind": "retraction", "doi": "10.5555/notice"}


@pytest.fixture
def retracted():
    """A reference that was found to be retracted."""
    return change(
        make_reference(DOI="10.5555/wrong"),
        integrity="retracted",
        notices=[RETRACTION],
        checked_at=NOW,
        next_check_at=NOW,
    )


def with_record(reference, **csl):
    """The reference as it is stored with another record."""
    change(reference, csl={**reference.csl, **csl})
    return Reference.objects.get(pk=reference.pk)


def test_a_reference_with_a_corrected_doi_is_unchecked(retracted):
    after = with_record(retracted, DOI="10.5555/right")
    assert (after.integrity, after.notices, after.checked_at, after.next_check_at) == (
        "unchecked",
        [],
        None,
        None,
    )


def test_a_reference_without_its_doi_is_unchecked(retracted):
    assert with_record(retracted, DOI="").integrity == "unchecked"


def test_a_reference_with_one_more_identifier_is_due_and_keeps_its_notices(retracted):
    after = with_record(retracted, PMID="99000001")
    assert (after.integrity, after.notices, after.next_check_at) == ("retracted", [RETRACTION], None)


def test_a_doi_that_is_only_written_differently_is_the_same(retracted):
    after = with_record(retracted, DOI="https://doi.org/10.5555/WRONG")
    assert (after.integrity, after.next_check_at) == ("retracted", NOW)


def test_another_change_of_the_record_leaves_its_integrity(retracted):
    after = with_record(retracted, title="Another title")
    assert (after.integrity, after.next_check_at) == ("retracted", NOW)

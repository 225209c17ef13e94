"""What Crossref's records say has become of a work. All of these are made up."""

import pytest

from cms.bibliography.identifiers import Identifier
from cms.lookup import Notice, look_up
from cms.lookup.notices import integrity_of

WORK = Identifier("doi", "10.5555/work")


def update(type_="retraction", doi="10.5555/notice", *, source="publisher", date=(2024, 1, 5), **more):
    """An entry of `updated-by`."""
    return {
        "updated": {
            "date-parts": [list(date)],
            "date-time": "2024-01-05T00:00:00Z",
            "timestamp": 1704412800000,
        },
        "DOI": doi,
        "type": type_,
        "source": source,
        "label": type_.replace("_", " ").capitalize(),
        **more,
    }


@pytest.fixture
def found_with(registries):
    """What is found if the message has these keys."""

    def get(**message):
        registries.crossref(WORK.value, message)
        return look_up(WORK)

    return get


def test_a_retraction_has_its_date_doi_and_source(found_with):
    found = found_with(**{"updated-by": [update()]})
    assert found.notices == (
        Notice(
            kind="retraction",
            date="2024-01-05",
            doi="10.5555/notice",
            url="https://doi.org/10.5555/notice",
            source=("crossref",),
            label="Retraction",
        ),
    )


def test_a_notice_that_is_looked_up_is_not_itself_retracted(found_with):
    found = found_with(**{"update-to": [update(doi="10.5555/retracted.work")]})
    assert found.notices == ()


def test_the_same_notice_from_two_sources_is_one(found_with):
    found = found_with(
        **{
            "updated-by": [
                update(),
                update(source="retraction-watch", date=(2024, 1, 7), **{"record-id": "12345"}),
            ]
        }
    )
    assert [(one.date, one.source) for one in found.notices] == [
        ("2024-01-05", ("crossref", "retraction-watch"))
    ]


def test_two_corrections_stay_two(found_with):
    found = found_with(
        **{"updated-by": [update("correction", "10.5555/one"), update("correction", "10.5555/two")]}
    )
    assert {one.doi for one in found.notices} == {"10.5555/one", "10.5555/two"}


def test_a_work_that_updates_itself_has_no_notice(found_with):
    found = found_with(**{"updated-by": [update(doi="10.5555/WORK"), update("correction", "10.5555/work")]})
    assert found.notices == ()


@pytest.mark.parametrize("type_", ["retraction", "withdrawal", "removal"])
def test_a_work_that_its_publisher_withdraws_under_its_own_doi_is_not_clean(found_with, type_):
    found = found_with(**{"updated-by": [update(type_, "10.5555/work")]})
    assert (found.notices, found.reports_notices) == ((), False)


@pytest.mark.parametrize("type_", ["correction", "new_version"])
def test_a_work_that_corrects_itself_is_clean(found_with, type_):
    found = found_with(**{"updated-by": [update(type_, "10.5555/work")]})
    assert (found.notices, found.reports_notices) == ((), True)


def test_a_work_whose_page_became_the_notice_is_retracted_as_retraction_watch_says(found_with):
    found = found_with(**{"updated-by": [update(doi="10.5555/work", source="retraction-watch")]})
    assert integrity_of(found.notices) == "retracted"


@pytest.mark.parametrize(
    ("type_", "status"),
    [
        ("retraction", "retracted"),
        ("Retraction", "retracted"),
        ("withdrawal", "withdrawn"),
        ("removal", "withdrawn"),
        ("partial_retraction", "concern"),
        ("partial-retraction", "concern"),
        ("expression_of_concern", "concern"),
        ("expression-of-concern", "concern"),
        ("correction", "corrected"),
        ("corrigendum", "corrected"),
        ("erratum", "corrected"),
        ("err", "corrected"),
        ("clarification", "corrected"),
        ("addendum", "corrected"),
        ("something nobody has heard of", "corrected"),
        ("new_version", None),
        ("new_edition", None),
    ],
)
def test_each_type_of_update_makes_something_of_the_work(found_with, type_, status):
    assert integrity_of(found_with(**{"updated-by": [update(type_)]}).notices) == status


def test_the_gravest_notice_counts(found_with):
    found = found_with(
        **{
            "updated-by": [
                update("correction", "10.5555/one"),
                update("retraction", "10.5555/two"),
                update("expression_of_concern", "10.5555/three"),
            ]
        }
    )
    assert [one.kind for one in found.notices] == ["retraction", "expression_of_concern", "correction"]


@pytest.mark.parametrize("parts", [[[None]], [], None])
def test_a_notice_may_have_no_date(found_with, parts):
    found = found_with(**{"updated-by": [update(updated={"date-parts": parts})]})
    assert found.notices[0].date is None


def test_a_notice_may_have_a_year_only(found_with):
    assert found_with(**{"updated-by": [update(date=(2024,))]}).notices[0].date == "2024"


def test_a_notice_without_a_usable_doi_is_a_notice(found_with):
    found = found_with(**{"updated-by": [update(doi="see the journal")]})
    assert [(one.kind, one.doi, one.url) for one in found.notices] == [("retraction", None, None)]


def test_a_record_without_notices_says_that_there_are_none(found_with):
    found = found_with()
    assert (found.notices, found.reports_notices) == ((), True)


@pytest.mark.parametrize("value", [None, "none", {"type": "retraction"}])
def test_a_record_whose_notices_can_not_be_read_says_nothing(found_with, value):
    assert found_with(**{"updated-by": value}).reports_notices is False

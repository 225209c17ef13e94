"""A document of the site's own page type costs no more queries however many of its blocks there are."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blocks.streams import SummaryBody
from tests.host.content import block, cases, make_library, make_report
from tests.host.trials.blocks import TrialBody

BUDGET = 12
OWN_BLOCKS = [name for name in TrialBody.base_blocks if name not in SummaryBody.base_blocks]


@pytest.fixture
def queries(get):
    def count(page):
        get(f"pages/{page.pk}/")  # makes renditions that are missing
        with CaptureQueriesContext(connection) as captured:
            document = get(f"pages/{page.pk}/")
        return len(captured), document

    return count


@pytest.mark.parametrize("name", OWN_BLOCKS)
def test_many_blocks_cost_no_more_queries_than_a_few(name, queries, db):
    libraries = [make_library() for _ in range(5)]
    values = [cases(library)[name][0] for library in libraries]
    few, document = queries(make_report(libraries[0], [block(name, value) for value in values]))
    many, long = queries(make_report(libraries[0], [block(name, values[n % 5]) for n in range(200)]))
    assert (len(document["body"]), len(long["body"])) == (5, 200)
    assert many == few <= BUDGET


def test_one_of_each_block_and_field_stays_within_the_budget(queries, library):
    page = make_report(
        library,
        [block(name, stored) for name, (stored, _) in cases(library).items()],
        sponsor=library.sponsor,
        registration=library.trial,
        coordinator=library.person,
    )
    count, document = queries(page)
    assert [item["type"] for item in document["body"]] == OWN_BLOCKS
    # One query for each model of the site's own that the page refers to: trials, centres, sponsors.
    assert count <= BUDGET + 3

"""A document of the site's own page type costs no more queries however many of its blocks there are."""

import json

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blocks.streams import SummaryBody
from cms.delivery.build import build_whole
from cms.delivery.pages import specific_pages
from cms.models.paths import SiteMap
from tests.host.content import block, make_library, make_report
from tests.host.delivered import cases
from tests.host.trials.blocks import TrialBody
from tests.host.trials.models import TrialReportPage

BUDGET = 12
OWN_BLOCKS = [name for name in TrialBody.base_blocks if name not in SummaryBody.base_blocks]


@pytest.fixture(scope="module")
def libraries(django_db_setup, django_db_blocker):
    """Five objects of each kind, made once for the module in a transaction that ends with it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield [make_library() for _ in range(5)]
        transaction.set_rollback(True)


@pytest.fixture
def queries(libraries, db, get):
    """(number of queries, document) of a report with this body and these fields."""

    def count(body, **fields):
        page = make_report(libraries[0], **fields)
        # Publishing a long body takes longer than delivering it, and is not what is counted here.
        TrialReportPage.objects.filter(pk=page.pk).update(body=json.dumps(body))
        document = get(f"pages/{page.pk}/")  # makes renditions that are missing
        found = specific_pages([(page.pk, "trials", "trialreportpage")])[0]
        sites, now = SiteMap.load(), timezone.now()
        assert sites.default is not None
        with CaptureQueriesContext(connection) as captured:
            build_whole(found, site=sites.default, sites=sites, now=now)
        return len(captured), document

    return count


@pytest.mark.parametrize("name", OWN_BLOCKS)
def test_many_blocks_cost_no_more_queries_than_a_few(name, queries, libraries):
    values = [cases(library)[name][0] for library in libraries]
    few, document = queries([block(name, value) for value in values])
    many, long = queries([block(name, values[n % 5]) for n in range(200)])
    assert (len(document["body"]), len(long["body"])) == (5, 200)
    assert many == few <= BUDGET


def test_one_of_each_block_and_field_costs_one_more_query_for_each_model_of_the_site(queries, libraries):
    library = libraries[0]
    count, document = queries(
        [block(name, stored) for name, (stored, _) in cases(library).items()],
        sponsor=library.sponsor,
        registration=library.trial,
        coordinator=library.person,
    )
    assert [item["type"] for item in document["body"]] == OWN_BLOCKS
    assert count <= BUDGET + 3  # trials, centres and sponsors

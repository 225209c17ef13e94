"""The number of queries depends on what kinds of things a page refers to, never on how many of them there are."""

from typing import Any

import pytest
from django.test.utils import CaptureQueriesContext

from blocks.streams import SummaryBody
from cms.models import ResearchSummaryPage, SiteProfile
from tests.builders import (
    block,
    change,
    cited,
    items,
    make_image,
    make_index,
    make_panel,
    make_person,
    make_reference,
    make_summary,
    make_topic,
    publish_again,
)
from tests.cms.delivery.block_values import blocks_of, link_to

BUDGET = 12
TYPES = list(SummaryBody().child_blocks)


@pytest.fixture
def measured(home, document):
    """(queries, document) of a page with this body, counted when its renditions have been made."""
    from django.db import connection

    def measure(body: list[Any], *, parent: Any = home, **fields: Any) -> tuple[int, Any]:
        page = make_summary(parent=parent, **fields)
        # As it is stored after publishing, without what publishing 200 blocks costs.
        ResearchSummaryPage.objects.filter(pk=page.pk).update(body=body)
        document(page)
        with CaptureQueriesContext(connection) as captured:
            built = document(page)
        return len(captured), built

    return measure


@pytest.mark.slow
@pytest.mark.parametrize("name", TYPES)
def test_many_blocks_of_a_type_cost_no_more_queries_than_a_few(name, home, measured):
    blocks = blocks_of(name, home, count=200)
    few, short = measured(blocks[:5])
    many, long = measured(blocks)
    # Of panels, a page has one of a kind.
    assert (len(short["body"]), len(long["body"])) == ((1, 1) if name == "call_to_action" else (5, 200))
    assert many == few <= BUDGET


def test_a_page_with_everything_stays_within_the_budget(site, home, measured):
    photo = make_image()
    change(SiteProfile.for_site(site), organisation="Institute", logo=photo, share_image=make_image())
    count, built = measured(
        [each for name in TYPES for each in blocks_of(name, home, count=14, different=2)],
        topics=[make_topic(f"Topic {n}") for n in range(5)],
        authors=[make_person(photo=photo) for _ in range(5)],
        reviewed_by=make_person(),
        further_reading=[make_reference() for _ in range(5)],
        image=photo,
        disclaimer=f"<p>{link_to(home)}</p>",
    )
    assert len(built["body"]) == 14 * (len(TYPES) - 1) + 1
    assert count <= BUDGET


def test_rules_cost_one_query_however_many_there_are(site, home, measured):
    """For the translations of what they name: what the pages above say is read with what the site says."""
    topics = [make_topic(f"Subject {n}") for n in range(3)]
    panels = [make_panel(f"rule-{n}", image=make_image()) for n in range(12)]
    index = make_index(parent=home)
    body = [*blocks_of("call_to_action", home, count=2), block("paragraph", "<p>Words.</p>")]
    without, _ = measured(body, parent=index, topics=topics)

    def give(count: int) -> int:
        rules = [
            block(
                "rule",
                {
                    "call_to_action": panel.pk,
                    "topics": items(*(topic.pk for topic in topics)),
                    "min_words": 1,
                },
            )
            for panel in panels[:count]
        ]
        change(SiteProfile.for_site(site), panel_rules=rules, panel_distance=0)
        publish_again(change(index, panel_rules=rules))
        cost, built = measured(body, parent=index, topics=topics)
        assert [item["type"] for item in built["body"]] == ["call_to_action", "paragraph", "call_to_action"]
        return cost

    assert give(1) == give(12) <= min(without + 1, BUDGET)


def test_a_long_page_that_cites_in_its_text_stays_within_the_budget(home, measured):
    references = [make_reference() for _ in range(60)]
    body = [
        block("paragraph", f"<p>Sentence {n} {cited(references[n % 60], references[(n * 7) % 60])}.</p>")
        if n < 120
        else block("paragraph", f"<p>Sentence {n}.</p>")
        for n in range(300)
    ]
    count, built = measured(body, citation_style="apa")
    assert (len(built["citations"]), len(built["references"])) == (120, 60)
    assert count <= BUDGET

"""Gathering costs the same number of queries for a short page and for a long one."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.models import ResearchSummaryPage, SiteProfile
from cms.remarks.judge import remarks_of
from tests.builders import (
    block,
    change,
    cite,
    cited,
    items,
    make_image,
    make_panel,
    make_person,
    make_reference,
    make_standard,
    make_summary,
    make_topic,
)
from tests.cms.evidence.contents import TODAY

BUDGET = 12


@pytest.fixture
def ready(site: Any) -> None:
    """A site whose rules bring a panel to pages on a topic."""
    named = {"call_to_action": make_panel("rule", kind="contact").pk, "topics": items(make_topic("Rule").pk)}
    change(SiteProfile.for_site(site), panel_rules=[block("rule", {**named, "position": "end"})])


@pytest.fixture
def queries(home: Any, ready: None) -> Any:
    """How many queries it takes to judge a page that has so many of everything."""

    def measure(count: int) -> int:
        body: list[Any] = []
        for _ in range(count):
            page, reference = make_standard(parent=home), make_reference()
            picture = make_image(size=(2, 2)).pk
            body += [
                block("paragraph", f'<p><a linktype="page" id="{page.pk}">a</a> {cited(reference)}</p>'),
                block("quote", {"text": "Words", "attribution": "", "citations": cite(make_reference())}),
                block("figure", {"image": picture, "caption": "", "credit": "", "citations": []}),
                block("call_to_action", {"call_to_action": make_panel(f"p-{reference.pk}").pk}),
                block("link", {"text": "Go", "page": make_standard(parent=home).pk}),
                block("study", {"reference": make_reference().pk, "design": "cohort", "citations": []}),
            ]
        page = make_summary(
            parent=home,
            live=False,
            topics=[make_topic(f"Topic {count}-{n}") for n in range(count)],
            reviewed_by=make_person(),
            image=make_image(size=(2, 2)),
            further_reading=[make_reference() for _ in range(count)],
        )
        draft: Any = ResearchSummaryPage.objects.get(pk=page.pk)
        draft.body = json.dumps(body)
        with CaptureQueriesContext(connection) as captured:
            assert remarks_of(draft, today=TODAY)
        return len(captured)

    return measure


def test_a_long_page_costs_no_more_queries_than_a_short_one(queries: Any) -> None:
    assert queries(5) == queries(1) <= BUDGET


def test_an_empty_page_costs_fewer(home: Any, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(2):
        remarks_of(ResearchSummaryPage(title="New"), today=TODAY)

"""The demo's pages: what is true of them is said, and nothing else."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from cms.models import RemarkAcknowledgement, ResearchIndexPage, ResearchSummaryPage, StandardPage
from cms.remarks.judge import remarks_of
from tests.cms.evidence.contents import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SAMPLE = "mesenchymal-stem-cells-for-lupus"
TEXTS = frozenset(
    {
        "alt_missing", "author_not_cited", "et_al_slip", "heading_skipped", "link_missing", "link_unpublished",
        "no_reference", "promotion_without_disclosure", "reading_level", "reference_notice", "reference_retracted",
        "reference_unchecked", "reference_unverified", "repeated_panel", "retracted_subject", "review_overdue",
        "subject_notice", "title_truncated", "uncited_figure",
    }
)  # fmt: skip
"""The rules about texts, references, panels and links."""


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("demo", stdout=io.StringIO())
        yield
        transaction.set_rollback(True)


def said_of(page):
    return [each.rule for each in remarks_of(page, today=TODAY) if each.rule in TEXTS]


def test_the_pages_around_the_summaries_have_nothing_to_mend(demo):
    pages: list[Any] = [*StandardPage.objects.all(), *ResearchIndexPage.objects.all()]
    assert {page.slug: said_of(page) for page in pages} == {
        "home": [], "research": [], "inicio": [], "investigacion": [], "made-up-withdrawn-page": [],
        "made-up-retracted-source": ["reference_unverified", "reference_retracted"],
    }  # fmt: skip


def test_of_the_written_summaries_only_the_check_of_their_subject_is_due(demo):
    pages = ResearchSummaryPage.objects.exclude(slug=SAMPLE)
    assert [said_of(page) for page in pages] == [["reference_unchecked"]] * 4


def test_of_the_imported_article_stays_what_its_words_say(demo):
    assert said_of(ResearchSummaryPage.objects.get(slug=SAMPLE)) == [
        "reference_unchecked",
        "uncited_figure",
        "et_al_slip",
        "reference_unverified",
        "reference_unchecked",
    ]


def test_an_editor_has_accepted_what_is_left_with_a_reason(demo):
    call_command("check_content", live=True, fail_on="notice", stdout=io.StringIO())  # or else SystemExit
    accepted = RemarkAcknowledgement.objects.filter(page__slug=SAMPLE)
    assert {each.rule for each in accepted} == {
        "certainty_missing", "counts_add_up", "et_al_slip", "reference_unchecked", "reference_unverified",
        "search_date_missing", "uncited_figure",
    }  # fmt: skip
    assert {each.user_name for each in RemarkAcknowledgement.objects.all()} == {"editor"}
    assert all(len(each.reason) > 20 for each in accepted)

"""A proposal is about the one work that the article names, unless the article itself casts doubt on that."""

import pytest

from cms.models import Reference
from cms.models.legacy_suggestions import LegacySuggestion
from tests.cms.legacy.load.entries import HandMade, article, do_import

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

FOUND = (
    "conducted a meta-analysis of 10 studies. It found lower pain scores at 3 months in the treated group."
)
SOURCE = "<p>Source: “A made-up trial.” 2021, https://doi.org/10.5555/trial</p>"


def study():
    return LegacySuggestion.objects.get(kind="study").value


def test_the_only_work_of_an_article_becomes_that_of_its_proposals(parent):
    do_import(HandMade(article(1, f"<p>The authors {FOUND}</p>{SOURCE}")), parent)
    reference = Reference.objects.get()
    assert study()["reference"] == reference.pk
    finding = LegacySuggestion.objects.filter(kind="finding").first()
    assert [item["value"]["reference"] for item in finding.value["citations"]] == [reference.pk]


def test_of_several_works_none_is_chosen(parent):
    other = "<p>Source: “Another one.” 2020, https://doi.org/10.5555/other</p>"
    do_import(HandMade(article(1, f"<p>The authors {FOUND}</p>{SOURCE}{other}")), parent)
    assert Reference.objects.count() == 2
    assert study()["reference"] is None


def test_a_work_whose_authors_the_text_may_not_mean_is_not_made_theirs(parent):
    do_import(HandMade(article(1, f"<p>Example et al. {FOUND}</p>{SOURCE}")), parent)
    assert Reference.objects.count() == 1
    assert study()["reference"] is None
    assert not any(each.value["citations"] for each in LegacySuggestion.objects.filter(kind="finding"))

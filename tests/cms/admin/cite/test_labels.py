"""The chips in the editor have the labels that the document will have."""

import pytest
from wagtail.models import Site

from cms.models import SiteProfile
from tests.builders import make_reference, make_site
from tests.cms.admin.cite.asking import label_texts, labels, of, url

pytestmark = [pytest.mark.usefixtures("site"), pytest.mark.slow]


def test_labels_are_those_of_the_document(editor):
    one, two, three, four = (make_reference() for _ in range(4))
    shown = label_texts(editor, of(two), of(one, two, three), of(four, two), style="nlm-citation-sequence")
    assert shown == ["(1)", "(1–3)", "(1,4)"]


def test_raised_numbers_are_said_to_be_raised(editor):
    answer = labels(editor, of(make_reference()), style="american-medical-association")
    assert answer["labels"] == [{"text": "1", "raised": True}]


def test_author_and_year_come_from_the_style(editor, zhou):
    narrative = {**of(zhou, locator="p. 2"), "mode": "narrative"}
    shown = label_texts(editor, of(zhou, locator="p. 2"), narrative, style="apa")
    assert shown == ["(Zhou et al., 2020, p. 2)", "Zhou et al. (2020, p. 2)"]


def test_without_a_style_of_its_own_a_page_has_the_sites(editor, site):
    SiteProfile.objects.update_or_create(site=site, defaults={"citation_style": "apa"})
    answer = labels(editor, of(make_reference()), style="", page=site.root_page_id)
    assert (answer["style"], answer["author_date"]) == ("apa", True)


def test_a_page_of_another_site_has_that_sites_style(editor, site):
    other = make_site("other.example.org")
    SiteProfile.objects.create(site=other, citation_style="american-medical-association")
    assert Site.objects.count() == 2
    assert labels(editor, style="", page=other.root_page_id)["style"] == "american-medical-association"


def test_missing_references_have_no_label(editor):
    assert label_texts(editor, {"items": [{"reference": 999}]}) == [""]


def test_labels_take_few_queries_however_many_there_are(editor, django_assert_max_num_queries):
    references = [make_reference() for _ in range(10)]
    with django_assert_max_num_queries(9):
        labels(editor, *(of(reference) for reference in references * 5))


@pytest.mark.parametrize(
    "body",
    [
        "", "null", "[]", "nonsense", '{"citations": 3}', '{"citations": [1, null, {"items": 2, "mode": []}]}',
        '{"style": [], "page": "x", "citations": [{"items": [{"reference": 1e400}]}]}', "[" * 100_000,
        '{"page": 99999999999999999999}', '{"citations": [{"items": [{"reference": 1, "prefix": {"a": [1]}}]}]}',
    ],
)  # fmt: skip
def test_hostile_bodies_get_an_answer(editor, body):
    make_reference()
    answer = editor.post(url("labels"), body, content_type="application/json")
    assert answer.status_code in (200, 400)

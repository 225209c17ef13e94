"""References are found while somebody types."""

import pytest

from cms.models import Reference
from cms.models.references import Integrity
from tests.builders import make_reference
from tests.cms.admin.cite.asking import found, url

pytestmark = [pytest.mark.usefixtures("site"), pytest.mark.slow]


@pytest.mark.parametrize(
    "words",
    [
        "zhou", "Zhou 2020", "mesench", "mice mesenchymal", "zhou2020", "@zhou2020", "ZHOU2020", "2020", "32322279",
        "10.1155/2020/6518508", "https://doi.org/10.1155/2020/6518508", "doi: 10.1155/2020/6518508.", "PMID: 32322279",
        "https://pubmed.ncbi.nlm.nih.gov/32322279/",
    ],
)  # fmt: skip
def test_a_reference_is_found_by(editor, zhou, words):
    make_reference(key="other", title="Something else", issued={"date-parts": [[1999]]})
    assert found(editor, words) == ["zhou2020"]


def test_for_nothing_the_newest_are_found(editor):
    make_reference(key="old")
    make_reference(key="new")
    assert found(editor, "") == ["new", "old"]


@pytest.mark.parametrize(
    "words", ["\x00", "'\"%_\\", "AND OR NOT (", "a" * 10_000, "*", "<script>", "–", "10.1/" * 500]
)
def test_hostile_words_find_nothing(editor, zhou, words):
    assert set(found(editor, words)) <= {"zhou2020"}


def test_what_is_known_of_a_reference_is_said(editor, zhou):
    Reference.objects.filter(pk=zhou.pk).update(integrity=Integrity.RETRACTED)
    (shown,) = editor.get(url("search"), {"q": "zhou"}).json()["references"]
    assert shown == {
        "id": zhou.pk,
        "key": "zhou2020",
        "label": "Zhou et al. 2020",
        "title": "Mesenchymal cells in mice",
        "year": 2020,
        "type": "Journal article",
        "integrity": "retracted",
        "integrity_label": "Retracted",
        "notice": True,
        "unverified": True,
        "pending": False,
    }


def test_what_was_never_checked_is_not_called_clean(editor, zhou):
    (shown,) = editor.get(url("search"), {"q": "zhou"}).json()["references"]
    assert (shown["integrity"], shown["integrity_label"]) == ("unchecked", "Not checked yet")


def test_a_search_takes_few_queries_however_much_it_finds(editor, django_assert_max_num_queries):
    for number in range(25):
        make_reference(title=f"Mesenchymal cells {number}")
    with django_assert_max_num_queries(8):
        assert len(found(editor, "mesenchymal")) == 20

"""What a question finds, in which order, on whichever database the tests run: the answers are the same."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cms.delivery.search import matching as module
from cms.delivery.search.expressions import Beyond
from cms.delivery.search.matching import matching, ranked, wanted
from cms.delivery.search.query import parse
from cms.models import DocumentText, PageDocument
from tests.cms.delivery.search.conftest import LOCALES, count, search, titles


def test_a_word_is_found_in_all_its_forms(written):
    written("Studies of stem cells")
    assert titles("study") == titles("cell studying") == ["Studies of stem cells"]


def test_a_page_is_compared_with_the_stems_of_its_own_language(written):
    written("Investigaciones clínicas", language="es")
    written("Investigacion in English", language="en")
    assert set(titles("investigación")) == {"Investigaciones clínicas", "Investigacion in English"}
    assert titles("investigación", locales=["es"]) == ["Investigaciones clínicas"]
    assert titles("clinico", locales=["es"]) == ["Investigaciones clínicas"]
    assert titles("clinico", locales=["en"]) == []


def test_accents_need_not_be_typed(written):
    written("Educações sobre células", language="pt-br")
    assert titles("educacao celula") == titles("educação células") == ["Educações sobre células"]


def test_a_letter_of_the_language_is_not_an_accent(written):
    written("Cada año a los niños", language="es")
    assert titles("ano") == titles("nino") == []
    assert titles("año niño") == ["Cada año a los niños"]


def test_all_words_have_to_be_on_the_page_wherever_they_stand(written):
    written("Lupus", "Treated with cells.", standfirst="A small trial.")
    assert titles("lupus trial cells") == ["Lupus"]
    assert titles("lupus asthma") == []


def test_a_phrase_is_found_only_where_its_words_follow_each_other(written):
    written("One", "The quality of life was better.")
    written("Two", "Life has a quality.")
    assert titles('"quality of life"') == ["One"]
    assert titles("“quality of life”") == ["One"]


def test_a_phrase_does_not_reach_from_one_passage_into_the_next(written):
    written("Title of stem", "cells end here with lupus</p><p>nephritis begins there", standfirst="Stem")
    assert titles('"stem cells"') == titles('"lupus nephritis"') == []
    assert titles("lupus nephritis") == ["Title of stem"]


def test_words_that_are_joined_are_a_phrase(written):
    written("One", "A meta-analysis of COVID-19, odds 0.26.")
    written("Two", "Meta thoughts, then analysis. 26 of 0. Covid in 19 children.")
    assert titles("meta-analysis") == titles("covid-19") == titles("0.26") == ["One"]


def test_pages_with_an_excluded_word_are_left_out(written):
    written("Lupus in mice")
    written("Lupus in people")
    assert titles("lupus -mouse -mice") == ["Lupus in people"]
    assert titles('lupus -"in people"') == ["Lupus in mice"]


def test_exclusions_alone_find_nothing(written):
    written("Lupus")
    assert titles("-asthma") == []
    assert count("-asthma") == 0


def test_a_beginning_is_found_when_it_is_marked_as_one(written):
    written("Inflammatory diseases")
    assert titles("inflam") == []
    assert (
        titles("inflam*")
        == titles("diseases inflammato*")
        == titles("inflammatory*")
        == ["Inflammatory diseases"]
    )


def test_what_has_hardly_been_begun_does_not_count_beside_other_words(written):
    written("Stem cells")
    assert titles("cells s*") == ["Stem cells"]


def test_words_that_hold_a_sentence_together_count_only_alone(written):
    written("Stem cell therapy", "It can help.")
    written("The")
    assert titles("Does stem cell therapy help?") == ["Stem cell therapy"]
    assert titles("the") == ["The"]
    assert titles("does") == []


def test_operators_are_words(written):
    written("Near and far")
    assert titles("NEAR") == ["Near and far"]
    assert titles("near OR lupus") == []


def test_texts_without_spaces_are_found_by_any_part(written):
    written("病毒性肺癌的研究", language="zh-hans")
    written("การศึกษาโรค", language="th")
    locales = ["zh-hans", "th"]
    for part in ("癌", "肺癌", "病毒性", "研究", "究", "病毒 肺癌"):
        assert titles(part, locales=locales) == ["病毒性肺癌的研究"], part
    assert titles("毒病", locales=locales) == titles("肺病", locales=locales) == []
    assert titles("ศึกษา", locales=locales) == ["การศึกษาโรค"]


def test_what_an_apostrophe_cuts_off_is_no_word(written):
    written("L’étude de l'inflammation", language="fr")
    written("The patient's rights")
    assert titles("étude", locales=["fr"]) == titles("d'études", locales=["fr"])
    assert titles("l'étude", locales=["fr"]) == ["L’étude de l'inflammation"]
    assert titles("patients") == titles("patient's") == ["The patient's rights"]


def test_the_title_counts_more_than_the_standfirst_and_that_more_than_the_text(written):
    written("Text", "About lupus.", standfirst="Words and more.")
    written("Standfirst", "About something.", standfirst="Words on lupus.")
    written("Lupus", "About something.", standfirst="Words and more.")
    written("Neither", "About something.", standfirst="Words and more.")
    assert titles("lupus") == ["Lupus", "Standfirst", "Text"]


def test_of_two_pages_with_a_word_the_shorter_comes_first(written):
    written("Long", "Lupus " + "and other things " * 300)
    written("Short", "Lupus and other things")
    assert titles("lupus") == ["Short", "Long"]


def pages_of(text, size, *, forward=True):
    """What is found, page by page."""
    documents: Any = ranked(PageDocument.objects.all(), wanted(parse(text), locales=LOCALES))
    if not forward:
        documents = documents.order_by("rank", "page_id")
    found: list[Any] = []
    while True:
        rest = documents
        if found:
            rest = documents.filter(Beyond(found[-1].rank, found[-1].page_id, forward=forward))
        page = list(rest[:size])
        if not page:
            return [each.title for each in found]
        found += page


def test_pages_that_answer_as_well_come_newest_first_and_can_be_paged_both_ways(written):
    for number in range(7):
        written(f"Lupus {number}")
    found = search("lupus")
    assert [each.title for each in found] == [f"Lupus {number}" for number in (6, 5, 4, 3, 2, 1, 0)]
    assert all(isinstance(each.rank, int) and each.rank > 0 for each in found)
    assert pages_of("lupus", 3) == titles("lupus")
    assert pages_of("lupus", 3, forward=False) == titles("lupus")[::-1]


def test_only_the_best_candidates_are_ranked_and_all_are_counted_and_listed_otherwise(written, monkeypatch):
    monkeypatch.setattr(module, "CANDIDATES", 3)
    written("Lupus")
    for number in range(5):
        written(f"Page {number}", "About lupus.")
    assert titles("lupus") == pages_of("lupus", 2) == ["Lupus", "Page 4", "Page 3"]
    documents = matching(PageDocument.objects.order_by("pk"), wanted(parse("lupus"), locales=LOCALES))
    assert [each.title for each in documents] == ["Lupus", *(f"Page {number}" for number in range(5))]
    assert count("lupus") == 6


def test_only_what_the_filters_leave_is_found(written):
    written("Lupus one")
    row = written("Lupus two")
    documents = PageDocument.objects.filter(pk=row.pk)
    question = parse("lupus")
    assert matching(documents, wanted(question, locales=LOCALES)).count() == 1
    assert [each.pk for each in ranked(documents, wanted(question, locales=LOCALES))] == [row.pk]


def test_a_search_is_one_query_however_much_is_found(written):
    for number in range(5):
        written(f"Lupus {number}")
    with CaptureQueriesContext(connection) as captured:
        search("lupus")
    assert len(captured) == 1


def test_what_is_changed_is_found_anew_at_once(written, indexed):
    row = written("Lupus")
    page = row.page.specific
    page.title = "Asthma"
    indexed(page)
    assert titles("lupus") == []
    assert len(search("asthma")) == 1


@pytest.mark.parametrize("way", ["instance", "queryset", "sql", "page"])
def test_words_go_with_their_document_however_it_is_deleted(written, way):
    row = written("Lupus")
    row_id = row.pk
    other = written("Lupus remains")
    match way:
        case "instance":
            row.delete()
        case "queryset":
            PageDocument.objects.filter(pk=row.pk).delete()
        case "sql":
            with connection.cursor() as cursor:
                cursor.execute("DELETE FROM cms_pagedocument WHERE id = %s", [row.pk])
        case "page":
            row.page.delete()
    assert titles("lupus") == ["Lupus remains"]
    left = set(DocumentText.objects.values_list("pk", flat=True))
    assert other.pk in left
    assert row_id not in left
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT rowid FROM cms_documentwords")
            assert {pk for (pk,) in cursor.fetchall()} == left


@pytest.mark.parametrize(
    "text",
    ["", " ", "\x00", '"', '""', "'", "-", "*", "(", ")", "AND", "OR", "NOT", "NEAR(", "a NEAR/2 b", "a:b", "{a}", "^a",
     "\\", "'';--", "%s", "%", "a & | ! b", "<->", "a:*", "🙂", "\ud800", "\u0301", "-" * 300, "x" * 5000, '"' * 99,
     "lupus " * 500, "*" * 50, "癌*", "-癌", '"a"b"c', "_", "a_b", "\u202elupus", "1e400", "NULL"],
)  # fmt: skip
def test_no_text_is_an_error(written, text):
    written("Lupus")
    assert len(search(text)) == count(text)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters() | st.sampled_from("\"'*-()&|!<>:\\ lupus癌ก"), max_size=60))
@example("lup\x00us")
def test_no_arbitrary_text_is_an_error(site, text):
    assert len(search(text)) == count(text)

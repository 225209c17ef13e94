"""Searching pages: found by their own words, sorted by relevance, read page by page, with excerpts and facets."""

import pytest

from tests.builders import (
    CANARY,
    block,
    change,
    make_locale,
    make_panel,
    make_standard,
    make_summary,
    make_topic,
    publish_again,
)

pytestmark = pytest.mark.django_db


def prose(text):
    return [block("paragraph", f"<p>{text}</p>")]


def found(api, q, **parameters):
    return api.ids("/pages/", q=q, **parameters)


def test_a_page_is_found_by_any_form_of_its_words(api, site):
    page = make_standard(body=prose("Sleeping improved the memories of mice."))
    make_standard(body=prose("Nothing of that kind."))
    assert found(api, "sleep memory mouse") == []
    assert found(api, "sleep memory") == [page.pk]


def test_the_title_weighs_more_than_the_text(api, site):
    text = make_standard("Other", body=prose("A word on lupus."))
    title = make_standard("Lupus")
    later = make_standard("Another", body=prose("A word on lupus."))
    assert found(api, "lupus") == [title.pk, later.pk, text.pk]
    assert found(api, "lupus", order="-published_at") == [later.pk, title.pk, text.pk]


def test_an_item_shows_where_something_was_found(api, site):
    make_standard("Sleep", body=prose("Lupus &lt;b&gt; is an autoimmune disease."))
    excerpt = api.get("/pages/", q="diseases").json["items"][0]["excerpt"]
    assert "Lupus <b> is an autoimmune disease." in excerpt["text"]
    assert "Lupus &lt;b&gt; is an autoimmune <mark>disease</mark>." in excerpt["html"]
    assert api.get("/pages/").json["items"][0]["excerpt"] is None


def test_what_is_found_is_read_page_by_page_in_both_directions(api, site):
    pages = [make_standard(f"Lupus {number}", body=prose("lupus " * number)) for number in range(1, 8)]
    whole = found(api, "lupus")
    assert sorted(whole) == [page.pk for page in pages]
    first = api.get("/pages/", q="lupus", limit=3).json
    second = api.get("/pages/", q="lupus", limit=3, cursor=first["next"]).json
    third = api.get("/pages/", q="lupus", limit=3, cursor=second["next"]).json
    back = api.get("/pages/", q="lupus", limit=3, cursor=third["previous"]).json
    assert [item["id"] for part in (first, second, third) for item in part["items"]] == whole
    assert [item["id"] for item in back["items"]] == whole[3:6]
    assert third["next"] is first["previous"] is None


def test_a_cursor_belongs_to_its_words(api, site):
    for number in range(2):
        make_standard(f"Lupus {number}")
    cursor = api.get("/pages/", q="lupus", limit=1).json["next"]
    assert api.get("/pages/", q="gout", limit=1, cursor=cursor).errors == [("cursor", "invalid")]


def test_filters_counts_and_facets_are_about_what_was_found(api, site):
    topics = [make_topic("Lupus"), make_topic("Gout")]
    pages = [make_summary("Autoimmune", topics=[topic]) for topic in topics]
    make_summary("Other", topics=topics)
    answer = api.get("/pages/", q="autoimmune", topic="gout", count="exact", facets="topic,type").json
    assert [item["id"] for item in answer["items"]] == [pages[1].pk]
    assert answer["count"] == 1
    assert answer["facets"]["topic"] == [
        {"value": "gout", "label": "Gout", "count": 1},
        {"value": "lupus", "label": "Lupus", "count": 1},
    ]
    assert answer["facets"]["type"] == [{"value": "research_summary", "label": None, "count": 1}]


def test_the_words_of_a_page_change_with_it(api, site):
    page = make_standard(body=prose("Before"))
    change(page, body=prose("After")).save_revision().publish()
    assert found(api, "before") == []
    assert found(api, "after") == [page.pk]
    page.unpublish()
    assert found(api, "after") == []


def test_words_of_what_a_page_shows_or_of_a_draft_are_not_the_page_s_own(api, site):
    panel = make_panel("panel", heading=CANARY, body=CANARY)
    page = make_standard(body=[block("call_to_action", {"call_to_action": panel.pk})])
    page.body = prose(CANARY)
    page.save_revision()
    assert found(api, CANARY.partition("-")[0]) == []


def test_a_page_in_another_language_is_found_by_its_stems(api, site):
    spanish = make_locale("es")
    publish_again(site.root_page.copy_for_translation(spanish))
    page = make_standard(body=prose("Uno"))
    translation = page.copy_for_translation(spanish)
    translation.body = prose("Los ratones recuerdan")
    publish_again(translation)
    assert found(api, "ratón") == found(api, "ratón", locale="es") == [translation.pk]
    assert found(api, "ratón", locale="en") == []


@pytest.mark.parametrize("q", ["", " ", "x" * 201])
def test_what_is_no_question_is_refused(api, site, q):
    assert api.get("/pages/", q=q).errors == [("q", "invalid")]


@pytest.mark.parametrize(
    "q", ['"', "-", "AND", "a OR (", "*", "'; --", "\N{PILE OF POO}", "title:x", "NEAR(a b)"]
)
def test_any_other_text_is_a_question(api, site, q):
    assert api.get("/pages/", q=q, count="exact", facets="topic").status == 200


def test_relevance_needs_words(api, site):
    assert api.get("/pages/", order="relevance").errors == [("order", "invalid")]

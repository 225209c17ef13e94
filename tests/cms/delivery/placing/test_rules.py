"""Rules of the site and of pages above bring panels into documents."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest import mock

import pytest
from django.db.models import ProtectedError
from django.utils import timezone
from wagtail.models import Page

from cms.models import CallToAction, PageDocument, SiteProfile
from tests.builders import (
    block,
    change,
    items,
    make_index,
    make_locale,
    make_panel,
    make_standard,
    make_summary,
    make_topic,
    publish_again,
)
from tests.cms.delivery.comparing import assert_right

NOON = datetime(2031, 5, 1, 12, tzinfo=UTC)


def at(moment):
    return mock.patch.object(timezone, "now", return_value=moment)


def text(words="One two three."):
    return block("paragraph", f"<p>{words}</p>")


def heading(words, level="2"):
    return block("heading", {"text": words, "level": level, "anchor": ""})


def placed(panel):
    return block("call_to_action", {"call_to_action": panel.pk})


def rule(panel, **values):
    return block("rule", {"call_to_action": panel.pk, "position": "end", **values})


@pytest.fixture
def rules(site):
    """Gives the site these rules."""

    def give(*found, **values):
        profile = SiteProfile.for_site(site)
        return change(profile, panel_rules=list(found), **{"panel_distance": 0, **values})

    return give


@pytest.fixture
def body(document):
    """What the body of a page's document is made of: types, and slugs of panels."""

    def read(page):
        return [
            item["value"]["slug"] if item["type"] == "call_to_action" else item["type"]
            for item in document(page)["body"]
        ]

    return read


def test_a_rule_of_the_site_brings_its_panel_to_the_end_of_every_page(home, rules, body, document):
    panel = make_panel(disclosure="We sell it.")
    found = rule(panel)
    rules(found)
    summary, ordinary = make_summary(parent=home), make_standard(parent=home, body=[text(), text()])
    assert (body(summary), body(ordinary)) == (
        ["paragraph", "newsletter"],
        ["paragraph", "paragraph", "newsletter"],
    )
    last = document(summary)["body"][-1]
    assert last["id"] == f"rule-{found['id']}"
    assert last["value"] == document(make_standard(parent=home, body=[placed(panel)]))["body"][0]["value"]
    assert document(summary)["disclosures"] == ["We sell it."]


def test_a_section_begins_with_a_heading_of_the_first_level(home, rules, body):
    rules(rule(make_panel(), position="after_section", section=1))
    long = [text(), heading("One"), text(), heading("Within", "3"), text(), heading("Two"), text()]
    page = make_summary(parent=home, body=long)
    assert body(page)[4:6] == ["paragraph", "newsletter"]
    assert "newsletter" not in body(make_summary(parent=home, body=[text()]))


def test_a_rule_counts_the_words_of_the_text_and_not_those_of_its_panels(home, rules, body):
    rules(rule(make_panel(), min_words=4))
    other = make_panel("contact", kind="contact")
    chatty = block("call_to_action", {"call_to_action": other.pk, "heading": "Many words of a panel"})
    assert body(make_summary(parent=home, body=[text(), text()])) == ["paragraph", "paragraph", "newsletter"]
    assert body(make_summary(parent=home, body=[text(), chatty])) == ["paragraph", "contact"]


def test_a_rule_is_for_topics_and_not_for_others(home, rules, body):
    lupus, costs = make_topic("Lupus"), make_topic("Costs")
    rules(rule(make_panel(), topics=items(lupus.pk), not_topics=items(costs.pk)))
    pages = [make_summary(parent=home, topics=topics) for topics in ([lupus], [], [lupus, costs])]
    assert ["newsletter" in body(page) for page in pages] == [True, False, False]


def test_a_page_that_is_marked_is_left_out(home, rules, body):
    rules(rule(make_panel(), not_flags=["sensitive"]))
    marks: tuple[list[str], ...] = ([], ["no_promotion"], ["no_promotion", "sensitive"])
    pages = [make_summary(parent=home, flags=flags) for flags in marks]
    assert ["newsletter" in body(page) for page in pages] == [True, True, False]


def test_the_nearest_page_above_comes_first_and_the_site_last(home, rules, body):
    near, far, own = (make_panel(slug) for slug in ("near", "far", "own"))
    rules(rule(make_panel("site", kind="link", link=[("link", {"text": "x", "url": "https://e.org/"})])))
    upper = make_index(parent=home, panel_rules=[rule(far)])
    lower = make_index(parent=upper, panel_rules=[rule(near)])
    assert body(make_summary(parent=lower)) == ["paragraph", "near", "site"]
    assert body(make_summary(parent=upper)) == ["paragraph", "far", "site"]
    assert body(make_summary(parent=home)) == ["paragraph", "site"]
    assert body(publish_again(change(upper, body=[placed(own)]))) == ["own", "site"]


def test_the_rules_of_a_page_that_is_not_public_do_not_count(home, site, body):
    index = make_index(parent=home, panel_rules=[rule(make_panel())])
    page = make_standard(parent=index, body=[text()])
    assert_right(page)
    index.unpublish()
    assert body(page) == ["paragraph"]
    assert_right(page)
    Page.objects.get(pk=index.pk).specific.save_revision().publish()
    assert body(page) == ["paragraph", "newsletter"]
    assert_right(page)
    expired = change(type(index).objects.get(pk=index.pk), expire_at=NOON)
    with at(NOON - timedelta(minutes=1)):
        assert_right(page)
    with at(NOON):
        assert body(page) == ["paragraph"]
        assert_right(page)
    assert expired.live


def test_a_page_in_another_language_has_the_translation_of_the_panel_or_none(home, site, body):
    spanish = make_locale("es")
    panel, topic = make_panel(), make_topic("Lupus")
    change(SiteProfile.for_site(site), panel_rules=[rule(panel, topics=items(topic.pk))], panel_distance=0)
    there = home.copy_for_translation(spanish)
    there.save_revision().publish()
    tema = topic.copy_for_translation(spanish)
    tema.save()
    page = make_summary(parent=there, topics=[tema])
    assert body(page) == ["paragraph"]
    assert_right(page)
    translated = panel.copy_for_translation(spanish)
    translated.slug, translated.heading = "boletin", "Boletín"
    translated.save()
    assert_right(page)
    translated.save_revision().publish()
    assert body(page) == ["paragraph", "boletin"]
    assert_right(page)


def test_a_change_to_the_rules_is_in_every_document_at_once(home, rules, body):
    panel, other = make_panel(), make_panel("contact", kind="contact")
    rules(rule(panel))
    index = make_index(parent=home)
    page = make_summary(parent=index)
    assert_right(page, index)
    rules(rule(other))
    assert body(page) == ["paragraph", "contact"]
    assert_right(page, index)
    rules(rule(other), most_panels=0)
    assert body(page) == ["paragraph"]
    assert_right(page, index)
    rules(rule(other), most_panels=3)
    publish_again(change(index, panel_rules=[rule(panel)]))
    assert body(page) == ["paragraph", "newsletter", "contact"]
    assert_right(page, index)


def test_what_documents_do_not_say_marks_none(home, rules):
    profile = rules(rule(make_panel()))
    page = make_summary(parent=home)
    assert_right(page)
    change(SiteProfile.objects.get(pk=profile.pk), tagline="Read before you decide")
    assert not page_row(page).stale
    change(SiteProfile.objects.get(pk=profile.pk), most_panels=2)
    assert page_row(page).stale


def page_row(page):
    return PageDocument.objects.get(page=page.pk)


def test_retiring_a_panel_removes_it_from_every_page_at_once_and_breaks_none(home, rules, body):
    panel = make_panel()
    rules(rule(panel))
    pages = [make_summary(parent=home), make_standard(parent=home, body=[placed(panel), text()])]
    assert [body(page) for page in pages] == [["paragraph", "newsletter"], ["newsletter", "paragraph"]]
    assert_right(*pages)
    panel.unpublish()
    assert [body(page) for page in pages] == [["paragraph"], ["paragraph"]]
    assert_right(*pages)
    panel.save_revision().publish()
    assert [body(page) for page in pages] == [["paragraph", "newsletter"], ["newsletter", "paragraph"]]
    assert_right(*pages)


def test_a_panel_that_a_rule_brings_can_not_be_deleted(home, rules):
    by_site, by_page, by_draft = (make_panel(slug) for slug in ("site", "page", "draft"))
    topic = make_topic("Lupus")
    rules(rule(by_site, topics=items(topic.pk)))
    index = make_index(parent=home, panel_rules=[rule(by_page)])
    change(index, panel_rules=[rule(by_page)])
    draft: Any = index
    draft.panel_rules = [rule(by_draft)]
    draft.save_revision()
    for used in (by_site, by_page, by_draft, topic):
        with pytest.raises(ProtectedError):
            used.delete()
    assert CallToAction.objects.count() == 3


@pytest.mark.parametrize("way", ["rule", "text"])
def test_a_panel_is_shown_from_its_start_to_its_end_to_the_minute(way, home, rules, client):
    with at(NOON - timedelta(hours=2)):
        panel = make_panel(starts_at=NOON - timedelta(hours=1), ends_at=NOON)
        if way == "rule":
            rules(rule(panel))
        page = make_summary(parent=home, body=[text(), *([placed(panel)] if way == "text" else [])])

    def seen(moment):
        with at(moment):
            answer = client.get(f"/api/v1/pages/{page.pk}/", headers={"host": "www.example.org:443"})
            until = page_row(page).valid_until
            return len(answer.json()["body"]) == 2, until

    minute = timedelta(minutes=1)
    assert seen(NOON - 61 * minute) == (False, NOON - 60 * minute)
    assert seen(NOON - 60 * minute) == (True, NOON)
    assert seen(NOON - minute) == (True, NOON)
    assert seen(NOON) == (False, None)


def test_what_caches_may_keep_ends_with_the_panel(home, rules, client, settings):
    settings.CMS_CACHE_SECONDS = 3600
    with at(NOON - timedelta(minutes=1)):
        rules(rule(make_panel(ends_at=NOON)))
        page = make_summary(parent=home)
        answer = client.get(f"/api/v1/pages/{page.pk}/", headers={"host": "www.example.org:443"})
        assert "max-age=60" in answer.headers["Cache-Control"]


def test_a_panel_whose_block_does_not_fit_leaves_room_for_another_one(home, rules, body, document):
    broken, other = make_panel("broken", disclosure="We sell it."), make_panel("other")
    rules(rule(other), rule(broken))
    page = make_standard(parent=home, body=[text()])
    unfit = block("call_to_action", {"call_to_action": broken.pk, "text": {"no": "text"}})
    type(page).objects.filter(pk=page.pk).update(body=json.dumps([unfit, text()]))
    assert body(page) == ["paragraph", "other"]
    assert document(page)["disclosures"] == []


def test_the_panels_of_a_rule_and_of_its_copy_have_ids_of_their_own(home, body, document):
    found = rule(make_panel())
    upper = make_index(parent=home, panel_rules=[found])
    lower = upper.copy(update_attrs={"slug": "copied"})
    lower.move(upper, pos="last-child")
    lower = type(upper).objects.get(pk=lower.pk)
    other = make_panel("contact", kind="contact")
    copied = {
        **found,
        "value": {**found["value"], "call_to_action": other.pk},
    }  # an editor changes it: it keeps its id
    page = make_summary(parent=publish_again(change(lower, panel_rules=[copied])))
    assert body(page) == ["paragraph", "contact", "newsletter"]
    ids = [item["id"] for item in document(page)["body"]]
    assert len(set(ids)) == 3
    assert ids[1] == f"rule-{found['id']}"

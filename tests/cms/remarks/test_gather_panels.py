"""Panels: those in the text as they stand there, and those that rules bring."""

import json
from datetime import UTC, datetime

import pytest

from cms.models import SiteProfile
from cms.remarks.gather import content_of
from tests.builders import block, change, items, make_index, make_panel, make_summary, make_topic
from tests.cms.evidence.contents import TODAY

PAST = datetime(2020, 1, 1, tzinfo=UTC)


def placed(panel, **instead):
    return block("call_to_action", {"call_to_action": panel.pk, **instead})


def rule(panel, **values):
    return block("rule", {"call_to_action": panel.pk, "position": "end", **values})


@pytest.fixture
def brought(site, home):
    """The slugs that rules of the site bring to a page with this body."""

    def gather(*rules, body=(), **fields):
        change(SiteProfile.for_site(site), panel_rules=list(rules), panel_distance=0)
        page = make_summary(parent=home, body=body, live=False, **fields)
        return [panel.heading for panel in content_of(page, today=TODAY).panels if panel.by_rule]

    return gather


def test_a_panel_in_the_text_has_its_words_and_its_block(gathered):
    panel = make_panel(
        "ask", kind="contact", heading="Ask us", body="<p>By <b>mail</b>.</p>", disclosure="We sell it."
    )
    stored = placed(panel)
    (found,) = gathered(stored).panels
    assert (found.block, found.pk, found.kind, found.heading) == (stored["id"], panel.pk, "contact", "Ask us")
    assert (found.text, found.disclosure, found.is_public) == ("By mail.", "We sell it.", True)


def test_what_a_page_says_instead_of_the_panel_counts(gathered):
    (found,) = gathered(placed(make_panel(), heading="Other", text="<p>Words</p>")).panels
    assert (found.heading, found.text) == ("Other", "Words")


def test_the_words_of_a_panel_are_not_those_of_its_block(gathered):
    (found,) = gathered(placed(make_panel(), heading="Other", text="<p>Words</p>")).body
    assert found.text == ""


@pytest.mark.parametrize("values", [{"live": False}, {"ends_at": PAST}])
def test_a_panel_that_readers_do_not_get_is_not_public(gathered, values):
    (found,) = gathered(placed(make_panel(**values))).panels
    assert not found.is_public


def test_the_second_of_a_kind_repeats_the_first(gathered):
    one, other, contact = make_panel("one"), make_panel("other"), make_panel("ask", kind="contact")
    content = gathered(placed(one), placed(contact), placed(other), placed(one))
    assert [panel.repeats for panel in content.panels] == [False, False, True, True]


def test_a_panel_that_is_gone_is_none(gathered):
    assert gathered(block("call_to_action", {"call_to_action": 987654})).panels == ()


def test_a_rule_of_the_site_brings_its_panel(brought):
    assert brought(rule(make_panel(heading="Join"))) == ["Join"]


def test_a_rule_of_the_page_above_brings_its_panel(home):
    index = make_index(parent=home, panel_rules=json.dumps([rule(make_panel(heading="Join"))]))
    page = make_summary(parent=index, live=False)
    assert [panel.heading for panel in content_of(page, today=TODAY).panels] == ["Join"]


def test_what_stands_in_the_text_is_not_brought_again(brought):
    panel, other = make_panel("one"), make_panel("other")
    assert brought(rule(panel), rule(other), body=[placed(panel)]) == []


def test_a_draft_in_the_text_takes_no_place(brought):
    assert brought(
        rule(make_panel("other", heading="Join")), body=[placed(make_panel("one", live=False))]
    ) == ["Join"]


def test_a_rule_is_for_pages_on_its_topic(brought):
    lupus, other = make_topic("Lupus"), make_topic("Other")
    for_lupus = rule(make_panel(heading="Join"), topics=items(lupus.pk))
    assert (brought(for_lupus, topics=[lupus]), brought(for_lupus, topics=[other])) == (["Join"], [])


def test_a_rule_is_for_pages_long_enough(brought):
    long = rule(make_panel(heading="Join"), min_words=6)
    words = [block("paragraph", "<p>One two three four five.</p>")]
    assert brought(long, body=words) == []
    assert brought(long, body=[*words, block("paragraph", "<p>Six.</p>")]) == ["Join"]


def test_a_rule_is_for_pages_with_its_section(brought):
    after = rule(make_panel(heading="Join"), position="after_section", section=2)
    heading = {"text": "A section", "level": "2", "anchor": ""}
    assert brought(after, body=[block("heading", heading)]) == []
    assert brought(after, body=[block("heading", heading), block("heading", heading)]) == ["Join"]


def test_a_draft_is_not_brought(brought):
    assert brought(rule(make_panel(live=False))) == []

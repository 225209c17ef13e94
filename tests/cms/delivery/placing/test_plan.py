"""What becomes of each panel of a page, by plain values: no site, no database."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blocks.vocabulary import CallToActionKind, PanelPosition
from cms.delivery.placing.plan import Limits, Plan
from cms.delivery.placing.reasons import Reason
from cms.delivery.placing.rules import PageFacts, Rule, rules_in

NEWS, PACKET, LINK = "newsletter", "information_packet", "link"
PAGE = PageFacts(
    words=400, topics=frozenset({1, 11}), flags=frozenset({"sensitive"}), headings=(0, 4, 8), length=12
)
EVERY = list(range(13))
"""How many blocks stand before each item, and before the end, of a page without panels."""


def by_rule(rule, kind=NEWS, *, plan=None, page=PAGE, panel=7, befores=EVERY):
    plan = plan or Plan()
    plan.by_rule(rule, panel, kind, page=page, stream="body", befores=befores, shown="panel")
    return plan.decisions[-1]


def in_text(plan, panel, kind, before):
    plan.in_text(panel, kind, stream="body", block=before, before=before, shown="panel")
    return plan.decisions[-1]


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({}, None),
        ({"min_words": 400}, None),
        ({"min_words": 401}, Reason.TOO_SHORT),
        ({"topics": (1, 5)}, None),
        ({"topics": (5,)}, Reason.OTHER_TOPIC),
        ({"not_topics": (5,)}, None),
        ({"not_topics": (11,)}, Reason.EXCLUDED_TOPIC),
        ({"topics": (1,), "not_topics": (1,)}, Reason.EXCLUDED_TOPIC),
        ({"not_flags": ("no_promotion",)}, None),
        ({"not_flags": ("no_promotion", "sensitive")}, Reason.MARKED),
        ({"position": PanelPosition.AFTER_SECTION, "section": 4}, Reason.NO_SECTION),
    ],
)
def test_a_rule_is_for_some_pages_only(values, reason):
    assert by_rule(Rule("r", 7, **values)).reason == reason


@pytest.mark.parametrize(
    ("position", "section", "gap"),
    [
        (PanelPosition.END, None, 12),
        (PanelPosition.AFTER_SECTION, 1, 4),
        (PanelPosition.AFTER_SECTION, 2, 8),
        (PanelPosition.AFTER_SECTION, 3, 12),
        (PanelPosition.AFTER_SECTION, 4, None),
    ],
)
def test_a_section_ends_where_the_next_one_begins(position, section, gap):
    assert by_rule(Rule("r", 7, position=position, section=section)).gap == gap


@pytest.mark.parametrize(
    ("panel", "kind", "reason"), [(None, None, Reason.NO_TRANSLATION), (7, None, Reason.NOT_PUBLIC)]
)
def test_a_rule_whose_panel_nobody_can_see_brings_nothing(panel, kind, reason):
    assert by_rule(Rule("r", 7), kind, panel=panel).reason == reason


def test_a_rule_that_is_not_for_the_page_says_so_before_anything_else():
    assert by_rule(Rule("r", 7, min_words=500), None, panel=None).reason == Reason.TOO_SHORT


def test_the_first_panel_of_a_kind_is_the_only_one():
    plan = Plan()
    assert in_text(plan, 1, NEWS, 0).is_placed
    assert in_text(plan, 2, NEWS, 9).reason == Reason.KIND_TAKEN
    assert by_rule(Rule("r", 3), NEWS, plan=plan, panel=3).reason == Reason.KIND_TAKEN
    assert by_rule(Rule("r", 1), NEWS, plan=plan, panel=1).reason == Reason.ALREADY_BY_HAND


def test_what_nobody_can_see_takes_no_place():
    plan = Plan()
    assert in_text(plan, 1, None, 0).reason == Reason.NOT_PUBLIC
    assert in_text(plan, 2, NEWS, 0).is_placed


def test_a_panel_whose_block_is_left_out_takes_no_place():
    plan = Plan(Limits(most=1))
    assert in_text(plan, 1, NEWS, 0).is_placed
    plan.withdraw(0)
    assert (plan.decisions[0].reason, plan.placed) == (Reason.BLOCK_LEFT_OUT, [])
    assert in_text(plan, 2, NEWS, 0).is_placed
    assert in_text(plan, 3, NEWS, 5).reason == Reason.KIND_TAKEN
    plan.withdraw(2)
    assert [each.reason for each in plan.decisions[1:]] == [None, Reason.KIND_TAKEN]


def test_a_page_has_no_more_panels_than_its_site_allows():
    plan = Plan(Limits(most=2, distance=0))
    assert [in_text(plan, n, kind, n).reason for n, kind in enumerate((NEWS, PACKET, LINK))] == [
        None,
        None,
        Reason.PAGE_FULL,
    ]
    assert by_rule(Rule("r", 7), LINK, plan=Plan(Limits(most=0))).reason == Reason.PAGE_FULL


@pytest.mark.parametrize(
    ("distance", "reason"), [(0, None), (2, None), (3, Reason.TOO_CLOSE)], ids=["none", "enough", "too many"]
)
def test_so_many_blocks_stand_between_two_panels(distance, reason):
    plan = Plan(Limits(distance=distance))
    in_text(plan, 1, NEWS, 4)
    assert in_text(plan, 2, PACKET, 6).reason == reason


def test_panels_of_different_streams_are_never_too_close():
    plan = Plan(Limits(distance=9))
    assert plan.in_text(1, NEWS, stream="notes", block=0, before=0, shown="panel")
    assert plan.in_text(2, LINK, stream="body", block=0, before=0, shown="panel")


def test_rules_are_read_as_they_are_stored_and_what_is_none_is_passed_over():
    stored = [
        {
            "type": "rule",
            "id": "a",
            "value": {"call_to_action": 7, "position": "after_section", "section": 2},
        },
        {"type": "rule", "id": "b", "value": {"call_to_action": None, "position": "end"}},
        {"type": "rule", "id": "c", "value": {"call_to_action": 7, "position": "after_section"}},
        {"type": "rule", "id": "d", "value": {"call_to_action": "7"}},
        {"type": "rule", "id": "e", "value": {"call_to_action": 7, "position": "elsewhere"}},
        {"type": "rule", "id": "f", "value": None},
        {
            "type": "rule",
            "value": {
                "call_to_action": 8,
                "min_words": 300,
                "topics": [{"type": "item", "value": 1, "id": "x"}, {"type": "item", "value": None}],
                "not_topics": [2],
                "not_flags": ["sensitive"],
            },
        },
    ]
    assert list(rules_in(stored, page=5)) == [
        Rule("a", 7, position="after_section", section=2, page=5),
        Rule("5-6", 8, min_words=300, topics=(1,), not_topics=(2,), not_flags=("sensitive",), page=5),
    ]


kinds = st.sampled_from([None, *CallToActionKind.values])
rules = st.builds(
    Rule,
    id=st.uuids().map(str),
    panel=st.integers(1, 9),
    position=st.sampled_from(PanelPosition.values),
    section=st.none() | st.integers(1, 5),
)


@given(
    limits=st.builds(Limits, most=st.integers(0, 4), distance=st.integers(0, 4)),
    blocks=st.lists(st.none() | st.tuples(st.integers(1, 9), kinds), max_size=20),
    brought=st.lists(st.tuples(rules, kinds), max_size=8),
    headings=st.sets(st.integers(0, 19)),
)
def test_whatever_there_is_the_limits_hold(limits, blocks, brought, headings):
    plan, items, befores = Plan(limits), [], [0]
    for position, block in enumerate(blocks):
        if block is None or plan.in_text(
            *block, stream="body", block=position, before=befores[-1], shown=block[1]
        ):
            items.append(block and block[1])
            befores.append(befores[-1] + (block is None))
    page = PageFacts(headings=sorted(each for each in headings if each < len(items)), length=len(items))
    for rule, kind in brought:
        plan.by_rule(rule, rule.panel, kind, page=page, stream="body", befores=befores, shown=kind)
    gaps = [decision for decision in plan.placed if decision.rule]
    whole = []
    for gap in range(len(items) + 1):
        whole += [*(each.shown for each in gaps if each.gap == gap), *items[gap : gap + 1]]
    panels = [position for position, kind in enumerate(whole) if kind]
    shown = [whole[position] for position in panels]
    assert len(shown) == len(set(shown)) <= limits.most
    assert all(b - a > limits.distance for a, b in pairwise(panels))
    assert len(plan.decisions) == len([block for block in blocks if block]) + len(brought)

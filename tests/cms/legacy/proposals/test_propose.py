"""Proposals fit the real blocks, quote the text, and are the same whenever it is read."""

import html
import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blocks.streams import SummaryBody
from cms.legacy.convert import convert
from cms.legacy.items import Paragraph, Quote
from cms.legacy.proposals import propose
from tests.cms.legacy.convert.builders import item

LINES = (1,)
DEMO = Path(__file__).resolve().parents[4] / "fixtures" / "demo"
WORDS = (
    "conducted a meta-analysis randomised trial this study included 10 studies comprising eight case series with 47 "
    "patients in the case control group lower higher reduced proteinuria serum C3 at 3 months and 6 , . ; ( ) 95% CI "
    "0.07 to 0.89 OR = p < 0.05 was not no difference results showed compared limitations the of for 1,410 I² "
    "−0.4 allocated received"
)


def assert_valid(suggestions):
    body = SummaryBody(required=False)
    body.clean(body.to_python([{"type": one.kind, "value": one.value} for one in suggestions]))


def test_the_sample_gives_one_study_with_its_groups_and_arms(converted_sample):
    (study,) = [one for one in converted_sample.suggestions if one.kind == "study"]
    assert (study.value["design"], study.value["total"], study.value["participants"]) == (
        "meta_analysis",
        10,
        None,
    )
    assert [
        (group["design"], group["studies"], [(arm["name"], arm["participants"]) for arm in group["arms"]])
        for group in study.value["groups"]
    ] == [
        ("case_series", 8, [("SLE patients", 231)]),
        ("randomised_controlled_trial", 4, [("case group", 47), ("control group", 37)]),
    ]
    assert study.line == 7


def test_the_sample_gives_its_results_by_outcome_and_time(converted_sample):
    found = [one.value for one in converted_sample.suggestions if one.kind == "finding"]
    many = "1 month, 2 months, 3 months, 4 months, 6 months, 12 months"
    assert [(value["outcome"], value["direction"], value["time_point"]) for value in found] == [
        ("Proteinuria", "lower", "3 months"),
        ("Serum albumin", "higher", "3 months"),
        ("Serum C3", "higher", "3 months"),
        ("SLEDAI", "lower", "3 months"),
        ("SLEDAI", "lower", "6 months"),
        ("Adverse events", "lower", ""),
        ("Proteinuria", "lower", many),
        ("SLEDAI", "lower", many),
    ]
    assert {value["favours"] for value in found} == {""}


def test_the_sample_gives_its_limitations(converted_sample):
    (limitations,) = [one for one in converted_sample.suggestions if one.kind == "limitations"]
    assert limitations.value["items"] == [
        "the small sample sizes of the included studies",
        "the inconsistency of the severity of the patient’s disease",
    ]


def test_every_line_of_a_quote_is_literally_in_the_text(converted_sample, sample):
    text = "\n".join(paragraph.text for paragraph in sample.paragraphs)
    assert all(line in text for one in converted_sample.suggestions for line in one.quote.split("\n"))


def test_what_is_proposed_of_the_sample_is_valid_and_the_same_again(converted_sample, sample):
    assert_valid(converted_sample.suggestions)
    assert convert(sample).suggestions == converted_sample.suggestions
    keys = [one.key for one in converted_sample.suggestions]
    assert len(set(keys)) == len(keys)


def test_words_of_somebody_else_are_not_read():
    assert propose(item(Quote("We conducted a meta-analysis.", "", lines=LINES))) == ()


@pytest.mark.parametrize("path", sorted((DEMO / "summaries").glob("*.json")), ids=lambda path: path.stem)
def test_what_is_proposed_of_a_written_summary_agrees_with_its_blocks(path):
    summary = json.loads(path.read_text(encoding="utf-8"))
    texts = [summary["standfirst"], *summary["key_points"]]
    texts += [
        html.unescape(re.sub(r"<[^>]*>", "", block["value"]))
        for block in summary["body"]
        if block.get("type") == "paragraph"
    ]
    written = [block["value"] for block in summary["body"] if block.get("type") == "finding"]
    named = ("measure", "estimate", "interval_low", "interval_high", "direction")
    for one in propose(item(*(Paragraph(text, lines=LINES) for text in texts))):
        if one.kind == "finding" and one.value["estimate"]:
            assert any(all(one.value[name] == block[name] for name in named) for block in written)


@settings(deadline=None, max_examples=200)
@given(st.lists(st.sampled_from(WORDS.split()) | st.text(max_size=5), max_size=60).map(" ".join))
def test_whatever_the_text_what_is_proposed_is_valid_and_quoted(text):
    suggestions = propose(item(Paragraph(text, lines=LINES)))
    assert_valid(suggestions)
    assert all(line in text for one in suggestions for line in one.quote.split("\n"))

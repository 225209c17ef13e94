"""What these rules say of the demo's summaries and of the sample's article. Each remark is right, and says why."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from blocks.clean import plain_text
from cms.evidence import Block, PageContent, judge, rules
from cms.evidence.content import Paragraph

DEMO = Path(settings.BASE_DIR) / "fixtures" / "demo"

EXPECTED = {
    # A cohort and a trial: the sources rate no certainty, and a notice says that none is given.
    "mondul-2012-thyroid-prostate": [("certainty_missing", "missing")],
    "stuck-2015-health-risk-assessment": [("certainty_missing", "missing")],
    # Data of three known trials were joined: there was no search to date.
    "ritzel-2015-glargine-300": [("certainty_missing", "missing")],
    # The source counts 10 studies, 8 and 4; its records at hand do not say up to when it searched.
    "sample": [
        ("counts_add_up", "studies"),
        ("search_date_missing", "missing"),
        ("certainty_missing", "missing"),
    ],
}


def texts(value):
    if isinstance(value, str):
        yield plain_text(value)
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts(part)


def content(summary):
    points = [("key_points", {"type": "point", "value": point}) for point in summary["key_points"]]
    body = [("body", block) for block in summary["body"] if "$imported" not in block]
    blocks = tuple(
        Block(
            f"b{number}",
            field,
            block["type"],
            "",
            block["value"],
            text="\n".join(texts(block["value"])),
            paragraphs=tuple(map(Paragraph, texts(block["value"]))),
        )
        for number, (field, block) in enumerate(points + body)
    )
    return PageContent(
        "research_summary", summary["title"], "en", date(2026, 11, 30), fields=summary, blocks=blocks
    )


OURS = {
    "causal_words", "certainty_missing", "claim_without_effect", "conflicts_missing", "counts_add_up",
    "figure_out_of_range", "figures_incomplete", "finding_within_study", "finding_without_numbers", "funding_missing",
    "interval_and_estimate", "limitations_missing", "no_difference_with_effect", "p_and_interval",
    "percentage_above_100", "pooled_from_one", "precision_missing", "ratio_not_positive", "review_missing",
    "search_date_missing",
}  # fmt: skip


def remarks(page):
    return [(remark.rule, remark.code) for remark in judge(page, [rules()[name]() for name in sorted(OURS)])]


def test_all_of_these_rules_are_known():
    assert set(rules()) >= OURS


@pytest.mark.parametrize("name", EXPECTED)
def test_a_summary_of_the_demo_is_told_what_is_true(name):
    path = next(DEMO.glob(f"**/{name}.json"))

    assert remarks(content(json.loads(path.read_text(encoding="utf-8")))) == EXPECTED[name]


def test_the_unedited_article_is_told_what_is_true():
    """Eight and four are not ten; and an import brings no fields, so all that they should say is missed."""
    prose = (DEMO / "article.txt").read_text(encoding="utf-8").split("Source:")[0]
    blocks = tuple(
        Block(f"p{number}", "body", "paragraph", "", text, text=text, paragraphs=(Paragraph(text),))
        for number, text in enumerate(filter(None, map(str.strip, prose.split("\n\n"))))
    )
    page = PageContent("research_summary", "Lupus (SLE)", "en", date(2026, 11, 30), blocks=blocks)

    assert sorted(remarks(page)) == [
        ("conflicts_missing", "missing"),
        ("counts_add_up", "text"),
        ("funding_missing", "missing"),
        ("limitations_missing", "missing"),
        ("review_missing", "date"),
        ("review_missing", "reviewer"),
    ]

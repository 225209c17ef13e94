"""The demo says nothing about a study that is not in the facts carried over from its sources."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from wagtail.blocks import ListBlock, StreamBlock, StructBlock

from blocks.numbers import canonical_number
from blocks.streams import StandardBody, SummaryBody
from cms.management.demo.blocks import IMPORTED
from cms.management.demo.data import read_demo_data

ROOT = Path(__file__).resolve().parents[2]
DATA = read_demo_data(ROOT / "fixtures" / "demo")
FACTS: dict[str, Any] = json.loads(
    (ROOT / "tests" / "golden" / "demo_facts.json").read_text(encoding="utf-8")
)
PAGES = {page["slug"]: page for page in (DATA.sample, *DATA.summaries)}
RATIOS = {"odds_ratio", "risk_ratio", "hazard_ratio", "rate_ratio"}
NO_PROSE = {"url", "anchor", "slug", "type", "level", "last_reviewed", "next_review", IMPORTED}

every_page = pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)


def facts_of(page: dict[str, Any]) -> dict[str, Any]:
    facts: dict[str, Any] = FACTS[page["subject_reference"]["$reference"]]
    return facts


def values(page: dict[str, Any], block_type: str) -> list[dict[str, Any]]:
    return [block["value"] for block in page["body"] if block.get("type") == block_type]


def strings(value: Any, *, key: str = "") -> Iterator[str]:
    """Every text a reader could see."""
    if key in NO_PROSE or key.startswith("$"):
        return
    if isinstance(value, str):
        yield re.sub(r"<[^>]+>", " ", value)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item, key=key)
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from strings(item, key=name)


def marked(value: Any) -> Iterator[tuple[str, str]]:
    """(kind, name) of every `{"$kind": name}`, and of every link to a page."""
    if isinstance(value, str):
        yield from (("page", slug) for slug in re.findall(r'href="page:([^"]*)"', value))
    elif isinstance(value, list):
        for item in value:
            yield from marked(item)
    elif isinstance(value, dict):
        for name, item in value.items():
            if name.startswith("$") and name != IMPORTED:
                yield name[1:], item
            else:
                yield from marked(item)


def as_fact(finding: dict[str, Any]) -> dict[str, Any]:
    return {
        "measure": finding["measure"],
        "unit": finding["unit"],
        "estimate": finding["estimate"],
        "low": finding["interval_low"],
        "high": finding["interval_high"],
        "level": finding["interval_level"],
        "p": finding["p_operator"] + finding["p_value"],
        "studies": finding["studies"],
    }


def number(printed: str) -> float:
    return float(canonical_number(printed) or "nan")


@every_page
def test_every_finding_is_a_result_of_the_study_digit_by_digit(page: dict[str, Any]) -> None:
    known = [
        {name: value for name, value in fact.items() if name != "direction"}
        for fact in facts_of(page)["results"].values()
    ]
    assert [finding for finding in values(page, "finding") if as_fact(finding) not in known] == []


@every_page
def test_every_direction_is_the_one_the_source_claims(page: dict[str, Any]) -> None:
    claims = {
        (fact["estimate"], fact["low"], fact["high"]): fact["direction"] or "unclear"
        for fact in facts_of(page)["results"].values()
    }
    for finding in values(page, "finding"):
        numbers = (finding["estimate"], finding["interval_low"], finding["interval_high"])
        assert finding["direction"] == claims[numbers], finding["outcome"]


@every_page
def test_no_direction_is_claimed_when_the_interval_includes_no_difference(page: dict[str, Any]) -> None:
    for finding in values(page, "finding"):
        none = 1.0 if finding["measure"] in RATIOS else 0.0
        if number(finding["interval_low"]) <= none <= number(finding["interval_high"]):
            assert finding["direction"] in ("unclear", "no_difference"), finding["outcome"]
            assert finding["favours"] in ("unclear", "neither"), finding["outcome"]


@every_page
def test_studies_and_participants_are_those_of_the_source(page: dict[str, Any]) -> None:
    (study,) = values(page, "study")
    facts = facts_of(page)
    arms = {group["design"]: [arm["participants"] for arm in group["arms"]] for group in study["groups"]}
    studies = {group["design"]: group["studies"] for group in study["groups"]} | {"total": study["total"]}
    assert arms == facts["arms"]
    assert {name: count for name, count in studies.items() if count is not None} == {
        name: count for name, count in facts["studies"].items() if count is not None
    }


@every_page
def test_every_number_in_the_text_is_a_known_figure(page: dict[str, Any]) -> None:
    facts = facts_of(page)
    known = set(facts["figures"])
    for result in facts["results"].values():
        known |= {
            str(result[name]).lstrip("-−=<") for name in ("estimate", "low", "high", "level", "p", "studies")
        }
    known |= {str(count) for arm in facts["arms"].values() for count in arm}
    known |= {str(count) for count in facts["studies"].values()}
    for months in re.findall(r"-(\d+)m\b", " ".join(facts["results"])):
        known.add(months)
    for text in strings(page):
        for found in re.findall(r"(?<![A-Za-z\d.])\d+(?:[.,]\d+)*", text):
            assert found.replace(",", "") in known, f"{found} in “{text}”"


@every_page
def test_every_finding_cites_the_study_it_comes_from(page: dict[str, Any]) -> None:
    for name in ("study", "finding", "limitations", "conclusion"):
        for value in values(page, name):
            assert page["subject_reference"] in [item["reference"] for item in value["citations"]]


@every_page
def test_every_page_has_its_study_findings_limitations_and_conclusion(page: dict[str, Any]) -> None:
    counts = {name: len(values(page, name)) for name in ("study", "limitations", "conclusion")}
    assert counts == {"study": 1, "limitations": 1, "conclusion": 1}
    assert 2 <= len(values(page, "finding")) <= 6


@every_page
def test_what_a_page_refers_to_is_in_the_data(page: dict[str, Any]) -> None:
    known = {
        *(("reference", record["key"]) for record in DATA.references),
        *(("image", record["name"]) for record in DATA.images),
        *(("person", record["handle"]) for record in DATA.people),
        *(("panel", record["slug"]) for record in DATA.panels),
        *(("page", slug) for slug in PAGES),
    }
    topics = {record["slug"] for record in DATA.topics}
    assert set(marked(page)) <= known
    assert set(page["topics"]) <= topics
    assert {("reference", key) for key in page["further_reading"]} <= known


@pytest.mark.parametrize(
    ("stream", "page"),
    [(SummaryBody, page) for page in PAGES.values()]
    + [(StandardBody, DATA.home), (StandardBody, DATA.index)],
)
def test_blocks_have_known_names_and_fields(stream: type[StreamBlock], page: dict[str, Any]) -> None:
    types = stream().child_blocks
    for block in page["body"]:
        if IMPORTED not in block:
            check_fields(types[block["type"]], block["value"])


def check_fields(block: Any, value: Any) -> None:
    if (
        isinstance(block, StructBlock)
        and isinstance(value, dict)
        and not any(name.startswith("$") for name in value)
    ):
        assert set(value) <= set(block.child_blocks), block
        for name, inner in value.items():
            check_fields(block.child_blocks[name], inner)
    elif isinstance(block, ListBlock):
        for item in value:
            check_fields(block.child_block, item)


def test_the_article_is_only_added_to() -> None:
    assert values(DATA.sample, "paragraph") == []
    assert values(DATA.sample, "call_to_action") == []


def test_every_paragraph_of_the_article_has_its_place_in_order() -> None:
    text = DATA.article.read_text(encoding="utf-8")
    starts = [block[IMPORTED] for block in DATA.sample["body"] if IMPORTED in block]
    assert starts.pop() == "*"
    assert len(starts) == 9
    places = [
        [match.start() for match in re.finditer(rf"^{re.escape(start)}", text, re.MULTILINE)]
        for start in starts
    ]
    assert all(len(found) == 1 for found in places)
    assert places == sorted(places)


def test_the_doubts_about_a_source_stand_in_a_callout() -> None:
    doubts = {
        "mesenchymal-stem-cells-for-lupus": (
            "make 12",
            "At 3 months|For 3 months",
            "worldwide number",
            "another work",
        ),
        "health-questionnaires-in-older-age": ("5.1 points",),
        "thyroid-hormones-and-prostate-cancer": ("401 sets", "watched"),
        "two-strengths-of-insulin-glargine": ("paid for by the maker",),
    }
    for slug, phrases in doubts.items():
        callouts = " ".join(value["text"] for value in values(PAGES[slug], "callout"))
        for phrase in phrases:
            assert re.search(phrase, callouts), phrase


def test_the_summaries_show_a_table_a_figure_and_a_link_between_pages() -> None:
    assert any(values(page, "table") for page in DATA.summaries)
    assert any(values(page, "figure") for page in DATA.summaries)
    assert any(kind == "page" for page in DATA.summaries for kind, _ in marked(page))


def test_each_summary_has_three_key_points() -> None:
    assert [len(page["key_points"]) for page in DATA.summaries] == [3, 3, 3]

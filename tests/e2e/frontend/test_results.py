"""The results of a page at a glance, in the example frontend; and what its head tells machines."""

import json
from collections.abc import Callable
from threading import Lock
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.builders import block, make_locale, make_reference, make_summary, root_of
from tests.e2e.frontend.content import Content
from tests.e2e.frontend.test_accessibility import WIDTHS, violations

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Visit = Callable[[str], Page]
SUMMARY = "/research/everything/"
SECTION = "The results at a glance"


def reported(outcome: str, time: str, estimate: str, low: str, high: str, **values: Any) -> dict[str, Any]:
    numbers = {"measure": "mean_difference", "unit": "points", "estimate": estimate}
    interval = {"interval_low": low, "interval_high": high, "interval_level": "95"}
    said = {"outcome": outcome, "time_point": time, "direction": "lower", "certainty": "low"}
    return block("finding", {**said, **numbers, **interval, **values})


FINDINGS = [
    reported("Pain", "1 year", "-1.20", "-2.00", "-0.40", favours="intervention"),
    reported("Pain", "6 months", "-0.5", "-1.3", "0.3", direction="unclear", favours="unclear", certainty="high"),
    reported("Tiredness in the evening, as people rate it themselves in a diary", "6 months", "0.1", "-90", "90",
             direction="no_difference"),
    reported("Sleep", "6 months", "0.4", "", ""),
    reported("Falls", "", "0.70", "0.50", "0.98", measure="risk_ratio", unit=""),
]  # fmt: skip


@pytest.fixture
def results(visit: Visit, content: Content, turn: Lock) -> Page:
    """A page with results of several kinds."""
    with turn:
        make_summary("Many results", parent=content.index, slug="many", body=FINDINGS)
    return visit("/research/many/")


def plot(page: Page) -> Locator:
    return page.get_by_role("img", name="Forest plot: Mean difference (points)")


def test_outcomes_stand_by_time_and_lead_to_their_findings(results: Page, complaints: list[str]) -> None:
    table = results.get_by_role("table", name="Results by outcome and time")
    expect(table.get_by_role("columnheader")).to_have_text(["Outcome", "6 months", "1 year", "No time given"])
    row = table.get_by_role("row", name="Pain")
    expect(row.get_by_role("cell").nth(0)).to_contain_text("Unclear")
    expect(row.get_by_role("cell").nth(0)).to_contain_text("Certainty of the evidence: High")
    expect(row.get_by_role("cell").nth(1)).to_contain_text("In favour of: The intervention or exposure")
    row.get_by_role("link", name="Lower").focus()
    results.keyboard.press("Enter")
    target = results.locator(".finding:target")
    expect(target).to_contain_text("1 year")
    expect(target).to_be_in_viewport()
    assert complaints == []


def test_a_forest_plot_is_named_described_and_has_its_figures_as_a_table(results: Page) -> None:
    expect(plot(results)).to_have_accessible_description(
        "3 results, each with its interval. 2 of the intervals include 0, which would mean no difference. "
        "The figures stand in the table below."
    )
    results.get_by_text("The figures as a table").focus()
    results.keyboard.press("Enter")
    table = results.get_by_role("table", name="Mean difference (points)")
    row = table.get_by_role("row", name="Pain").first
    for said in (
        "1 year",
        "−1.20",
        "−2.00 to −0.40 (95\u00a0%)",
        "Lower",
        "The intervention or exposure",
        "Low",
    ):
        expect(row.get_by_role("cell", name=said, exact=True)).to_be_visible()
    expect(table.get_by_role("row", name="Sleep")).to_contain_text("0.4")


def test_shapes_and_words_say_what_colours_do(results: Page) -> None:
    drawing = plot(results)
    assert drawing.locator(".point").count() == 1  # the interval that excludes no difference
    assert drawing.locator(".ring").count() == 2
    expect(drawing).to_contain_text("0.4 (no interval reported)")
    key = results.locator(".forest .key li")
    expect(key).to_have_text(
        [
            "The interval does not include “no difference”.",
            "The interval includes “no difference”.",
            "The interval goes on beyond the drawing.",
        ]
    )


def test_marks_stand_where_the_api_says(results: Page) -> None:
    box = plot(results).bounding_box()
    point = plot(results).locator(".point").bounding_box()
    none = plot(results).locator(".none").bounding_box()
    assert box is not None
    assert point is not None
    assert none is not None
    assert box["x"] < point["x"] + point["width"] < none["x"] < box["x"] + box["width"]


def test_one_result_of_a_kind_has_no_plot_of_its_own(results: Page) -> None:
    expect(results.get_by_role("img", name="Forest plot")).to_have_count(1)


def test_a_page_without_several_results_has_no_such_section(visit: Visit) -> None:
    page = visit("/research/")
    page.get_by_role("link", name="Sleep and health, part 1").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("part 1")
    expect(page.get_by_role("heading", name=SECTION)).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_the_tables_open(results: Page, scheme: str) -> None:
    results.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    results.get_by_text("The figures as a table").click()
    found = []
    for width in WIDTHS:
        results.set_viewport_size({"width": width, "height": 900})
        assert results.evaluate("document.documentElement.scrollWidth") <= width, width
        found += violations(results)
        for text in plot(results).locator("text").all():
            box, outer = text.bounding_box(), plot(results).bounding_box()
            assert box is not None
            assert outer is not None
            assert box["x"] >= outer["x"] - 20, text.text_content()
            assert box["x"] + box["width"] <= outer["x"] + outer["width"] + 20, text.text_content()
    assert found == []


def test_on_paper_the_plot_is_there_and_what_is_closed_is_not(results: Page) -> None:
    results.emulate_media(media="print")
    expect(plot(results)).to_be_visible()
    expect(results.get_by_text("The figures as a table")).to_be_hidden()


def test_a_spanish_page_says_it_in_spanish(visit: Visit, content: Content, turn: Lock) -> None:
    with turn:
        spanish = make_locale("es")
        home = root_of().copy_for_translation(spanish)
        home.save_revision().publish()
        make_summary("Resultados", parent=home, slug="resultados", body=FINDINGS[:2])
    page = visit("/es/resultados/")
    expect(page.get_by_role("heading", name="Los resultados de un vistazo")).to_be_visible()
    expect(
        page.get_by_role("img", name="Diagrama de bosque: Diferencia de medias (points): Pain")
    ).to_be_visible()


def test_the_head_tells_machines_what_the_page_is(
    visit: Visit, content: Content, turn: Lock, complaints: list[str]
) -> None:
    title = "Risk </script><script>alert(1)</script> & “more”"
    with turn:
        subject = make_reference("risk", title="A trial", DOI="10.5555/trial", PMID="12345678")
        make_summary(title, parent=content.index, slug="risk", subject_reference=subject)
    page = visit("/research/risk/")
    found = page.locator("head script[type='application/ld+json']")
    source = found.text_content() or ""
    assert "<" not in source
    data = json.loads(source)
    assert (data["@type"], data["name"]) == ("MedicalWebPage", title)
    assert data["isBasedOn"]["sameAs"][0] == "https://doi.org/10.5555/trial"
    assert page.locator("head meta[property='og:title']").get_attribute("content") == title
    assert page.locator("head meta[name='citation_title']").get_attribute("content") == title
    assert page.locator("head meta[name='citation_doi']").count() == 0
    page.get_by_role("navigation", name="You are here").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Research")
    assert json.loads(found.text_content() or "")["@type"] == "CollectionPage"  # and only one
    assert complaints == []

"""The findings of a page as one table of its Markdown."""

from typing import Any

import pytest

from cms.delivery.markdown import to_markdown


def result(direction: str | None = "lower", **values: Any) -> dict[str, Any]:
    said = {"block": "b", "comparison": None, "favours": None, "certainty": "not_assessed"}
    return {**said, "direction": direction, **values}


def glance(times: list[str | None], *rows: tuple[str, list[Any]], locale: str = "en") -> str:
    table = {"time_points": times, "rows": [{"outcome": outcome, "cells": cells} for outcome, cells in rows]}
    return to_markdown(
        {"title": "T", "locale": locale, "evidence": {"summary": {}, "plots": [], "table": table}}
    )


def test_outcomes_stand_by_time() -> None:
    found = glance(
        ["6 months", None],
        ("Pain | at night", [[result(favours="intervention", certainty="low")], []]),
        ("Sleep", [[], [result("no_difference")]]),
    )
    assert found == (
        "# T\n\n## Results at a glance\n\n"
        "| Outcome | 6 months | No time point |\n"
        "| --- | --- | --- |\n"
        "| **Pain \\| at night** | Lower (Speaks for: The intervention or exposure, "
        "Certainty of the evidence: Low) | |\n"
        "| **Sleep** | | No difference found |\n"
    )


def test_two_results_in_one_place_say_who_was_compared() -> None:
    cell = [result(comparison="A with B"), result("higher", comparison="A with C")]
    assert "| **Pain** | A with B: Lower; A with C: Higher |" in glance([None], ("Pain", [cell]))


def test_a_page_without_times_has_a_column_of_directions() -> None:
    found = glance([None], ("Pain", [[result()]]), ("Sleep", [[result()]]))
    assert "| Outcome | Direction |" in found


def test_a_single_finding_says_it_all_itself() -> None:
    assert glance([None], ("Pain", [[result()]])) == "# T\n"


def test_labels_speak_the_language_of_the_page() -> None:
    assert "Menor" in glance([None], ("Dolor", [[result()], [result()]]), locale="es")


@pytest.mark.parametrize(
    "evidence", [None, [], "x", {"table": []}, {"table": {"rows": [None, {"cells": [1, [2]]}]}}]
)
def test_evidence_of_another_shape_is_no_error(evidence: Any) -> None:
    assert to_markdown({"title": "T", "evidence": evidence}) == "# T\n"

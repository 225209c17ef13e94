"""Results that were really published, and wrong variants of them: see the file for where each was read."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cms.evidence.statistics import implied_p, interval_holds_estimate, p_agrees

RESULTS = json.loads(
    (Path(__file__).resolve().parents[2] / "golden" / "evidence" / "results.json").read_text(encoding="utf-8")
)
ALL = [pytest.param(result, id=result["id"]) for result in RESULTS]


def figures(result: Any) -> dict[str, str]:
    interval = result["ci"]
    return {
        "measure": result["measure"],
        "estimate": result["estimate"],
        "low": interval["low"],
        "high": interval["high"],
        "level": interval["level"],
    }


def printed_p(result: Any) -> dict[str, str | None]:
    p = result["p"] or {"operator": None, "value": None}
    return {"p_operator": p["operator"], "p_value": p["value"]}


@pytest.mark.parametrize("result", ALL)
def test_only_what_disagrees_raises_an_alarm(result):
    expected = {True: True, False: False, "not_testable": None}[result["consistent"]]

    assert p_agrees(**figures(result), **printed_p(result)) is expected


@pytest.mark.parametrize("result", ALL)
def test_an_interval_that_lost_its_estimate_is_found(result):
    numbers = {name: figures(result)[name] for name in ("estimate", "low", "high")}

    assert interval_holds_estimate(**numbers) is result["estimate_in_interval"]


@pytest.mark.parametrize("result", [each for each in ALL if each.values[0]["implied_p"]])
def test_the_p_that_fit_include_those_found_by_hand(result):
    found = implied_p(**figures(result))

    assert found is not None
    assert found[0] <= result["implied_p"]["low"] * 1.01
    assert found[1] >= result["implied_p"]["high"] * 0.99


def number(printed: str) -> float:
    return float(printed.replace(" ", "").replace("−", "-").replace("–", "-").replace("·", "."))


def places(printed: str) -> int:
    return len(printed.replace("·", ".").partition(".")[2])


def tenfold(result: Any) -> Iterator[dict[str, Any]]:
    """The same result with a p ten times as large, or as small, where that is a mistake: p < 0.01 for p < 0.001 is
    none, nor is p < 0.00001 where it is smaller still."""
    value, operator = result["p"]["value"], result["p"]["operator"]
    digits = places(value)
    smaller = f"{number(value) / 10:.{digits + 1}f}"
    if operator == "=":
        yield {**figures(result), "p_operator": "=", "p_value": smaller}
        if number(value) <= 0.1:
            larger = f"{number(value) * 10:.{max(digits - 1, 0)}f}"
            yield {**figures(result), "p_operator": "=", "p_value": larger}
    elif result["implied_p"]["low"] >= number(smaller):
        yield {**figures(result), "p_operator": operator, "p_value": smaller}


def bound_across(result: Any) -> Iterator[dict[str, Any]]:
    """The same result with one of its bounds at the same distance on the other side of no effect."""
    is_ratio = result["measure"].endswith("_ratio")
    bounds = {name: number(result["ci"][name]) for name in ("low", "high")}
    for moved, value in bounds.items():
        stays = bounds["low" if moved == "high" else "high"]
        if value == (1 if is_ratio else 0):
            continue  # it lies on no effect
        other = (1 / value) if is_ratio else -value
        digits = max(places(result["ci"][moved]), 2 if other > 0.1 else 3)
        low, high = (f"{each:.{digits}f}" for each in sorted((stays, other)))
        yield {**figures(result), **printed_p(result), "low": low, "high": high}


def share_found(variants: list[dict[str, Any]]) -> float:
    return sum(p_agrees(**variant) is False for variant in variants) / len(variants)


def test_at_least_nine_of_ten_wrong_variants_are_found(caplog):
    """`pytest -rA -k wrong_variants` shows the shares."""
    caplog.set_level(logging.INFO)
    likely = [each for each in RESULTS if each["consistent"] is True]
    likely = [each for each in likely if number(each["p"]["value"]) < 0.2]
    kinds = {
        make.__name__: [variant for result in likely for variant in make(result)]
        for make in (tenfold, bound_across)
    }
    shares = {name: share_found(variants) for name, variants in kinds.items()}
    for name, variants in kinds.items():
        logging.info("%s: %.1f %% of %d found", name, 100 * shares[name], len(variants))

    assert len(likely) > 50
    assert shares["tenfold"] >= 0.9
    assert shares["bound_across"] >= 0.9

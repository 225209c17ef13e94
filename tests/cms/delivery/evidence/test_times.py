"""Time points in two languages, in the order of time."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.delivery.evidence.times import days_of, in_order_of_time


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("6 months", 182.625),
        ("1 year", 365.25),
        ("12 months", 365.25),
        ("12-week follow-up", 84),
        ("at 90 days", 90),
        ("24 h", 1),
        ("Week 12", 84),
        ("Month 3", 91.3125),
        ("six months", 182.625),
        ("half a year", 182.625),
        ("1 year and 6 months", 547.875),
        ("6–12 months", 365.25),
        ("3rd year", 1095.75),
        ("1.5 years", 547.875),
        ("baseline", 0),
        ("6 meses", 182.625),
        ("un año", 365.25),
        ("2 años y 6 meses", 913.125),
        ("2,5 años", 913.125),
        ("medio año", 182.625),
        ("semana 12", 84),
        ("30 días", 30),
        ("6 months after 2 years of treatment", 182.625),
    ],
)
def test_a_time_is_read(text: str, days: float) -> None:
    assert days_of(text) == pytest.approx(days)


@pytest.mark.parametrize("text", ["", "at discharge", "end of treatment", "2020", "group 5 only", "10 mg"])
def test_what_is_no_time_is_not_taken_for_one(text: str) -> None:
    assert days_of(text) is None


def test_times_stand_in_order_and_others_after_them_as_they_appear() -> None:
    texts = ["1 year", "at discharge", None, "6 months", "2 months", "2  Months", "a la alta"]
    found = in_order_of_time(texts)
    assert [time.text for time in found.values()] == [
        "2 months",
        "6 months",
        "1 year",
        "at discharge",
        "a la alta",
        None,
    ]
    assert [time.column for time in found.values()] == list(range(6))


@pytest.mark.parametrize(
    "texts", list(itertools.permutations(["2 months", "6 months", "1 year"])), ids=" ".join
)
def test_the_order_of_the_page_does_not_matter(texts: tuple[str, ...]) -> None:
    assert list(in_order_of_time(texts)) == ["2 months", "6 months", "1 year"]


@given(
    st.lists(
        st.none() | st.text(max_size=20) | st.from_regex(r"[0-9]{0,12} ?(months|años|h)", fullmatch=True)
    )
)
def test_every_text_gets_a_column_of_its_own(texts: list[str | None]) -> None:
    columns = [time.column for time in in_order_of_time(texts).values()]
    assert columns == list(range(len(columns)))

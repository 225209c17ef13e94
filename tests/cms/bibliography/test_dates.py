"""Dates are incomplete, ranges or words, and still mean something."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.bibliography.dates import DateValue, InvalidDate, PartialDate, parse_date

days = st.dates().map(lambda date: PartialDate(date.year, date.month, date.day))
months = st.dates().map(lambda date: PartialDate(date.year, date.month))
years = st.integers(-9999, 9999).filter(bool).map(PartialDate)
seasons = st.builds(
    lambda year, season: DateValue(PartialDate(year), None, season), st.integers(1, 9999), st.integers(1, 4)
)


def ordered(dates: list[PartialDate]) -> DateValue:
    first, last = sorted(dates, key=lambda date: date.sort_key)
    return DateValue(first, None if first == last else last)


values = st.one_of(
    st.one_of(days, months, years).map(DateValue),
    st.lists(st.one_of(days, months, years), min_size=2, max_size=2).map(ordered),
    seasons,
)


@given(values)
def test_what_an_editor_sees_is_read_back(value):
    assert parse_date(str(value)) == value


@given(values)
def test_csl_is_read_back(value):
    assert DateValue.of(value.to_csl()) == value


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2020-13", "13 is not a month (1 to 12)"),
        ("2020-02-30", "30 is not a day of 2020-02"),
        ("2021-02-29", "29 is not a day of 2021-02"),
        ("0000", "0 is not a year"),
        ("2020-05/2020-04", "the range ends before it begins"),
        ("16 Sep. 2021", "write a date as 2020, 2020-04 or 2020-04-03"),
        ("20", "write a date as 2020, 2020-04 or 2020-04-03"),
        ("", "write a date as 2020, 2020-04 or 2020-04-03"),
        ("٢٠٢٠", "write a date as 2020, 2020-04 or 2020-04-03"),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(text, message):
    with pytest.raises(InvalidDate) as caught:
        parse_date(text)
    assert caught.value.message == message


@pytest.mark.parametrize(
    ("value", "text", "year"),
    [
        ({"date-parts": [[2020, 4, 3]]}, "2020-04-03", 2020),
        ({"date-parts": [["2020", "4"]]}, "2020-04", 2020),
        ({"date-parts": [[2013, 1], [2013, 3]]}, "2013-01/2013-03", 2013),
        ({"date-parts": [[2020]], "season": 4}, "2020 Winter", 2020),
        ({"date-parts": [[2020]], "season": "spring"}, "2020 Spring", 2020),
        ({"date-parts": [[2020, 14, 3]]}, "2020", 2020),
        ({"date-parts": [[2020, 2, 31]]}, "2020-02", 2020),
        ({"raw": "2020-04"}, "2020-04", 2020),
        ({"literal": "Spring of 1998"}, "Spring of 1998", 1998),
        ({"literal": "in press"}, "in press", None),
        ("2020-04", "2020-04", 2020),
    ],
)
def test_a_csl_date_is_read_as_far_as_it_can_be(value, text, year):
    date = DateValue.of(value)
    assert date is not None
    assert (str(date), date.year) == (text, year)


@pytest.mark.parametrize(
    "value", [None, 2020, [], {}, {"date-parts": None}, {"date-parts": [[None]]}, {"raw": ""}, "\0"]
)
def test_what_says_nothing_is_no_date(value):
    assert DateValue.of(value) is None

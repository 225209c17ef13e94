"""Dates with the months in full."""

import pytest

from cms.bibliography.dates import DateValue
from cms.bibliography.styles.english_dates import day_of_year, long_date


@pytest.mark.parametrize(
    ("issued", "long", "day"),
    [
        ("2021-05-10", "May 10, 2021", "May 10"),
        ("2021-05", "May 2021", "May"),
        ("2021", "2021", ""),
        ("2020 Winter", "Winter 2020", "Winter"),
        ("2013-01/2013-03", "January–March 2013", "January–March"),
        ("2020-05-02/2020-05-04", "May 2–4, 2020", "May 2–4"),
        ("2020-05-30/2020-06-02", "May 30–June 2, 2020", "May 30–June 2"),
        ("2019-12/2020-01", "December 2019–January 2020", "December"),
        ("2018/2019", "2018–2019", ""),
        ("in press", "in press", ""),
    ],
)
def test_a_date_in_full(issued, long, day):
    date = DateValue.of(issued)
    assert date
    assert (long_date(date), day_of_year(date)) == (long, day)

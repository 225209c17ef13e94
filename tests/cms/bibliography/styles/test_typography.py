"""Conventions that several manuals share."""

import pytest

from cms.bibliography.styles.typography import en_dashes, initials, minimal_range, ordinal, rank


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Tianbiao", "T"),
        ("Hong-Yan", "HY"),
        ("H.-J.", "HJ"),
        ("Jonathan P D", "JPD"),
        ("W. Scott", "WS"),
        ("JP", "JP"),
        ("ÉMILE", "É"),
        ("élodie", "É"),
        ("Анна Петровна", "АП"),
        ("天彪", "天彪"),
        ("", ""),
        ("...", "..."),
        ("3rd Jim", "J"),
    ],
)
def test_given_names_become_initials(given, expected):
    assert initials(given) == expected


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ("659-666", "659–66"),
        ("12-18", "12–8"),
        ("1653-1786", "1653–786"),
        ("217-64", "217–64"),
        ("98-102", "98–102"),
        ("S224-S225", "S224–5"),
        ("S224-225", "S224–225"),
        ("88", "88"),
        ("5-5", "5–5"),
        ("iv-xii", "iv–xii"),
        ("25S-35S", "25S–35S"),
        ("12--18", "12–8"),
        ("12 – 18", "12–8"),
        ("12-14, 20-25", "12–4, 20–5"),
        ("e2305772120", "e2305772120"),
        ("", ""),
    ],
)
def test_a_page_range_is_as_short_as_it_can_be(pages, expected):
    assert minimal_range(pages) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2", "2nd"),
        ("1", "1st"),
        ("3rd", "3rd"),
        ("11", "11th"),
        ("112", "112th"),
        ("21", "21st"),
        ("20", "20th"),
    ],
)
def test_a_number_becomes_an_ordinal(text, expected):
    assert ordinal(text) == expected


def test_a_word_is_no_ordinal():
    assert ordinal("Rev. ed.") is None


def test_an_issue_of_two_numbers_has_an_en_dash():
    assert en_dashes("4-5") == "4–5"
    assert en_dashes("sup-1") == "sup-1"


def test_a_suffix_has_no_period():
    assert [rank("Jr."), rank(", Sr."), rank("III")] == ["Jr", "Sr", "III"]

"""Odd spaces go and are counted; words stay as they are."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.legacy.tidy import Tidied, is_blank, tidy


@pytest.mark.parametrize(
    ("line", "text", "done"),
    [
        ("efficacy.\u00a0Specific", "efficacy. Specific", Tidied(1, 0)),
        ("and safety.\u00a0\u00a0", "and safety.", Tidied(2, 0)),
        ("one.\u00a0 Two", "one. Two", Tidied(1, 0)),
        ("one.  Two", "one. Two", Tidied(0, 1)),
        ("one\ttwo", "one\ttwo".replace("\t", " "), Tidied(0, 0)),
        ("  indented ", "indented", Tidied(0, 0)),
        ("packet\u00a0that", "packet that", Tidied(1, 0)),
        ("a \u200bb", "a \u200bb", Tidied(0, 0)),
        ("a\x07b", "ab", Tidied(0, 0, 1)),
    ],
)
def test_spaces_are_made_plain_and_counted(line, text, done):
    assert tidy(line) == (text, done)


@pytest.mark.parametrize(
    "line",
    [
        "5\u00a0mg",
        "p\u00a0<\u00a00.05".replace("p\u00a0<", "p <"),
        "Dr.\u00a0Smith",
        "see Fig.\u00a0B",
        "J.\u00a0Smith",
        "«\u00a0oui\u00a0»",
    ],
)
def test_a_space_that_ties_something_stays(line):
    assert tidy(line) == (line, Tidied())


@pytest.mark.parametrize("line", ["", " ", "\t\u00a0", "\u200b\u2003\u200b", "\ufeff", "\x07"])
def test_a_line_that_shows_nothing_is_blank(line):
    assert is_blank(line)


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=80))
def test_no_word_is_ever_touched(line):
    text, _ = tidy(line)
    assert text.split() == line.split()
    assert tidy(text)[0] == text

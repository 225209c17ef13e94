import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from blocks.numbers import NumberBlock, canonical_number


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        ("0.26", "0.26"),
        ("0.70", "0.70"),
        ("-0.89", "-0.89"),
        ("−0.08", "-0.08"),
        ("– 0.44", "-0.44"),
        ("0·94", "0.94"),
        (".03", "0.03"),
        ("+ 5.27", "5.27"),
        ("1247", "1247"),
        (" 12 ", "12"),
    ],
)
def test_a_printed_number_keeps_its_digits(printed, canonical):
    assert canonical_number(printed) == canonical


@pytest.mark.parametrize(
    "text", ["", " ", ".", "-", "1,5", "1 410", "1e5", "nan", "1.2.3", "0.", "٣", "1.-2", "<0.05"]
)
def test_what_is_no_number_is_none(text):
    assert canonical_number(text) is None


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**6), max_value=10**6))
def test_a_canonical_number_stays_as_it_is(number):
    text = f"{abs(number):f}" if number == 0 else f"{number:f}"
    assert canonical_number(text) == text


def test_a_number_block_stores_what_was_typed():
    assert NumberBlock().clean("−0.40") == "−0.40"


def test_a_number_block_says_what_is_wrong_with_the_text():
    with pytest.raises(ValidationError, match="“1,5” is not a number"):
        NumberBlock().clean("1,5")

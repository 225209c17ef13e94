"""Numbers as journals print them."""

import pytest

from cms.evidence.printed import read_numbers, read_p


@pytest.mark.parametrize(
    ("printed", "value", "half_unit"),
    [
        ("0.26", 0.26, 0.005),
        ("0·94", 0.94, 0.005),
        ("−4.4", -4.4, 0.05),
        ("– 0.44", -0.44, 0.005),
        ("‐7", -7, 0.5),
        ("+ 5.27", 5.27, 0.005),
        (".03", 0.03, 0.005),
        ("2.70", 2.7, 0.005),
        ("900", 900, 0.5),
        ("0,26", 0.26, 0.005),
        ("12,5", 12.5, 0.05),
        ("1,234,567", 1234567, 0.5),
        ("1,234.5", 1234.5, 0.05),
        ("1.234,5", 1234.5, 0.05),
        ("1 410", 1410, 0.5),
        ("4.9%", 4.9, 0.05),
        ("4.9 %", 4.9, 0.05),
        ("1.2e-5", 1.2e-5, 5e-7),
        ("3 × 10−4", 3e-4, 5e-5),
        ("3.2 × 10⁻⁵", 3.2e-5, 5e-7),
    ],
)
def test_a_number_stands_for_all_that_rounds_to_it(printed, value, half_unit):
    (number,) = read_numbers(printed)

    assert number is not None
    assert number.value == pytest.approx(value)
    assert number.half_unit == pytest.approx(half_unit)


@pytest.mark.parametrize(
    "printed", [None, "", "-", "NS", "0.2.6", "1.5 to 2", "∞", "1,410", "12,34,5", "5e999"]
)
def test_what_can_not_be_read_is_no_number(printed):
    assert read_numbers(printed) == (None,)


def test_a_comma_is_read_as_in_the_numbers_beside_it():
    assert [number.value for number in read_numbers("1,410", "-2,620", "4.5")] == [1410, -2620, 4.5]
    assert [number.value for number in read_numbers("1,410", "0,9")] == [1.41, 0.9]
    assert [number.value for number in read_numbers("1,410", "0,9", comma="thousands")] == [1.41, 0.9]
    assert [number.value for number in read_numbers("1,410", "900", comma="thousands")] == [1410, 900]


@pytest.mark.parametrize(
    ("operator", "value", "read"),
    [
        ("=", "0.03", ("=", 0.025, 0.035)),
        ("=", "0.000", ("=", 0, 0.0005)),
        ("=", "1.00", ("=", 0.995, 1.005)),
        ("=", "0", ("=", 0, 0.05)),
        ("<", "0.001", ("<", 0.001, 0.001)),
        ("≤", ".05", ("<=", 0.045, 0.055)),
        ("", "0·0406", ("=", 0.04055, 0.04065)),
        (None, "P < .001", ("<", 0.001, 0.001)),
        ("=", "p-value = 0.2", ("=", 0.15, 0.25)),
        (">", "5%", (">", 0.05, 0.05)),
    ],
)
def test_p_is_read_with_its_sign(operator, value, read):
    p = read_p(operator, value)

    assert p is not None
    assert (p.operator, pytest.approx(p.least), pytest.approx(p.most)) == read


@pytest.mark.parametrize(
    ("operator", "value"), [("=", None), ("=", "NS"), ("=", "1.5"), ("~", "0.1"), ("=", "-0.1")]
)
def test_what_is_no_p_value_is_not_read(operator, value):
    assert read_p(operator, value) is None

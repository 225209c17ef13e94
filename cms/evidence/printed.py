"""Numbers as they were printed: what digits say, and all that rounds to them."""

import re
from dataclasses import dataclass

__all__ = ["Printed", "PrintedP", "read_numbers", "read_p"]

_MINUS = "\u2212\u2010\u2011\u2012\u2013\u2014\ufe63\uff0d-"
_POINTS = str.maketrans(dict.fromkeys("\u00b7\u2219\u22c5\u2027\u2022", "."))
_SPACES = re.compile(r"\s+")
_NUMBER = re.compile(rf"(?P<sign>[+{_MINUS}]?)(?P<digits>[0-9]+(?:[.,'’][0-9]+)*|[.,][0-9]+)%?")
_GROUPED_BY_COMMA = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_GROUPED_BY_POINT = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+|[0-9]{1,3}(?:\.[0-9]{3}){2,}")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_SCIENTIFIC = re.compile(
    rf"(?P<number>.*?[0-9])(?:(?:[eE]|[x×*]10\^?)(?P<power>[+{_MINUS}]?[0-9]+)|[x×*]10(?P<raised>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+))"
)
_P = re.compile(r"(?:p(?:-?value)?)?(?P<operator><=|>=|[=<>≤≥≦≧]?)(?P<number>[^=<>≤≥]+)", re.IGNORECASE)
_OPERATORS = {"≤": "<=", "≦": "<=", "≥": ">=", "≧": ">=", "": "="}


@dataclass(frozen=True)
class Printed:
    """A number, and the range of all numbers that are printed with the same digits."""

    value: float
    half_unit: float
    """Half a unit of its last digit."""

    @property
    def low(self) -> float:
        """The smallest number that rounds to it."""
        return self.value - self.half_unit

    @property
    def high(self) -> float:
        """The largest number that rounds to it."""
        return self.value + self.half_unit


@dataclass(frozen=True)
class PrintedP:
    """A p value as printed: `operator` is one of =, <, >, <=, >=."""

    operator: str
    value: Printed

    @property
    def least(self) -> float:
        """The smallest p that is printed so, or the bound that is named exactly: p > 0.05."""
        return self.value.value if self.operator in ("<", ">") else max(self.value.low, 0.0)

    @property
    def most(self) -> float:
        """The largest p that is printed so, or the bound that is named exactly: p < 0.05."""
        return self.value.value if self.operator in ("<", ">") else self.value.high


def read_numbers(*texts: str | None, comma: str = "") -> tuple[Printed | None, ...]:
    """The numbers of one result, None for what can not be read.

    Read are typographic minus signs and dashes, middle dots, a missing zero before the point, spaces after the sign,
    percent signs and powers of ten. A comma before three digits may part thousands ("1,410") or decimals ("0,410"):
    it is read when this number, or another of the same result, shows which is meant, or else as `comma` says:
    "thousands" or "decimal".
    """
    plain = [_SPACES.sub("", text or "").translate(_POINTS) for text in texts]
    meaning = _meaning_of_comma(plain) or comma
    return tuple(_read(text, meaning) for text in plain)


def read_p(operator: str | None, value: str | None) -> PrintedP | None:
    """A p value with its sign, which may also stand with the number: "< 0.001", "p = .03". None if unreadable."""
    match = _P.fullmatch(_SPACES.sub("", value or "").translate(_POINTS))
    if match is None:
        return None
    sign = match["operator"] or _SPACES.sub("", operator or "")
    sign = _OPERATORS.get(sign, sign)
    (number,) = read_numbers(match["number"])
    if number is not None and "%" in match["number"]:
        number = Printed(number.value / 100, number.half_unit / 100)
    if number is None or sign not in ("=", "<", ">", "<=", ">=") or not 0 <= number.value <= 1:
        return None
    # Nobody means "0 or 1, to the next whole number" by p = 0 or p = 1.
    return PrintedP(sign, Printed(number.value, min(number.half_unit, 0.05)))


def _meaning_of_comma(texts: list[str]) -> str:
    """ "decimal" or "thousands", if one of the numbers shows it; else an empty text."""
    for text in texts:
        digits = text.lstrip("+" + _MINUS).rstrip("%")
        if "," not in digits:
            continue
        if _GROUPED_BY_POINT.fullmatch(digits):
            return "decimal"
        if digits.count(",") > 1 or "." in digits:
            return "thousands"
        before, after = digits.split(",")
        if len(after) != 3 or before in ("", "0") or len(before) > 3:
            return "decimal"
    return "thousands" if any("." in text for text in texts) else ""


def _read(text: str, comma: str) -> Printed | None:
    power = 0
    scientific = _SCIENTIFIC.fullmatch(text)
    if scientific is not None:
        text = scientific["number"]
        shown = scientific["power"] or scientific["raised"].translate(_RAISED)
        power = int(shown.translate(dict.fromkeys(map(ord, _MINUS), "-")))
    match = _NUMBER.fullmatch(text)
    if match is None or abs(power) > 300:
        return None
    digits = _with_point(re.sub(r"['’]", "", match["digits"]), comma)
    if digits is None:
        return None
    decimals = len(digits.partition(".")[2])
    scale = 10.0**power
    value = float(digits) * scale
    return Printed(
        -value if match["sign"] and match["sign"] in _MINUS else value, 0.5 * 10.0**-decimals * scale
    )


def _with_point(digits: str, comma: str) -> str | None:
    """The digits with a decimal point and nothing else; None if it is open what is meant."""
    if "," not in digits:
        return (
            digits
            if digits.count(".") <= 1
            else digits.replace(".", "") * bool(_GROUPED_BY_POINT.fullmatch(digits)) or None
        )
    if comma == "decimal":
        found = digits.replace(".", "").replace(",", ".")
        return found if found.count(".") == 1 else None
    if comma == "thousands" and _GROUPED_BY_COMMA.fullmatch(digits):
        return digits.replace(",", "")
    return None

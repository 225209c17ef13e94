"""Query parameters: declared once for each view, read strictly. What is unknown or malformed is refused by name."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_to_bytes

from cms.api.problems import BAD_REQUEST, ApiProblem, FieldError, InvalidParameters

__all__ = ["Malformed", "Parameter", "matching", "number", "one_of", "read"]

MAX_VALUES = 100
MAX_PAIRS = 200


class Malformed(ValueError):
    """A value that is refused: `code` for programs, the message for people."""

    def __init__(self, detail: str, *, code: str = "invalid") -> None:
        self.code = code
        super().__init__(detail)


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """A query parameter: how its text is read, and how it is described."""

    name: str
    description: str
    parse: Callable[[str], Any]
    """From one text to its value; raises `Malformed`."""
    schema: Callable[[], Mapping[str, Any]]
    """JSON Schema of one value."""
    default: Any = None
    required: bool = False
    many: bool = False
    """Whether several values may be given: repeated, or separated by commas. The value is then a tuple."""

    def read(self, texts: Iterable[str]) -> Any:
        """The value of all texts given for this parameter; raises `Malformed`."""
        given = list(texts)
        if not self.many:
            if len(given) > 1:
                raise Malformed("Give this parameter once.", code="repeated")
            return self.parse(given[0])
        parts = [part for text in given for part in text.split(",")]
        if len(parts) > MAX_VALUES:
            raise Malformed(f"Give at most {MAX_VALUES} values.", code="out_of_range")
        return tuple(dict.fromkeys(self.parse(part) for part in parts))


def _pairs(query_string: str) -> Iterator[tuple[str, str]]:
    """(name, value) of a raw query string (WSGI gives its bytes as Latin-1). Raises `ApiProblem`."""
    pairs = [pair for pair in query_string.split("&") if pair]
    if len(pairs) > MAX_PAIRS:
        raise ApiProblem(BAD_REQUEST, detail=f"Give at most {MAX_PAIRS} parameters.")
    for pair in pairs:
        name, _, value = pair.partition("=")
        field = _decoded(name, errors="replace")[:100]
        try:
            yield _decoded(name), _decoded(value)
        except UnicodeDecodeError:
            detail = "It is not encoded as UTF-8."
            raise InvalidParameters(FieldError(field=field, code="invalid", detail=detail)) from None


def _decoded(text: str, *, errors: str = "strict") -> str:
    try:
        raw = text.encode("latin-1")
    except UnicodeEncodeError:
        raw = text.encode(errors="surrogatepass")
    return unquote_to_bytes(raw.replace(b"+", b" ")).decode(errors=errors)


def read(query_string: str, parameters: Iterable[Parameter]) -> dict[str, Any]:
    """The value of each declared parameter by name, its default if it is not given.

    Raises `InvalidParameters`, which names every parameter that is unknown, missing, repeated or malformed.
    """
    given: dict[str, list[str]] = {}
    for name, value in _pairs(query_string):
        given.setdefault(name, []).append(value)
    declared = {parameter.name: parameter for parameter in parameters}
    values: dict[str, Any] = {}
    errors: list[FieldError] = [
        FieldError(
            field=name[:100], code="unknown", detail=f"Known here: {', '.join(sorted(declared)) or 'none'}."
        )
        for name in given
        if name not in declared
    ]
    for name, parameter in declared.items():
        values[name] = parameter.default
        if name not in given:
            if parameter.required:
                errors.append(FieldError(field=name, code="missing", detail="This parameter is required."))
            continue
        try:
            if any("\x00" in text for text in given[name]):
                raise Malformed("It contains a NUL character.")
            values[name] = parameter.read(given[name])
        except Malformed as error:
            errors.append(FieldError(field=name, code=error.code, detail=str(error)))
    if errors:
        raise InvalidParameters(*errors)
    return values


def number(*, maximum: int) -> Callable[[str], int]:
    """Reads a whole number from 1 to `maximum`, in ASCII digits."""
    detail = f"Give a whole number from 1 to {maximum}."

    def parse(text: str) -> int:
        if not re.fullmatch(r"-?[0-9]{1,40}", text):
            raise Malformed(detail)
        if not 1 <= int(text) <= maximum:
            raise Malformed(detail, code="out_of_range")
        return int(text)

    return parse


def matching(pattern: str, detail: str) -> Callable[[str], str]:
    """Reads a text that fits a regular expression from end to end."""

    def parse(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise Malformed(detail)
        return text

    return parse


def one_of(choices: Callable[[], Iterable[str]]) -> Callable[[str], str]:
    """Reads one of some words."""

    def parse(text: str) -> str:
        known = list(choices())
        if text not in known:
            raise Malformed(f"Give one of {', '.join(known)}.")
        return text

    return parse

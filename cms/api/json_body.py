"""JSON that somebody else wrote: read strictly, so that what is stored and compared is exactly what was sent.

Python's own reader takes what JSON is not (NaN, a key twice, half a surrogate pair), and PostgreSQL has no NUL.
"""

import json
import math
from collections.abc import Iterator
from typing import Any, NoReturn

from cms.api.problems import INVALID_BODY, ApiProblem

__all__ = ["canonical", "read_object"]

MOST_LEVELS = 20
"""No form nests as deep as that."""


class _NotJson(ValueError):
    """Raised for what Python's reader would take; the message is for the sender, and quotes nothing."""


def read_object(content: bytes) -> dict[str, Any]:
    """The JSON object of a body. Raises `ApiProblem`, whose detail says what is wrong and repeats nothing of it."""
    try:
        value = json.loads(
            content.decode(),
            object_pairs_hook=_object,
            parse_constant=_refuse_constant,
            parse_float=_finite,
        )
        _judge(value)
    except _NotJson as error:
        raise ApiProblem(INVALID_BODY, detail=str(error)) from None
    except UnicodeDecodeError:
        raise ApiProblem(INVALID_BODY, detail="The body is not encoded as UTF-8.") from None
    except RecursionError:
        raise ApiProblem(INVALID_BODY, detail="The body is nested too deeply.") from None
    except ValueError:  # also a whole number of thousands of digits
        raise ApiProblem(INVALID_BODY, detail="The body is not JSON.") from None
    if not isinstance(value, dict):
        raise ApiProblem(INVALID_BODY, detail="The body is not a JSON object.")
    return value


def canonical(value: Any) -> bytes:
    """The same bytes for the same JSON, whatever the order of its keys and the space between them."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) != len(pairs):
        raise _NotJson("An object of the body has a key twice.")
    return read


def _refuse_constant(name: str) -> NoReturn:
    raise _NotJson("The body has a number that JSON does not have, such as NaN.")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise _NotJson("A number of the body is too large.")
    return number


def _judge(value: Any) -> None:
    """Raises `_NotJson` for nesting without end and for characters that no text has."""
    level = [value]
    for _ in range(MOST_LEVELS):
        for text in _texts(level):
            if "\x00" in text:
                raise _NotJson("A text of the body contains a NUL character.")
            if any("\ud800" <= character <= "\udfff" for character in text):
                raise _NotJson("A text of the body contains half a surrogate pair.")
        level = [child for node in level for child in _children(node)]
        if not level:
            return
    raise _NotJson("The body is nested too deeply.")


def _texts(nodes: list[Any]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, str):
            yield node
        elif isinstance(node, dict):
            yield from node


def _children(node: Any) -> Iterator[Any]:
    if isinstance(node, dict):
        yield from node.values()
    elif isinstance(node, list):
        yield from node

"""From our names to those of another service: {"their.name": "fields.email"}.

A dotted name on the left makes nested objects. On the right stands a dotted path into the message, or fixed text in
double quotes, such as the id of a list.
"""

from collections.abc import Mapping
from typing import Any, Final, cast

from cms.submissions.targets.base import LineRefused
from cms.submissions.targets.message import SubmissionMessage

__all__ = ["check_mapping", "mapped"]

PARTS: Final[Mapping[str, frozenset[str] | None]] = {
    "panel": frozenset({"slug", "key", "heading", "kind"}),
    "page": frozenset({"id", "path"}),
    "consent": frozenset({"text", "version", "at"}),
    "fields": None,
    "labels": None,
}
"""What the message's objects have in them; None: what the form of the panel has."""


def check_mapping(mapping: Mapping[str, Any]) -> None:
    """Raises `LineRefused`: “name” is no name, “path” is nothing of the message, “clash” overwrites another line."""
    for name, path in mapping.items():
        if not all(name.split(".")):
            raise LineRefused(name, "name")
        if not (isinstance(path, str) and _is_known(path)):
            raise LineRefused(name, "path")
        if any(other.startswith(f"{name}.") for other in mapping):
            raise LineRefused(name, "clash")


def _is_known(path: str) -> bool:
    if _fixed(path) is not None:
        return True
    first, *rest = path.split(".")
    if first not in SubmissionMessage.model_fields or not all(rest):
        return False
    known = PARTS.get(first, frozenset())
    return not rest or known is None or (len(rest) == 1 and rest[0] in known)


def mapped(mapping: Mapping[str, str], message: Mapping[str, Any]) -> Mapping[str, Any]:
    """The message under the other service's names; all of it if the mapping is empty. What this message does not have,
    such as an answer to a question of another form, is left out."""
    if not mapping:
        return message
    made: dict[str, Any] = {}
    for name, path in mapping.items():
        found, value = _look_up(path, message)
        if found:
            *above, last = name.split(".")
            inner = made
            for part in above:
                inner = inner.setdefault(part, {})
            inner[last] = value
    return made


def _fixed(path: str) -> str | None:
    is_quoted = len(path) >= 2 and path.startswith('"') and path.endswith('"')
    return path[1:-1] if is_quoted else None


def _look_up(path: str, message: Mapping[str, Any]) -> tuple[bool, Any]:
    fixed = _fixed(path)
    if fixed is not None:
        return True, fixed
    value: Any = message
    for part in path.split("."):
        if not isinstance(value, Mapping) or part not in value:
            return False, None
        value = cast("Mapping[str, Any]", value)[part]
    return True, value

"""Compares an answer with the shortened one that a guide prints."""

import json
import re
from typing import Any

__all__ = ["last_json", "mismatch", "text_mismatch"]

MORE = "…"


def mismatch(printed: Any, real: Any, path: str = "$") -> str:
    """Say where the real answer is not as it is printed; "" if it is.

    ``…`` in a printed string stands for any text, and alone for any value; as a key for further keys; in a list for
    further items. A printed list without it has an item for each real one. Other keys have to be all there are.
    """
    if printed == MORE:
        return ""
    if isinstance(printed, str) and MORE in printed:
        if isinstance(real, str) and _like(printed, real):
            return ""
        return f"{path}: {real!r} is not like {printed!r}"
    if type(printed) is not type(real):
        return f"{path}: {real!r} instead of {printed!r}"
    if isinstance(printed, dict):
        return _object_mismatch(printed, real, path)
    if isinstance(printed, list):
        return _list_mismatch(printed, real, path)
    return "" if printed == real else f"{path}: {real!r} instead of {printed!r}"


def _object_mismatch(printed: dict[str, Any], real: dict[str, Any], path: str) -> str:
    lacking = printed.keys() - real.keys() - {MORE}
    if lacking:
        return f"{path}: there is no {', '.join(sorted(lacking))}"
    further = real.keys() - printed.keys()
    if further and MORE not in printed:
        return f"{path}: there is {', '.join(sorted(further))}, too"
    wrong = (mismatch(value, real[name], f"{path}.{name}") for name, value in printed.items() if name != MORE)
    return next(filter(None, wrong), "")


def _list_mismatch(printed: list[Any], real: list[Any], path: str) -> str:
    if MORE not in printed:
        if len(printed) != len(real):
            return f"{path}: {len(real)} items instead of {len(printed)}"
        pairs = enumerate(zip(printed, real, strict=True))
        return next(filter(None, (mismatch(*pair, f"{path}[{number}]") for number, pair in pairs)), "")
    left = iter(real)
    for number, wanted in enumerate(printed):
        if wanted != MORE and not any(not mismatch(wanted, each) for each in left):
            return f"{path}: no item is like the printed {number}: {wanted!r}"
    return ""


def _like(printed: str, real: str) -> bool:
    return re.fullmatch(".*".join(map(re.escape, printed.split(MORE))), real, re.DOTALL) is not None


def text_mismatch(printed: str, real: str) -> str:
    """The same of what a command says: each printed line stands there, in this order; a ``…`` may be left out."""
    left = iter(real.splitlines())
    for line in filter(None, (line.strip() for line in printed.splitlines())):
        if line != MORE and not any(_like(line, each.strip()) for each in left):
            return f"there is no line like {line!r} (or not in this place) in:\n{real}"
    return ""


def last_json(output: str) -> Any:
    """The JSON that ends an output: all of it, or its last line. Raises ``ValueError``."""
    try:
        return json.loads(output)
    except ValueError:
        return json.loads(output.strip().splitlines()[-1] if output.strip() else "")

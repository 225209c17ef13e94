"""A record is let in only when its CSL-JSON is sound; what is wrong is said field by field."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from cms.bibliography import csl_fields
from cms.bibliography.characters import forbidden_character, scalar_text
from cms.bibliography.dates import InvalidDate, PartialDate, parse_date, season_number
from cms.bibliography.identifiers import (
    InvalidIdentifier,
    Kind,
    normalise_doi,
    normalise_pmcid,
    normalise_pmid,
)
from cms.bibliography.names import Name

MAX_NAMES = 5000
MAX_TEXT = 5000
MAX_LONG_TEXT = 100_000
MAX_NAME_PART = 1000
MAX_CUSTOM = 20_000
MAX_PROBLEMS = 100

IDENTIFIER_FIELDS: Mapping[str, tuple[Kind, Callable[[str], str]]] = {
    "DOI": ("doi", normalise_doi),
    "PMID": ("pmid", normalise_pmid),
    "PMCID": ("pmcid", normalise_pmcid),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a field: `field` is a path ("author[2].family"), `message` a plain sentence."""

    field: str
    message: str

    @property
    def top_level(self) -> str:
        """The CSL field the path begins with: "author"."""
        return re.split(r"[.\[]", self.field, maxsplit=1)[0]


def validate(item: object) -> list[Problem]:
    """Judge a CSL-JSON item (1.0.2, one mapping); an empty list means that it is valid. Never raises.

    `type` and `title` are required; no other key than those of the specification (and `custom`) is let in.
    At most MAX_PROBLEMS are given.
    """
    if not isinstance(item, Mapping):
        return [Problem("", "The record must be a JSON object.")]
    return list(islice(_problems(item), MAX_PROBLEMS))


def _problems(item: Mapping[object, object]) -> Iterator[Problem]:
    kind = item.get("type")
    if not kind:
        yield Problem("type", "type is missing: say what kind of work this is, for example article-journal.")
    elif not isinstance(kind, str) or kind not in csl_fields.TYPES:
        yield Problem("type", f"type: {str(kind)[:50]!r} is not a type of CSL 1.0.2.")
    if not scalar_text(item.get("title")):
        yield Problem("title", "title is missing.")
    for key, value in item.items():
        if key not in csl_fields.FIELDS:
            name = str(key)[:50]
            yield Problem(name, f"{name} is not a field of CSL-JSON; keep extra data under custom.")
        elif key in csl_fields.NAME_FIELDS:
            yield from _name_problems(key, value)
        elif key in csl_fields.DATE_FIELDS:
            yield from _date_problems(key, value)
        elif key in csl_fields.NUMBER_FIELDS or key == "id":
            yield from _text_problems(key, value, number=True)
        elif key in csl_fields.TEXT_FIELDS:
            yield from _text_problems(key, value)
            yield from _link_problems(key, value)
        elif key == "categories":
            yield from _category_problems(value)
        elif key == "custom":
            yield from _custom_problems(value)


def _text_problems(
    field: str, value: object, *, number: bool = False, limit: int = MAX_TEXT
) -> Iterator[Problem]:
    if number and isinstance(value, int) and not isinstance(value, bool):
        if abs(value) >= 10**15:
            yield Problem(field, f"{field}: the number is too large.")
        return
    if not isinstance(value, str):
        yield Problem(field, f"{field} must be text.")
        return
    is_long = field in csl_fields.LONG_TEXT_FIELDS
    limit = MAX_LONG_TEXT if is_long else limit
    if len(value) > limit:
        yield Problem(field, f"{field} is too long: {len(value)} characters, at most {limit}.")
    character = forbidden_character(value, multiline=is_long)
    if character:
        yield Problem(field, f"{field} contains a control character ({character}).")


def _link_problems(field: str, value: object) -> Iterator[Problem]:
    if not isinstance(value, str) or not value.strip():
        return
    if field in IDENTIFIER_FIELDS:
        try:
            IDENTIFIER_FIELDS[field][1](value)
        except InvalidIdentifier as error:
            yield Problem(field, f"{field}: {error.message}")
    elif field == "URL" and not is_web_address(value):
        yield Problem("URL", "URL must be a web address that begins with http:// or https://.")


def is_web_address(text: str) -> bool:
    """Whether the text is an absolute http or https URL with a host and without blanks."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not re.search(r"\s", text)


def _name_problems(field: str, value: object) -> Iterator[Problem]:
    if not isinstance(value, list):
        yield Problem(field, f"{field} must be a list of names.")
        return
    if len(value) > MAX_NAMES:
        yield Problem(field, f"{field} has too many names: {len(value)}, at most {MAX_NAMES}.")
        return
    for index, name in enumerate(value):
        path, called = f"{field}[{index}]", f"{field}: name {index + 1}"
        if not isinstance(name, Mapping):
            yield Problem(path, f"{called} must be an object with family and given, or with literal.")
            continue
        for part, text in name.items():
            if part in csl_fields.NAME_PARTS:
                yield from _text_problems(f"{path}.{part}", text, limit=MAX_NAME_PART)
            elif part not in csl_fields.NAME_FLAGS or not isinstance(text, (bool, int, str)):
                yield Problem(f"{path}.{str(part)[:50]}", f"{called} has an unknown part {part!r:.50}.")
        if Name.of(name) is None:
            yield Problem(path, f"{called} is empty; it needs a family name or a literal name.")
        elif name.get("literal") and (name.get("family") or name.get("given")):
            yield Problem(path, f"{called} is both an organisation (literal) and a person.")


def _date_problems(field: str, value: object) -> Iterator[Problem]:
    if isinstance(value, str):
        value = {"edtf": value}
    if not isinstance(value, Mapping):
        yield Problem(field, f"{field} must be a date with date-parts, raw or literal.")
        return
    for part in value:
        if part not in csl_fields.DATE_PARTS:
            yield Problem(f"{field}.{str(part)[:50]}", f"{field} has an unknown part {part!r:.50}.")
    for part in ("literal", "raw", "edtf"):
        if part in value:
            yield from _text_problems(f"{field}.{part}", value[part])
    if "season" in value and season_number(value["season"]) is None:
        yield Problem(f"{field}.season", f"{field}: the season must be 1 (spring) to 4 (winter).")
    if not isinstance(value.get("circa", False), (bool, int, str)):
        yield Problem(f"{field}.circa", f"{field}: circa must be true or false.")
    try:
        if "date-parts" in value:
            _check_date_parts(value["date-parts"])
        elif "edtf" in value:
            parse_date(scalar_text(value["edtf"]))
        elif not any(scalar_text(value.get(part)) for part in ("literal", "raw")):
            yield Problem(field, f"{field} says no date: give date-parts, raw or literal.")
    except InvalidDate as error:
        yield Problem(f"{field}.date-parts" if "date-parts" in value else field, f"{field}: {error.message}.")


def _check_date_parts(parts: object) -> None:
    if not isinstance(parts, list) or not 1 <= len(parts) <= 2:
        raise InvalidDate("date-parts must be a list of one date, or of two for a range")
    dates = [PartialDate.of(date) for date in parts]
    if dates[-1].sort_key < dates[0].sort_key:
        raise InvalidDate("the range ends before it begins")


def _category_problems(value: object) -> Iterator[Problem]:
    if (
        not isinstance(value, list)
        or len(value) > MAX_NAMES
        or not all(isinstance(one, str) for one in value)
    ):
        yield Problem("categories", "categories must be a list of texts.")
        return
    for index, category in enumerate(value):
        yield from _text_problems(f"categories[{index}]", category, limit=MAX_NAME_PART)


def _custom_problems(value: object) -> Iterator[Problem]:
    if not isinstance(value, Mapping):
        yield Problem("custom", "custom must be an object.")
        return
    try:
        text = json.dumps(value, allow_nan=False)
    except (TypeError, ValueError, RecursionError):
        yield Problem("custom", "custom must hold plain JSON values.")
        return
    if len(text) > MAX_CUSTOM:
        yield Problem("custom", f"custom is too large: {len(text)} characters of JSON, at most {MAX_CUSTOM}.")
    character = next(filter(None, map(forbidden_character, _strings_in(value))), None)
    if character:
        yield Problem("custom", f"custom contains a control character ({character}).")


def _strings_in(value: object) -> Iterator[str]:
    """Every string of a JSON value, keys too, without recursion."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, Mapping):
            waiting.extend(one.keys())
            waiting.extend(one.values())
        elif isinstance(one, (list, tuple)):
            waiting.extend(one)

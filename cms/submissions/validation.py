"""Judging what a reader filled in by the very JSON Schema that the form was delivered with.

All faults are found at once, one for each field, under few codes. Texts are English and for developers: a frontend
shows its own words for a code. None of them repeats what was filled in.

Two things are stricter than a validator reads them by itself. `$` in a pattern is the end of the text, as in
ECMA-262, and not also the place before a last line feed, as in Python: a header of a mail could begin there. And an
e-mail address is one that Django can send a mail to: no comments, quoted parts or IP addresses, the part before the
@ in ASCII, and no second spelling that only normalisation makes an address of.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from email_validator import EmailNotValidError, validate_email
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from blocks.forms import FormField, json_schema
from blocks.vocabulary import FormFieldType
from cms.submissions.refusals import Fault

__all__ = ["cleaned", "faults", "first_email", "is_email"]

LONGEST_NAME = 100
"""Of a field that is not known, when it is named in a fault."""

formats = FormatChecker(())


def is_email(value: Any) -> bool:
    """Whether a text is an address that mail can be sent to. Other values are for other keywords to judge."""
    if not isinstance(value, str):
        return True
    try:
        address = validate_email(value, check_deliverability=False, allow_smtputf8=False, strict=True)
    except EmailNotValidError:
        return False
    spellings = {address.normalized.lower(), (address.ascii_email or "").lower()}
    return value.lower() in spellings


formats.checks("email")(is_email)


@lru_cache(maxsize=200)
def _expression(pattern: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\$\Z", r"\\Z", pattern))


def _pattern(validator: Any, pattern: str, instance: Any, schema: Any) -> Iterator[ValidationError]:
    if isinstance(instance, str) and not _expression(pattern).search(instance):
        yield ValidationError("It does not match.")


Validator = extend(Draft202012Validator, {"pattern": _pattern})


def cleaned(sent: Mapping[str, Any], fields: Sequence[FormField]) -> dict[str, Any]:
    """What was filled in, without what was left empty: a browser's form sends "" for that, a program null.

    A value that has to be there is kept, to be judged. Only whole values are left out; none is changed.
    """
    by_name = {field.name: field for field in fields}
    return dict(_filled_in(sent, by_name))


def _filled_in(sent: Mapping[str, Any], fields: Mapping[str, FormField]) -> Iterator[tuple[str, Any]]:
    for name, value in sent.items():
        field = fields.get(name)
        if field is None or field.type == FormFieldType.HIDDEN:
            yield name, value
            continue
        if field.type == FormFieldType.POSTAL_ADDRESS and isinstance(value, dict):
            value = {part: text for part, text in value.items() if not _is_empty(text)}
            if not value and not field.required:
                continue
        if not _is_empty(value):
            yield name, value


def _is_empty(value: Any) -> bool:
    return value is None or value == ""


def faults(values: Mapping[str, Any], fields: Sequence[FormField]) -> list[Fault]:
    """What is wrong with the values that `cleaned` has left, in the order of the form; unknown fields come last."""
    found: dict[str, Fault] = {}
    for error in Validator(json_schema(fields), format_checker=formats).iter_errors(values):
        for fault in _faults_of(error):
            known = found.get(fault.field)
            if known is None or _rank(fault) < _rank(known):
                found[fault.field] = fault
    order = [f"fields.{field.name}" for field in fields]
    return sorted(found.values(), key=lambda fault: _position(fault, order))


def _rank(fault: Fault) -> int:
    """Of several faults of a field, the one that says most."""
    return list(_CODES).index(fault.code)


def _position(fault: Fault, order: Sequence[str]) -> int:
    field = ".".join(fault.field.split(".")[:2])
    return order.index(field) if field in order else len(order)


_CODES = {
    "missing": "This has to be filled in.",
    "unknown": "The form has no such field.",
    "too_long": "It is too long.",
    "too_few": "Choose more.",
    "too_many": "Choose fewer.",
    "not_one_of": "It is none of the values that the form offers.",
    "must_be_accepted": "This has to be accepted.",
    "invalid": "It is not what this field takes.",
}
_KEYWORDS = {
    "maxLength": "too_long",
    "minItems": "too_few",
    "maxItems": "too_many",
    "enum": "not_one_of",
}


def _faults_of(error: ValidationError) -> Iterator[Fault]:
    way = [part for part in error.absolute_path if isinstance(part, str)]
    if error.validator == "required":
        missing = [name for name in error.validator_value if name not in error.instance]
        yield from (_fault([*way, name], "missing") for name in missing)
    elif error.validator == "additionalProperties":
        known = error.schema["properties"]
        yield from (_fault([*way, name], "unknown") for name in error.instance if name not in known)
    else:
        yield _fault(way, _code_of(error))


def _code_of(error: ValidationError) -> str:
    if error.validator == "const":
        return "must_be_accepted" if error.validator_value is True else "not_one_of"
    if error.validator == "pattern" and isinstance(error.instance, str) and not error.instance.strip():
        return "missing"
    return _KEYWORDS.get(str(error.validator), "invalid")


def _fault(way: Sequence[str], code: str) -> Fault:
    name = ".".join(["fields", *(part[:LONGEST_NAME] for part in way)])
    return Fault(name, code, _CODES[code])


def first_email(values: Mapping[str, Any], fields: Sequence[FormField]) -> str:
    """The address in the first e-mail field that was filled in, as it was filled in; empty without one."""
    named = (field.name for field in fields if field.type == FormFieldType.EMAIL)
    return next((str(values[name]) for name in named if name in values), "")

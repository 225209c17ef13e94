"""Form fields for what is stored as a JSON object and written by people: “name: value”, one on each line."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.submissions.targets.base import LineRefused
from cms.submissions.targets.http_json import check_headers
from cms.submissions.targets.mapping import check_mapping

__all__ = ["MASK", "HeadersField", "LinesField", "MappingField"]

MASK = "••••••••"
"""Stands for a value that is kept secret, also from those who change what is around it."""

Lines = dict[str, tuple[int, str]]


class LinesField(forms.CharField):
    """A dictionary of texts. What is wrong is said of the line that it is on."""

    messages: ClassVar[Mapping[str, Promise]] = {}

    def check(self, values: Mapping[str, str]) -> None:
        """Raises `LineRefused` if one of the values is wrong."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("strip", False)  # or the lines would be counted from the first that is not empty
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """The lines of a dictionary; what was typed stays as it is."""
        return self.written(value) if isinstance(value, Mapping) else value

    def written(self, values: Mapping[str, str]) -> str:
        """A dictionary as people see it."""
        # By name: PostgreSQL does not keep the order in which they were written.
        return "\n".join(f"{name}: {value}" for name, value in sorted(values.items()))

    def to_python(self, value: Any) -> Any:
        """The dictionary. Raises `ValidationError`."""
        if isinstance(value, Mapping):
            return dict(value)
        lines = self._parsed(super().to_python(value) or "")
        values = self.completed(lines)
        try:
            self.check(values)
        except LineRefused as error:
            name = error.name
            raise _at(lines[name][0], self.messages[error.code], name=name, value=values[name]) from error
        return values

    def completed(self, lines: Lines) -> dict[str, str]:
        """The values of what was typed."""
        return {name: value for name, (_number, value) in lines.items()}

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another dictionary comes of it; wrong lines are a change."""
        try:
            return bool(self.to_python(data) != (initial or {}))
        except ValidationError:
            return True

    def _parsed(self, text: str) -> Lines:
        lines: Lines = {}
        for number, line in enumerate(text.splitlines(), start=1):
            if not line.strip():
                continue
            name, colon, value = (part.strip() for part in line.partition(":"))
            if not (colon and name and value):
                raise _at(number, _("Write a name, a colon and a value."))
            if name.lower() in {other.lower() for other in lines}:
                raise _at(number, _("“%(name)s” stands here twice."), name=name)
            lines[name] = number, value
        return lines


def _at(number: int, message: Promise | str, **params: Any) -> ValidationError:
    return ValidationError(
        _("Line %(line)d: %(problem)s"), params={"line": number, "problem": str(message) % params}
    )


class MappingField(LinesField):
    """The other service's names, and what stands here for them."""

    messages: ClassVar[Mapping[str, Promise]] = {
        "name": _("“%(name)s” is no name: between and around the dots something has to stand."),
        "path": _(
            "There is no “%(value)s” here. Write fields. and the name of a field, such as fields.email, or one of "
            "email, id, received_at, locale, site, panel, page and consent; panel.heading and the like are parts. "
            "Fixed text stands in double quotes."
        ),
        "clash": _("“%(name)s” can not be a value and have parts too."),
    }

    def check(self, values: Mapping[str, str]) -> None:
        check_mapping(values)


class HeadersField(LinesField):
    """Headers of a request. Values that are stored already are not shown; a mask that is sent back keeps them."""

    messages: ClassVar[Mapping[str, Promise]] = {
        "name": _("“%(name)s” is no name of a header: leave out spaces and special characters."),
        "value": _("The value of “%(name)s” has characters that no header can have."),
        "ours": _("The header “%(name)s” is sent anyway, or can not be chosen."),
    }
    stored: Mapping[str, str] = {}

    def check(self, values: Mapping[str, str]) -> None:
        check_headers(values)

    def written(self, values: Mapping[str, str]) -> str:
        """The names, with a mask each."""
        return super().written(dict.fromkeys(values, MASK))

    def completed(self, lines: Lines) -> dict[str, str]:
        """The values, those that are masked from what is stored. Raises `ValidationError` if nothing is."""
        kept = {name.lower(): value for name, value in self.stored.items()}
        values = super().completed(lines)
        for name, value in values.items():
            if value == MASK and name.lower() not in kept:
                raise _at(lines[name][0], _("Write the value of “%(name)s”."), name=name)
        return {name: kept[name.lower()] if value == MASK else value for name, value in values.items()}

    @staticmethod
    def keeps(typed: str) -> bool:
        """Whether something is kept that was not typed again."""
        return MASK in typed

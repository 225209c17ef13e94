"""What a person says of an old site's names: which category is which topic, who an author is, what its page types are.

    {"topics": {"old-category": "topic-slug", "uncategorised": null},
     "authors": {"login": "Name of the person, or its number", "admin": null},
     "types": {"page": "cms.StandardPage", "testimonial": null},
     "hosts": ["old.example.org"],
     "parents": {"old-category": "/research/lupus/"}}

Every key may be missing. ``null`` leaves out what it stands for, on purpose and without a note.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

__all__ = ["Names", "WrongNames", "read_names"]

LARGEST = 5 * 1024 * 1024
_NULLABLE = ("topics", "authors", "types")


class WrongNames(ValueError):
    """The mapping can not be used; the message names the key."""


@dataclass(frozen=True, slots=True)
class Names:
    """The mapping, judged. Keys of topics, authors, types and parents are the old site's."""

    topics: Mapping[str, str | None] = field(default_factory=dict)
    authors: Mapping[str, str | None] = field(default_factory=dict)
    types: Mapping[str, str | None] = field(default_factory=dict)
    hosts: tuple[str, ...] = ()
    parents: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, values: Any) -> "Names":
        """Judge what a file or a form says. Raises ``WrongNames``."""
        if not isinstance(values, Mapping):
            raise WrongNames(_("The mapping has to be an object with keys such as “topics”."))
        known = ("topics", "authors", "types", "hosts", "parents")
        unknown = sorted(str(name) for name in values if name not in known)
        if unknown:
            said = _("The mapping has unknown keys: %(unknown)s. It may have: %(known)s.")
            raise WrongNames(said % {"unknown": ", ".join(unknown), "known": ", ".join(known)})
        found: dict[str, Any] = {
            name: _names(name, values[name]) for name in (*_NULLABLE, "parents") if name in values
        }
        if "hosts" in values:
            found["hosts"] = _hosts(values["hosts"])
        return cls(**found)

    def as_dict(self) -> dict[str, Any]:
        """The mapping as plain values for JSON."""
        values: dict[str, Any] = {name: dict(getattr(self, name)) for name in (*_NULLABLE, "parents")}
        values["hosts"] = list(self.hosts)
        return {name: value for name, value in values.items() if value}


def read_names(path: Path) -> Names:
    """Read the mapping from a JSON file. Raises ``WrongNames``, which names the file."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise WrongNames(_("the file is too large"))
        return Names.of(json.loads(data))
    except OSError as error:
        raise WrongNames(f"{path}: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:
        raise WrongNames(f"{path}: {error}") from error


def _names(name: str, values: Any) -> dict[str, str | None]:
    if not isinstance(values, Mapping):
        raise WrongNames(_("“%(key)s” has to be an object.") % {"key": name})
    found: dict[str, str | None] = {}
    for key, value in values.items():
        if value is None and name in _NULLABLE:
            found[str(key)] = None
        elif isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            found[str(key)] = str(value).strip()
        else:
            raise WrongNames(_("“%(key)s” has to be a text.") % {"key": f"{name}.{key}"})
    return found


def _hosts(values: Any) -> tuple[str, ...]:
    if not isinstance(values, list) or not all(isinstance(each, str) and each.strip() for each in values):
        raise WrongNames(_("“hosts” has to be a list of host names."))
    if wrong := [each for each in values if "/" in each]:
        said = _("“hosts” takes names such as old.example.org, no addresses: %(wrong)s.")
        raise WrongNames(said % {"wrong": ", ".join(wrong)})
    return tuple(each.strip().casefold() for each in values)

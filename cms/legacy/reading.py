"""How sources are read on this site: with the rules that the host adds, which come before our own."""

from collections.abc import Sequence
from typing import Any

from django.utils.module_loading import import_string

from cms.conf import conf
from cms.legacy.form_rules import FORM_RULES, FormRule
from cms.legacy.markup.boilerplate import BOILERPLATE_RULES, BoilerplateRule
from cms.legacy.readers.options import ReadingOptions

__all__ = ["WrongRules", "load_rules", "reading_options"]


class WrongRules(ValueError):
    """What an entry of the setting names are no rules."""


def load_rules(path: object, kind: type[Any]) -> tuple[Any, ...]:
    """The rules of that dotted path: a sequence of objects of that kind. Raises ``WrongRules``."""
    if not isinstance(path, str):
        raise WrongRules(f"{path!r} is no dotted path")
    try:
        found = import_string(path)
    except ImportError as error:
        raise WrongRules(str(error)) from error
    if not isinstance(found, list | tuple) or not all(isinstance(each, kind) for each in found):
        raise WrongRules(f"{path} is no list of {kind.__module__}.{kind.__qualname__}")
    return tuple(found)


def reading_options(*, encoding: str | None = None) -> ReadingOptions:
    """The options of a reader. Raises ``WrongRules``, which a system check says first."""
    return ReadingOptions(
        encoding=encoding,
        form_rules=_together(conf.legacy_form_rules, FormRule, FORM_RULES),
        boilerplate_rules=_together(conf.legacy_boilerplate_rules, BoilerplateRule, BOILERPLATE_RULES),
    )


def _together(paths: Sequence[str], kind: type[Any], ours: Sequence[Any]) -> tuple[Any, ...]:
    further = [rule for path in paths for rule in load_rules(path, kind)]
    return (*further, *ours)

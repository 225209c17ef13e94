"""A site's own rules: loaded when the site starts, from the setting `CMS_FURTHER_RULES`."""

import inspect
from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.module_loading import import_string

from cms.conf import conf
from cms.evidence import Rule, Severity, register_rule

__all__ = ["WrongRule", "load_further_rules", "load_rule"]


class WrongRule(ValueError):
    """What an entry of `CMS_FURTHER_RULES` names is no rule."""


def load_rule(path: object) -> type[Rule]:
    """The class of that dotted path. Raises `WrongRule`."""
    if not isinstance(path, str):
        raise WrongRule(f"{path!r} is no dotted path")
    try:
        found = import_string(path)
    except ImportError as error:
        raise WrongRule(str(error)) from error
    if not (inspect.isclass(found) and issubclass(found, Rule)):
        raise WrongRule(f"{path} is no class derived from cms.evidence.Rule")
    for name, kind in (("id", str), ("messages", Mapping), ("mend", Mapping)):
        if not isinstance(getattr(found, name, None), kind):
            raise WrongRule(f"{path} has no {name}")
    if not isinstance(getattr(found, "label", None), str | Promise):
        raise WrongRule(f"{path} has no label")
    if found.severity not in Severity.values:
        raise WrongRule(
            f"{path} has the severity {found.severity!r}, which is none of {', '.join(Severity.values)}"
        )
    if not isinstance(found.page_types, tuple | list | set | frozenset):
        raise WrongRule(f"{path} has page_types that are no list")
    if "" not in found.mend and not set(found.messages) <= set(found.mend):
        raise WrongRule(f"{path} has messages without a word in mend on how to mend it")
    if found.check is Rule.check:
        raise WrongRule(f"{path} has no method check")
    return found


def load_further_rules() -> None:
    """Called when the app is ready. A system check names what can not be loaded; the rest judges all the same."""
    for path in conf.further_rules:
        try:
            register_rule(load_rule(path))
        except WrongRule:
            continue

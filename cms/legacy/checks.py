"""The system checks of imports: rules that can not be loaded would only be missed when articles look wrong."""

from collections.abc import Iterator
from typing import Any

from django.core import checks

from cms.conf import conf
from cms.legacy.form_rules import FormRule
from cms.legacy.markup.boilerplate import BoilerplateRule
from cms.legacy.reading import WrongRules, load_rules

__all__ = ["check_boilerplate_rules", "check_form_rules", "register_checks"]


def check_form_rules(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """cms.E070: `CMS_LEGACY_FORM_RULES` names what are no rules."""
    return list(_wrong("CMS_LEGACY_FORM_RULES", conf.legacy_form_rules, FormRule, "cms.E070"))


def check_boilerplate_rules(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """cms.E071: `CMS_LEGACY_BOILERPLATE_RULES` names what are no rules."""
    paths = conf.legacy_boilerplate_rules
    return list(_wrong("CMS_LEGACY_BOILERPLATE_RULES", paths, BoilerplateRule, "cms.E071"))


def _wrong(setting: str, paths: Any, kind: type[Any], code: str) -> Iterator[checks.CheckMessage]:
    hint = f"A list of dotted paths, each of a list of {kind.__module__}.{kind.__qualname__}."
    if not isinstance(paths, list | tuple):
        yield checks.Error(f"{setting} is no list.", hint=hint, id=code)
        return
    for path in paths:
        try:
            load_rules(path, kind)
        except WrongRules as error:
            yield checks.Error(f"{setting}: {error}", hint=hint, id=code)


def register_checks() -> None:
    """Called when the app is ready."""
    checks.register(check_form_rules)
    checks.register(check_boilerplate_rules)

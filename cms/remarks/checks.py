"""The system checks of rules: a setting with a misspelt word would quietly change nothing."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core import checks

from cms.conf import conf
from cms.evidence import Rule, Severity, rules
from cms.remarks.further_rules import WrongRule, load_rule

__all__ = ["check_further_rules", "check_rules", "register_checks"]

SEVERITIES = (*(severity.value for severity in Severity), "off")


def check_rules(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """cms.E060: `CMS_RULES` names a rule, an option or a severity that there is not."""
    given = conf.rules
    if not isinstance(given, Mapping):
        return [_wrong("CMS_RULES is no mapping of rule ids to options.", "{“limitations_missing”: {…}}")]
    return [error for name, options in given.items() for error in _wrong_about(name, options)]


def _wrong_about(name: Any, options: Any) -> Iterator[checks.CheckMessage]:
    rule = rules().get(name)
    if rule is None:
        yield _wrong(f"CMS_RULES: there is no rule {name!r}.", f"There are {', '.join(sorted(rules()))}.")
        return
    if not isinstance(options, Mapping):
        yield _wrong(f"CMS_RULES[{name!r}] is no mapping.", '{"severity": "off"}, for example.')
        return
    known = {"severity", "blocks_publishing", *rule.options}
    for option in sorted(map(str, set(options) - known)):
        yield _wrong(
            f"CMS_RULES[{name!r}]: the rule has no option {option!r}.", f"It has {', '.join(sorted(known))}."
        )
    if "severity" in options and options["severity"] not in SEVERITIES:
        yield _wrong(
            f"CMS_RULES[{name!r}]: {options['severity']!r} is no severity.",
            f"One of {', '.join(SEVERITIES)}.",
        )
    if not isinstance(options.get("blocks_publishing", False), bool):
        yield _wrong(
            f"CMS_RULES[{name!r}]: blocks_publishing is neither True nor False.", "Give one of them."
        )
    yield from _wrong_values(name, rule, options)


def _wrong_values(name: str, rule: type[Rule], options: Mapping[str, Any]) -> Iterator[checks.CheckMessage]:
    """Options that are of another kind than their defaults: a number may be whole or not, a list a tuple."""
    for option, default in rule.options.items():
        value = options.get(option, default)
        if default is None or isinstance(value, type(default)):
            continue
        numbers = all(
            isinstance(each, int | float) and not isinstance(each, bool) for each in (value, default)
        )
        lists = all(isinstance(each, list | tuple | set | frozenset) for each in (value, default))
        if not (numbers or lists):
            kind = type(default).__name__
            yield _wrong(
                f"CMS_RULES[{name!r}]: {option} is {value!r}.", f"It is a {kind}, as {default!r} is."
            )


def _wrong(message: str, hint: str) -> checks.CheckMessage:
    return checks.Error(message, hint=hint, id="cms.E060")


def check_further_rules(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """cms.E061: an entry of `CMS_FURTHER_RULES` is no rule."""
    given = conf.further_rules
    if isinstance(given, str) or not hasattr(given, "__iter__"):
        return [checks.Error("CMS_FURTHER_RULES is no list of dotted paths.", id="cms.E061")]
    found: list[checks.CheckMessage] = []
    for path in given:
        try:
            load_rule(path)
        except WrongRule as error:
            hint = "An entry is the dotted path of a class derived from cms.evidence.Rule."
            found.append(checks.Error(f"CMS_FURTHER_RULES: {error}.", hint=hint, id="cms.E061"))
    return found


def register_checks() -> None:
    """Called when the app is ready."""
    checks.register(check_rules)
    checks.register(check_further_rules)

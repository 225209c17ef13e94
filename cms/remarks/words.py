"""What remarks say, in the language that is active. What was kept by another version of a rule is never an error."""

import logging
from typing import Any

from cms.evidence import Remark, Rule, Severity, rules

__all__ = ["label_of_rule", "make_sure_it_can_be_said", "mending_of", "message_of"]

logger = logging.getLogger(__name__)


def label_of_rule(name: str) -> str:
    """What lists call a rule; its id if the site has it no more."""
    rule = rules().get(name)
    return name if rule is None else str(rule.label)


def message_of(remark: Any) -> str:
    """What a remark, kept or not, says; no more than the name of its rule if the rule does not say that any more."""
    return _said(remark, "message") or label_of_rule(remark.rule)


def mending_of(remark: Any) -> str:
    """How to mend it; empty if the rule does not say that any more."""
    return _said(remark, "mending")


def _said(remark: Any, method: str) -> str:
    rule = rules().get(remark.rule)
    if rule is None or remark.code not in rule.messages:
        return ""
    try:
        return str(getattr(rule(), method)(remark.code, remark.params))
    except Exception:
        logger.exception("The rule %s can not say what it meant by %r.", remark.rule, remark.code)
        return ""


def make_sure_it_can_be_said(rule: Rule, remark: Remark) -> None:
    """Raises what is wrong with a remark that a rule made: nobody could read it, or no list would show it."""
    if remark.severity not in Severity.values:
        raise ValueError(f"{remark.severity!r} is no severity")
    rule.message(remark.code, remark.params)
    rule.mending(remark.code, remark.params)

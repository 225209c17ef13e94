"""What can be said of a page's evidence from its content alone: rules, and the statistics that they rest on. Pure."""

from cms.evidence.content import Block, Link, PageContent, Panel, Paragraph, Picture, Source
from cms.evidence.rule import Remark, Rule, Severity
from cms.evidence.rules import judge, register_rule, rules

__all__ = [
    "Block",
    "Link",
    "PageContent",
    "Panel",
    "Paragraph",
    "Picture",
    "Remark",
    "Rule",
    "Severity",
    "Source",
    "judge",
    "register_rule",
    "rules",
]

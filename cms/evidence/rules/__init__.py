"""The rules, one file a family. A site's own are added with `register_rule`, or by the setting `CMS_FURTHER_RULES`."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from cms.evidence.content import PageContent
from cms.evidence.rule import Remark, Rule
from cms.evidence.rules import (
    authors,
    causal,
    claims,
    completeness,
    counts,
    figures,
    intervals,
    notices,
    panels,
    ranges,
    reading,
    references,
    review,
    structure,
)

__all__ = ["judge", "register_rule", "rules"]

RuleClass = TypeVar("RuleClass", bound=type[Rule])
_rules: dict[str, type[Rule]] = {}


def register_rule(rule: RuleClass) -> RuleClass:
    """Class decorator: pages are judged by this rule too. One with the same id takes the place of the former."""
    _rules[rule.id] = rule
    return rule


def rules() -> Mapping[str, type[Rule]]:
    """All rules by id."""
    return _rules


def judge(page: PageContent, rules: Iterable[Rule]) -> list[Remark]:
    """What these rules say about a page, in the order of its blocks; what is about the whole page comes first. What is
    said twice in the same words about the same block is one remark."""
    said = [
        remark
        for rule in rules
        if not rule.page_types or not {page.type, *page.kinds}.isdisjoint(rule.page_types)
        for remark in rule.check(page)
    ]
    found = {(remark.fingerprint, str(remark.params)): remark for remark in said}
    places = {block.id: number for number, block in enumerate(page.blocks)}
    return sorted(found.values(), key=lambda remark: places.get(remark.block or "", -1))


_FAMILIES = (
    counts, intervals, claims, ranges, causal, completeness, figures, authors, references, notices, review, panels,
    structure, reading,
)  # fmt: skip

for family in _FAMILIES:
    for rule in family.RULES:
        register_rule(rule)

"""Pages as rules see them, made by hand; and what the rules say about them."""

from collections.abc import Mapping
from datetime import date
from itertools import count
from typing import Any

from cms.evidence import Block, PageContent, Remark, rules
from cms.evidence.content import Paragraph

__all__ = ["arms", "finding", "page", "point", "prose", "said", "stored_items", "study", "told"]

TODAY = date(2026, 11, 30)
_numbers = count(1)


def stored_items(*values: Any) -> list[dict[str, Any]]:
    """The items of a list block as they are stored."""
    return [{"type": "item", "value": value, "id": f"item-{next(_numbers)}"} for value in values]


def arms(*participants: int | None) -> list[dict[str, Any]]:
    """Arms with so many participants."""
    return stored_items(*({"name": "Arm", "participants": number} for number in participants))


def _block(kind: str, value: Any, *, field: str = "body", **more: Any) -> Block:
    return Block(f"{kind}-{next(_numbers)}", field, kind, kind, value, **more)


def finding(**values: Any) -> Block:
    """A finding: an odds ratio unless said otherwise, with nothing else filled in."""
    given = {"outcome": "Adverse events", "measure": "odds_ratio", "direction": "unclear", "certainty": "low"}
    return _block("finding", {**given, "interval_level": "95", **values})


def study(*groups: Mapping[str, Any], design: str = "meta_analysis", **values: Any) -> Block:
    """A study with these groups; a review searched up to a date unless said otherwise."""
    return _block(
        "study", {"design": design, "groups": stored_items(*groups), "search_date": "2020-01-01", **values}
    )


def prose(text: str, kind: str = "paragraph") -> Block:
    """Running text, a paragraph a line."""
    lines = tuple(Paragraph(line) for line in text.split("\n"))
    return _block(kind, f"<p>{text}</p>", text=text, paragraphs=lines)


def point(text: str) -> Block:
    """A key point."""
    return _block("point", text, field="key_points", text=text, paragraphs=(Paragraph(text),))


def page(*blocks: Block, title: str = "A summary", language: str = "en", **fields: Any) -> PageContent:
    """A research summary of these blocks, with everything that completeness asks of its fields."""
    given = {"funding": "Public.", "conflicts": "None.", "reviewed_by": 1, "last_reviewed": TODAY}
    return PageContent(
        "research_summary", title, language, TODAY, fields={**given, **fields}, blocks=tuple(blocks)
    )


def said(rule: str, *blocks: Block, **options: Any) -> list[Remark]:
    """What a rule says about a page of these blocks."""
    return list(rules()[rule](options).check(page(*blocks)))


def told(rule: str, content: PageContent) -> list[str]:
    """What an editor reads of a rule about this page, in English."""
    judge = rules()[rule]()
    return [judge.message(remark.code, remark.params) for remark in judge.check(content)]

"""Contents of pages as rules see them, so that a test names only what it is about."""

import itertools
from datetime import date
from typing import Any

from cms.evidence import Block, PageContent, Panel, Paragraph, Remark, Source, rules

__all__ = [
    "TODAY",
    "codes",
    "judged",
    "make_block",
    "make_content",
    "make_panel",
    "make_source",
    "paragraph",
    "said",
]

TODAY = date(2026, 11, 30)

_numbers = itertools.count(1)


def make_block(name: str = "paragraph", text: str = "", *, field: str = "body", **values: Any) -> Block:
    """A block of this type, in the body unless a field is named."""
    values.setdefault("id", f"{name}-{next(_numbers)}")
    values.setdefault("value", None)
    return Block(field=field, type=name, label=name.title(), text=text, **values)


def paragraph(text: str, *, cites: tuple[int, ...] = (), name: str = "paragraph", **values: Any) -> Block:
    """A block of running text, a paragraph a line; what it cites, its first paragraph cites."""
    first, *others = text.split("\n")
    paragraphs = (Paragraph(first, cites), *(Paragraph(other) for other in others))
    return make_block(name, text, cites=cites, paragraphs=paragraphs, **values)


def make_source(pk: int = 1, *authors: str, **values: Any) -> Source:
    """A reference that nothing is wrong with, of 2020, by Smith and Jones unless others are named."""
    given = {
        "key": f"work{pk}",
        "title": "A study of something",
        "year": 2020,
        "integrity": "clean",
        "verification": "verified",
        **values,
    }
    named = given.pop("authors", authors or ("Smith", "Jones"))
    return Source(pk=pk, authors=named, **given)


def make_panel(kind: str = "contact", *, block: str | None = "panel-1", **values: Any) -> Panel:
    """A public panel in a block."""
    given = {"pk": 1, "heading": "", "text": "", "disclosure": "", "is_public": True, **values}
    return Panel(block=block, kind=kind, **given)


def make_content(
    *blocks: Block, language: str = "en", sources: tuple[Source, ...] = (), **values: Any
) -> PageContent:
    """A research summary with these blocks."""
    given = {"type": "research_summary", "title": "A page", "today": TODAY, **values}
    return PageContent(language=language, blocks=blocks, sources={each.pk: each for each in sources}, **given)


def judged(rule: str, page: PageContent, **options: Any) -> list[Remark]:
    """What one rule says of a page."""
    return list(rules()[rule](options).check(page))


def codes(rule: str, page: PageContent, **options: Any) -> list[str]:
    """Which of its messages."""
    return [remark.code for remark in judged(rule, page, **options)]


def said(rule: str, page: PageContent) -> list[str]:
    """Its messages, as editors read them."""
    return [rules()[rule]().message(remark.code, remark.params) for remark in judged(rule, page)]

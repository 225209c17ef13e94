"""A rule as delivery reads it, and whether it is for a page. Pure: plain values in, a reason or a place out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from blocks.vocabulary import PanelPosition
from cms.delivery.placing.reasons import Reason

__all__ = ["PageFacts", "Rule", "gap_for", "rules_in", "unfit"]


@dataclass(frozen=True)
class Rule:
    """A rule."""

    id: str
    """Unique among the rules for a page; the panel's item has it, too."""
    panel: int
    position: str = PanelPosition.END
    section: int | None = None
    min_words: int | None = None
    topics: tuple[int, ...] = ()
    not_topics: tuple[int, ...] = ()
    not_flags: tuple[str, ...] = ()
    page: int | None = None
    """The page that says so; the site, if there is none."""


@dataclass(frozen=True)
class PageFacts:
    """What rules ask of a page."""

    words: int = 0
    topics: frozenset[int] = frozenset()
    """Those topics of the rules that the page is on, in whatever language."""
    flags: frozenset[str] = frozenset()
    headings: Sequence[int] = ()
    """Positions of the items of the body that begin a section."""
    length: int = 0
    """Number of the items of the body."""


def rules_in(raw: Iterable[Any], *, page: int | None = None) -> Iterator[Rule]:
    """The rules of a stored stream, in order; what does not name a panel and a place is none."""
    for number, item in enumerate(raw or ()):
        value = item.get("value") if isinstance(item, Mapping) else None
        panel = _key(value.get("call_to_action")) if isinstance(value, Mapping) else None
        if not isinstance(value, Mapping) or panel is None:
            continue
        section = _number(value.get("section"))
        position = value.get("position") or PanelPosition.END
        if position not in PanelPosition.values or (
            position == PanelPosition.AFTER_SECTION and section is None
        ):
            continue
        yield Rule(
            id=str(item.get("id") or f"{page or 'site'}-{number}"),
            panel=panel,
            position=position,
            section=section,
            min_words=_number(value.get("min_words")),
            topics=tuple(_keys(value.get("topics"))),
            not_topics=tuple(_keys(value.get("not_topics"))),
            not_flags=tuple(str(flag) for flag in value.get("not_flags") or ()),
            page=page,
        )


def _key(value: Any) -> int | None:
    return value if type(value) is int and 0 < value < 2**63 else None


def _number(value: Any) -> int | None:
    return value if type(value) is int and value > 0 else None


def _keys(listed: Any) -> Iterator[int]:
    for item in listed or ():
        key = _key(item.get("value") if isinstance(item, Mapping) else item)
        if key is not None:
            yield key


def unfit(rule: Rule, page: PageFacts) -> Reason | None:
    """Why a rule is not for a page; None if it is."""
    if page.flags.intersection(rule.not_flags):
        return Reason.MARKED
    if page.topics.intersection(rule.not_topics):
        return Reason.EXCLUDED_TOPIC
    if rule.topics and not page.topics.intersection(rule.topics):
        return Reason.OTHER_TOPIC
    if rule.min_words and page.words < rule.min_words:
        return Reason.TOO_SHORT
    return Reason.NO_SECTION if gap_for(rule, page) is None else None


def gap_for(rule: Rule, page: PageFacts) -> int | None:
    """Before which item of the body the panel comes, its length for the end; None without that many sections."""
    if rule.position == PanelPosition.END:
        return page.length
    if rule.section is None or rule.section > len(page.headings):
        return None
    return page.headings[rule.section] if rule.section < len(page.headings) else page.length

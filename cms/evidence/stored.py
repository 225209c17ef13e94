"""Blocks of evidence as rules read them: the stored values of findings and studies."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from blocks.clean import plain_text
from cms.evidence.content import Block, PageContent

__all__ = ["Finding", "Group", "Study", "findings", "items", "studies", "words_of"]

REVIEWS = frozenset({"meta_analysis", "ipd_meta_analysis", "systematic_review"})


def items(raw: Any) -> list[Any]:
    """The values of a stored list block."""
    return [each["value"] if isinstance(each, Mapping) and "value" in each else each for each in raw or ()]


def words_of(markup: Any) -> str:
    """The words of stored rich text."""
    return plain_text(str(markup or ""))


@dataclass(frozen=True)
class Finding:
    """A finding's values; texts are empty where nothing is said."""

    block: str
    raw: Mapping[str, Any]

    def text(self, name: str) -> str:
        """A value as text, without spaces around it."""
        value = self.raw.get(name)
        return "" if value is None else str(value).strip()

    def number(self, name: str) -> int | None:
        """A count."""
        value = self.raw.get(name)
        return value if isinstance(value, int) else None

    def about(self, *names: str) -> dict[str, Any]:
        """What a remark about these values is about."""
        return {name: self.raw.get(name) for name in names}

    @property
    def interval(self) -> dict[str, str]:
        """The bounds, by the names that the statistics use."""
        return {"low": self.text("interval_low"), "high": self.text("interval_high")}

    @property
    def figures(self) -> dict[str, str]:
        """Estimate and interval, by the names that the statistics use."""
        return {
            "measure": self.text("measure"),
            "estimate": self.text("estimate"),
            **self.interval,
            "level": self.text("interval_level"),
        }

    @property
    def p(self) -> str:
        """The p value as printed, such as "= 0.03"."""
        return f"{self.text('p_operator') or '='} {self.text('p_value')}" if self.text("p_value") else ""


@dataclass(frozen=True)
class Group:
    """The studies of one design within a review, or the people of a study."""

    design: str
    studies: int | None
    arms: tuple[int | None, ...]


@dataclass(frozen=True)
class Study:
    """A study's values."""

    block: str
    raw: Mapping[str, Any]

    @property
    def design(self) -> str:
        return str(self.raw.get("design") or "")

    @property
    def total(self) -> int | None:
        total: int | None = self.raw.get("total")
        return total

    @property
    def participants(self) -> int | None:
        participants: int | None = self.raw.get("participants")
        return participants

    @property
    def groups(self) -> tuple[Group, ...]:
        return tuple(
            Group(
                str(group.get("design") or ""),
                group.get("studies"),
                tuple(arm.get("participants") for arm in items(group.get("arms"))),
            )
            for group in items(self.raw.get("groups"))
        )

    @property
    def is_review(self) -> bool:
        """Whether it searches and joins other studies."""
        return self.design in REVIEWS

    @property
    def designs(self) -> frozenset[str]:
        """How its people were studied: of a review, the designs of the studies in it."""
        groups = frozenset(group.design for group in self.groups if group.design)
        return groups if self.is_review and groups else frozenset({self.design})


def findings(page: PageContent) -> Iterator[Finding]:
    """The findings of a page."""
    for block in page.of_type("finding"):
        yield Finding(block.id, _values(block))


def studies(page: PageContent) -> Iterator[Study]:
    """The studies of a page."""
    for block in page.of_type("study"):
        yield Study(block.id, _values(block))


def _values(block: Block) -> Mapping[str, Any]:
    return block.value if isinstance(block.value, Mapping) else {}

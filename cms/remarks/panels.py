"""The panels of a page: those in its text as they stand there, and those that rules bring."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from cms.delivery.build import policy_of
from cms.delivery.parts import BodyPart, parts_of
from cms.delivery.placing.plan import Plan
from cms.delivery.placing.policy import Policy
from cms.delivery.placing.rules import PageFacts
from cms.evidence import Block, Panel
from cms.models import CallToAction
from cms.models.paths import SiteMap
from cms.remarks.reading import Placement, paragraphs_of

__all__ = ["Placed", "panels_of"]


@dataclass(frozen=True)
class Placed:
    """A panel in a block, or in a field of the host's own that is not a stream."""

    field: str
    block: str | None
    position: int | None
    """Of the block, or of the one it is in, in its stream."""
    placement: Placement


def panels_of(
    page: Any, placed: Sequence[Placed], blocks: Sequence[Block], *, sites: SiteMap, now: datetime
) -> tuple[Panel, ...]:
    """All panels, in the order of the document, those by rule last. Up to four queries."""
    site = sites.site_of(page.path or "")
    has_body = any(isinstance(part, BodyPart) and part.holds_panels for part in parts_of(type(page)))
    policy = policy_of(page, site=site, now=now) if site is not None and has_body else None
    wanted = {each.placement.panel for each in placed} | set(policy.panels.values() if policy else ())
    panels = _known(CallToAction.objects.filter(pk__in=wanted), now) if wanted else {}
    found = [
        _instead(panels[each.placement.panel], each) for each in placed if each.placement.panel in panels
    ]
    if policy is not None and policy.rules:
        plan = _plan(page, policy, placed, blocks, panels)
        found += (replace(panels[pk], by_rule=True) for pk in plan)
    return tuple(_counted(found))


def _known(rows: QuerySet[CallToAction], now: datetime) -> dict[int, Panel]:
    return {
        row.pk: Panel(
            block=None,
            pk=row.pk,
            kind=row.kind,
            heading=row.heading,
            text="\n".join(text for text, _ in paragraphs_of(row.body)),
            disclosure=row.disclosure,
            is_public=row.live and not (row.expire_at and row.expire_at <= now) and row.is_shown_at(now),
        )
        for row in rows
    }


def _instead(panel: Panel, placed: Placed) -> Panel:
    """The panel at its place, with what the page says instead of the panel's own words."""
    said = placed.placement
    return replace(
        panel, block=placed.block, heading=said.heading or panel.heading, text=said.text or panel.text
    )


def _counted(panels: Sequence[Panel]) -> Iterator[Panel]:
    kinds: set[str] = set()
    for panel in panels:
        yield replace(panel, repeats=panel.kind in kinds)
        kinds.add(panel.kind)


def _plan(
    page: Any,
    policy: Policy,
    placed: Sequence[Placed],
    blocks: Sequence[Block],
    panels: Mapping[int, Panel],
) -> list[int]:
    """The panels that rules bring, as delivery decides it, but for blocks that it leaves out."""
    body = page._meta.get_field("body").raw(page)
    plan = Plan(policy.limits)
    befores = [0]
    for each in placed:
        if each.field != "body":
            _put(plan, each, 0, panels)
    for position in range(len(body)):
        count = len(plan.placed)
        for each in placed:
            if (each.field, each.position) == ("body", position):
                _put(plan, each, befores[-1], panels)
        befores.append(befores[-1] + (len(plan.placed) == count))
    facts = _facts(page, policy, blocks, body)
    for rule in policy.rules:
        pk = policy.panels.get(rule.panel)
        panel = None if pk is None else panels.get(pk)
        kind = panel.kind if panel is not None and panel.is_public else None
        plan.by_rule(rule, pk, kind, page=facts, stream="body", befores=befores, shown=None)
    return [each.panel for each in plan.placed if each.rule is not None]


def _put(plan: Plan, each: Placed, before: int, panels: Mapping[int, Panel]) -> None:
    panel = panels.get(each.placement.panel)
    kind = panel.kind if panel is not None and panel.is_public else None
    stream = "" if each.position is None else each.field
    plan.in_text(
        each.placement.panel, kind, stream=stream, block=each.position or 0, before=before, shown=None
    )


def _facts(page: Any, policy: Policy, blocks: Sequence[Block], body: Sequence[Any]) -> PageFacts:
    on = {topic.translation_key for topic in page.topics.all()} if hasattr(page, "topics") else set()
    sections = {block.id for block in blocks if block.field == "body" and block.level == 2}
    return PageFacts(
        words=sum(len(block.text.split()) for block in blocks if block.field == "body"),
        topics=frozenset(pk for pk, key in policy.topics.items() if key in on),
        flags=frozenset(map(str, page.flags or ())),
        headings=[
            position
            for position, item in enumerate(body)
            if isinstance(item, dict) and item.get("id") in sections
        ],
        length=len(body),
    )

"""The panels of one document: taken in while its streams are put on the wire, and brought by rules after that."""

from collections.abc import Callable, Iterable
from typing import Any

from blocks.base import Adapter, Resolver
from blocks.call_to_action import CallToAction, CallToActionBlock
from blocks.text import Heading
from blocks.vocabulary import HeadingLevel
from cms.delivery.placing.plan import Plan
from cms.delivery.placing.policy import Policy
from cms.delivery.placing.rules import PageFacts
from cms.delivery.search.block_words import block_words

__all__ = ["PANEL", "DocumentPanels", "panel_item"]

PANEL = "cms.calltoaction"
ITEM = "call_to_action"
"""The name that panels have among the blocks of a body."""

Get = Callable[[str, Any], Any]


def panel_item(adapter: Any) -> Any:
    """The wire type of a panel in a stream; None for a stream that has no place for panels, which no rule fills."""
    block = adapter.block.child_blocks.get(ITEM)
    return adapter.items[ITEM] if isinstance(block, CallToActionBlock) else None


class _Public:
    """The keys of what the public may see."""

    def __init__(self, get: Get) -> None:
        self._get = get

    def __contains__(self, key: object) -> bool:
        return isinstance(key, tuple) and self._get(*key) is not None


class DocumentPanels:
    """What becomes of the panels of one document. `get` is the resolver's; `topics` are what its topics share with
    their translations."""

    def __init__(self, page: Any, policy: Policy, *, topics: Iterable[Any], get: Get) -> None:
        self.page, self.policy, self._topics, self._get = page, policy, list(topics), get
        self.plan = Plan(policy.limits)
        self._stream, self._block, self._before = "", -1, 0
        self._befores: list[int] = []

    @property
    def shown(self) -> list[CallToAction]:
        """The panels of the document, those in its text first."""
        return [decision.shown for decision in self.plan.placed]

    def take(self, pk: Any) -> CallToAction | None:
        """A panel that stands in the text; None if it is not public, or if there is no room for it."""
        found = self._get(PANEL, pk)
        kind = found.kind if isinstance(found, CallToAction) else None
        placed = self.plan.in_text(
            pk, kind, stream=self._stream, block=self._block, before=self._before, shown=found
        )
        return found if placed else None

    def wire(self, name: str, adapter: Any, raw: Any, resolver: Resolver) -> list[Any]:
        """A stream of the page on the wire."""
        self._stream, self._before = name, 0
        self._befores, items = [0], []
        for position, item in enumerate(raw or ()):
            self._block, count, decided = position, len(self.plan.placed), len(self.plan.decisions)
            wired = adapter.wire_item(position, item, resolver)
            if wired is None:
                self.plan.withdraw(decided)
                continue
            items.append(wired)
            self._before += len(self.plan.placed) == count
            self._befores.append(self._before)
        self._stream, self._block = "", -1
        return items

    def bring(self, name: str, adapter: Any, raw: Any, items: list[Any]) -> list[Any]:
        """The items of the stream that was wired last, with the panels that rules bring."""
        item = panel_item(adapter)
        if item is None or not self.policy.rules:
            return items
        facts = self._facts(adapter, raw, items)
        brought: dict[int, list[Any]] = {}
        for rule in self.policy.rules:
            panel = self.policy.panels.get(rule.panel)
            found = None if panel is None else self._get(PANEL, panel)
            kind = found.kind if isinstance(found, CallToAction) else None
            if self.plan.by_rule(
                rule, panel, kind, page=facts, stream=name, befores=self._befores, shown=found
            ):
                decision = self.plan.decisions[-1]
                assert decision.gap is not None
                brought.setdefault(decision.gap, []).append(
                    item(type=ITEM, id=f"rule-{rule.id}", value=found)
                )
        whole = []
        for gap in range(len(items) + 1):
            whole += [*brought.get(gap, ()), *items[gap : gap + 1]]
        return whole

    def _facts(self, adapter: Adapter, raw: Any, items: list[Any]) -> PageFacts:
        rules = self.policy.rules
        on = set(self._topics)
        return PageFacts(
            words=self._words(adapter.block, raw) if any(rule.min_words for rule in rules) else 0,
            topics=frozenset(pk for pk, key in self.policy.topics.items() if key in on),
            flags=frozenset(map(str, self.page.flags or ())),
            headings=[
                position
                for position, item in enumerate(items)
                if isinstance(item.value, Heading) and item.value.level == int(HeadingLevel.H2)
            ],
            length=len(items),
        )

    def _words(self, block: Any, raw: Any) -> int:
        """How many words the text has: those that a search finds in it."""
        return sum(len(passage.text.split()) for passage in block_words(block, raw, "C", _Public(self._get)))

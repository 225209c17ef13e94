"""A resolver for block tests: a dictionary of what is public, and a record of what was asked."""

from collections.abc import Mapping, Sequence
from typing import Any

from blocks.base import PrintedCitation
from blocks.stored_citations import citations_in


class DictResolver:
    """Answers from a dictionary; numbers citations by the order in which they are asked for."""

    def __init__(self, public: Mapping[tuple[str, Any], Any] | None = None) -> None:
        self.public = dict(public or {})
        self.headings: list[tuple[str, int, str]] = []
        self.cited: list[Sequence[Mapping[str, Any]]] = []

    def get(self, kind: str, pk: int | str) -> Any:
        return self.public.get((kind, pk))

    def panel(self, pk: int | str) -> Any:
        return self.get("cms.calltoaction", pk)

    def cite(self, raw: Sequence[Mapping[str, Any]]) -> list[str]:
        if not raw:
            return []
        self.cited.append(raw)
        return [f"c{len(self.cited)}"]

    def citations_in(self, stored: str, count: int) -> list[PrintedCitation | None]:
        first = len(self.cited) + 1
        self.cited.extend(citation.items for citation in citations_in(stored))
        return [
            PrintedCitation(id=f"c{n}", html=f"({n})", href=f"#ref-{n}", attached=False)
            for n in range(first, first + count)
        ]

    def heading(self, text: str, *, level: int, anchor: str) -> str:
        self.headings.append((text, level, anchor))
        return anchor or text.lower().replace(" ", "-")

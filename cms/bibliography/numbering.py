"""Readers meet citations as numbers, so references are numbered once, in the order in which the text cites.

Source: ICMJE Recommendations, IV.A.3.g (citation-sequence). A reference keeps its first number; those of
one citation are sorted, and runs of three or more are collapsed.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

R = TypeVar("R", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Item(Generic[R]):
    """One cited reference, with what the author wrote around it."""

    reference: R
    locator: str | None = None
    prefix: str | None = None
    suffix: str | None = None


@dataclass(frozen=True, slots=True)
class Cluster(Generic[R]):
    """One place in the text that cites. `key` is the caller's own name for the place."""

    key: Hashable
    items: tuple[Item[R], ...]


@dataclass(frozen=True, slots=True)
class NumberedItem(Generic[R]):
    """An item with the number of its reference."""

    reference: R
    number: int
    locator: str | None
    prefix: str | None
    suffix: str | None


@dataclass(frozen=True, slots=True)
class NumberedCluster(Generic[R]):
    """A cluster with its id ("c1", "c2" …) and label ("1–3,5"); the items stay as the author put them."""

    id: str
    key: Hashable
    label: str
    items: tuple[NumberedItem[R], ...]


@dataclass(frozen=True, slots=True)
class Numbering(Generic[R]):
    """The numbered citations of one document.

    `numbers`: reference → number, in the order of the numbers. `clusters`: in document order, without the
    empty ones. `cited_in`: reference → ids of its clusters. `by_key`: the caller's key → its cluster.
    """

    numbers: Mapping[R, int]
    clusters: tuple[NumberedCluster[R], ...]
    cited_in: Mapping[R, tuple[str, ...]]
    by_key: Mapping[Hashable, NumberedCluster[R]]

    @property
    def references(self) -> tuple[R, ...]:
        """The references in the order of their numbers."""
        return tuple(self.numbers)


def number(clusters: Iterable[Cluster[R]]) -> Numbering[R]:
    """Number the clusters of a document, given in document order.

    A cluster without items (all its references are gone) is left out and takes no id. Raise ValueError when
    two clusters have the same key.
    """
    numbers: dict[R, int] = {}
    cited_in: dict[R, list[str]] = {}
    by_key: dict[Hashable, NumberedCluster[R]] = {}
    for cluster in clusters:
        if cluster.key in by_key:
            raise ValueError(f"Two citations have the same key: {cluster.key!r}.")
        if not cluster.items:
            continue
        identity = f"c{len(by_key) + 1}"
        items = tuple(_numbered(item, numbers) for item in cluster.items)
        for reference in dict.fromkeys(item.reference for item in items):
            cited_in.setdefault(reference, []).append(identity)
        label = collapse([item.number for item in items])
        by_key[cluster.key] = NumberedCluster(identity, cluster.key, label, items)
    citations = {reference: tuple(ids) for reference, ids in cited_in.items()}
    return Numbering(numbers, tuple(by_key.values()), citations, by_key)


def collapse(numbers: Sequence[int]) -> str:
    """Numbers as a label: sorted, each once, runs of three or more as a range: "1–3,5", but "1,2"."""
    runs: list[list[int]] = []
    for value in sorted(set(numbers)):
        if runs and value == runs[-1][-1] + 1:
            runs[-1].append(value)
        else:
            runs.append([value])
    return ",".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ",".join(map(str, run)) for run in runs)


def _numbered(item: Item[R], numbers: dict[R, int]) -> NumberedItem[R]:
    assigned = numbers.setdefault(item.reference, len(numbers) + 1)
    return NumberedItem(item.reference, assigned, item.locator, item.prefix, item.suffix)

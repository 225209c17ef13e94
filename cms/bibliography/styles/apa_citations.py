"""APA cites by author and date: "(Altman & Bland, 1994a; von Elm et al., 2007, p. 12)", "Altman and Bland (1994a)".

Source: APA Publication Manual, 7th ed., 8.10-8.22. Inside parentheses works stand in the order of the reference
list, those of the same authors together.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from cms.bibliography.styles import apa
from cms.bibliography.styles.apa_disambiguation import Work, family_of, told_apart
from cms.bibliography.styles.apa_names import conjoined
from cms.bibliography.styles.cited import Cited, by_id, enumerated, surrounded
from cms.bibliography.styles.fields import Item
from cms.bibliography.styles.locators import APA_LABELS, located
from cms.bibliography.styles.runs import Run, Runs, join, plain, typeset
from cms.bibliography.styles.typography import en_dashes


class AuthorDateCitations:
    """The citations of one document by author and date. `references`: all that are cited in it."""

    def __init__(self, references: Iterable[Item]) -> None:
        self._references = by_id(references)
        self._family = {identity: family_of(item) for identity, item in self._references.items()}
        self._members: defaultdict[str, list[str]] = defaultdict(list)
        for identity, family in self._family.items():
            self._members[family].append(identity)
        self._works: dict[str, Work] = {}

    def cite(self, items: Sequence[Cited], *, narrative: bool) -> Runs:
        """One citation, parenthetical or with the authors in the sentence. Unknown references are left out."""
        known = [item for item in items if item.id in self._references]
        self._tell_apart(item.id for item in known)
        groups = list(self._same_authors(self._in_order(known)))
        if narrative:
            return enumerated([self._narrative(group) for group in groups])
        parts = join((self._parenthetical(group) for group in groups), "; ")
        return plain("(") + parts + plain(")") if parts else ()

    def entries(self) -> list[tuple[str, Runs]]:
        """The reference list, in alphabetical order: id and entry."""
        self._tell_apart(self._references)
        ordered = sorted(self._works.items(), key=lambda pair: pair[1].order)
        return [
            (identity, apa.entry(self._references[identity], letter=work.letter))
            for identity, work in ordered
        ]

    def _tell_apart(self, identities: Iterable[str]) -> None:
        """Settle how references are cited, each with those of its family: only they can look alike."""
        for identity in identities:
            if identity not in self._works:
                members = self._members[self._family[identity]]
                self._works |= told_apart({member: self._references[member] for member in members})

    def _in_order(self, items: Sequence[Cited]) -> list[Cited]:
        """As in the reference list; what a prefix ("see also") introduces is sorted by itself, behind the prefix."""
        if len(items) < 2:
            return list(items)
        ordered: list[Cited] = []
        start = 0
        for end in range(1, len(items) + 1):
            if end == len(items) or items[end].prefix:
                several = sorted(items[start:end], key=lambda item: self._works[item.id].order)
                if items[start].prefix and several[0] is not items[start]:
                    several = [replace(item, prefix=()) for item in several]
                    several[0] = replace(several[0], prefix=items[start].prefix)
                ordered += several
                start = end
        return ordered

    def _same_authors(self, items: Iterable[Cited]) -> Iterator[list[Cited]]:
        """The items in groups that name their authors once. A prefix, and what follows a date, ends a group."""
        group: list[Cited] = []
        for item in items:
            if group and not self._continues(group[-1], item):
                yield group
                group = []
            group.append(item)
        if group:
            yield group

    def _continues(self, before: Cited, item: Cited) -> bool:
        one, other = self._works[before.id], self._works[item.id]
        same = one.names == other.names and one.title == other.title and one.shown == other.shown
        apart = before.locator or before.suffix or item.prefix
        return same and not apart and before.suppress_author == item.suppress_author

    def _parenthetical(self, group: Sequence[Cited]) -> Runs:
        work = self._works[group[0].id]
        names = () if group[0].suppress_author else _before_comma(_authors(work, "&"))
        return surrounded(group[0].prefix, join([names, self._dates(group)], " "), group[-1].suffix)

    def _narrative(self, group: Sequence[Cited]) -> Runs:
        names = () if group[0].suppress_author else _authors(self._works[group[0].id], "and")
        dates = surrounded((), self._dates(group), group[-1].suffix)
        return surrounded(group[0].prefix, join([names, plain("(") + dates + plain(")")], " "), ())

    def _dates(self, group: Sequence[Cited]) -> Runs:
        parts: list[str] = []
        for item in group:
            locator = " ".join(filter(None, located(APA_LABELS, item.label, en_dashes(item.locator))))
            parts += [self._works[item.id].date, *([locator] if item.locator else [])]
        return typeset(", ".join(parts))


def _authors(work: Work, conjunction: str) -> Runs:
    """The names, or the title; "Chen, Gao, et al.", where not all are shown."""
    if not work.names:
        return work.title
    shown = work.names[: work.shown]
    if work.shown == len(work.names):
        return typeset(conjoined(shown, conjunction))
    comma = "," if work.shown > 1 else ""
    return typeset(f"{', '.join(shown)}{comma} et al.")


def _before_comma(runs: Runs) -> Runs:
    """The runs with a comma behind them, or inside their closing quotation mark."""
    if not runs:
        return ()
    if runs[-1] == Run("”"):
        return (*runs[:-1], Run(",”"))
    return (*runs, Run(","))

"""The medical manuals cite by number: "(1–3,5)" in NLM, superscript "1-3,5(p45)" in AMA.

Sources: Citing Medicine, 2nd ed., and ICMJE Recommendations IV.A.3.g; AMA Manual of Style, 11th ed., 3.6. Numbers
of one citation are sorted, runs of three or more collapsed; AMA prints locators, and never collapses what has one.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from cms.bibliography.numbering import collapse
from cms.bibliography.styles.cited import Cited, by_id, enumerated, surrounded
from cms.bibliography.styles.fields import Item, first_role
from cms.bibliography.styles.locators import AMA_LABELS, located
from cms.bibliography.styles.medical_names import LEADING_ROLES
from cms.bibliography.styles.runs import Run, Runs, join, plain, typeset


class NumericCitations:
    """The citations of one document by number. `references`: in the order in which they are first cited."""

    dash = "–"
    blank = " "
    et_al = "et al."

    def __init__(self, references: Iterable[Item], entry: Callable[[Item], Runs]) -> None:
        self._references = by_id(references)
        self._numbers = {identity: number for number, identity in enumerate(self._references, start=1)}
        self._entry = entry

    def cite(self, items: Sequence[Cited], *, narrative: bool) -> Runs:
        """One citation; a narrative one names the authors before each number. Unknown references are left out."""
        known = [item for item in items if item.id in self._numbers]
        if not narrative:
            return self._marker(known)
        parts = [join([self._names(item), self._marker([item])], self.blank) for item in known]
        return enumerated(parts)

    def entries(self) -> list[tuple[str, Runs]]:
        """The reference list, in the order of the numbers: id and entry."""
        return [(identity, self._entry(item)) for identity, item in self._references.items()]

    def marked(self, numbers: Runs) -> Runs:
        """The numbers as they stand in the text."""
        return plain("(") + numbers + plain(")")

    def locator(self, item: Cited) -> str:
        """What stands behind a number; NLM points at no pages in the text."""
        return ""

    def _marker(self, items: Iterable[Cited]) -> Runs:
        parts: list[Runs] = []
        ordered = sorted(items, key=lambda item: self._numbers[item.id])
        for stands_alone, group in groupby(ordered, key=self._stands_alone):
            if stands_alone:
                parts.extend(self._with_surroundings(item) for item in group)
            else:
                label = collapse([self._numbers[item.id] for item in group])
                parts.append(plain(label.replace("–", self.dash)))
        has_words = any(item.prefix or item.suffix for item in ordered)
        return self.marked(join(parts, "; " if has_words else ",")) if parts else ()

    def _stands_alone(self, item: Cited) -> bool:
        """Whether the item brings words of its own, so that it cannot disappear in a run of numbers."""
        return bool(item.prefix or item.suffix or self.locator(item))

    def _with_surroundings(self, item: Cited) -> Runs:
        number = plain(f"{self._numbers[item.id]}{self.locator(item)}")
        return surrounded(item.prefix, number, item.suffix)

    def _names(self, item: Cited) -> Runs:
        _, names = first_role(self._references[item.id], LEADING_ROLES)
        if not names or item.suppress_author:
            return ()
        surnames = [name.literal or name.surname or name.given for name in names[:2]]
        shown = " and ".join(surnames) if len(names) < 3 else f"{surnames[0]} {self.et_al}"
        return typeset(shown)


class SuperscriptCitations(NumericCitations):
    """The same in superscript, with locators: "2(p45)"."""

    dash = "-"
    blank = ""
    et_al = "et al"

    def marked(self, numbers: Runs) -> Runs:
        """The numbers in superscript."""
        return tuple(
            Run(run.text, ("sup", *(mark for mark in run.marks if mark not in ("sup", "sub"))))
            for run in numbers
        )

    def locator(self, item: Cited) -> str:
        """ "(p45)", "(pp10-12)"."""
        if not item.locator:
            return ""
        word, locator = located(AMA_LABELS, item.label, item.locator.replace("–", "-"))
        return f"({word}{locator})"

"""In APA, the citations of different works must not look alike; here it is settled how each one looks.

Source: APA Publication Manual, 7th ed., 8.18-8.20 and 9.44-9.49. First authors of one surname show their initials.
Works of many authors that would shorten alike name as many as it takes. What still looks alike gets a letter, in
the order of the reference list, which is also the order inside one citation.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product
from string import ascii_lowercase

from cms.bibliography.characters import fold
from cms.bibliography.names import Name, names_of
from cms.bibliography.styles.apa_names import short
from cms.bibliography.styles.apa_parts import (
    NO_DATE,
    is_part,
    is_serial,
    leading,
    order_of_date,
    original_year,
    year_of_entry,
)
from cms.bibliography.styles.fields import Item, prose_of
from cms.bibliography.styles.runs import Runs, italic, plain_text, quoted
from cms.bibliography.styles.title_case import english_title_case
from cms.bibliography.styles.typography import initials, spaced_initials

_FEW = 2
_NO_LETTERS = re.compile(r"[\W_]+")
_PUNCTUATION = re.compile(r"[^\w\s]|_")
_ARTICLES = ("a ", "an ", "the ")


@dataclass(slots=True)
class Work:
    """How one reference is cited: all its `names`, of which `shown` are printed, the year and its letter.

    `title` stands in for the names when there are none. `order` sorts works as the reference list does.
    """

    names: tuple[str, ...]
    title: Runs
    year: str
    original: str
    order: tuple[object, ...]
    shown: int
    letter: str = ""

    @property
    def looks(self) -> tuple[object, ...]:
        """What a reader sees without the letter."""
        return self.names[: self.shown], self.shown < len(self.names), self.title, self.original, self.year

    @property
    def date(self) -> str:
        """ "2021a", "n.d.-a", "1940/2003"."""
        hyphen = "-" if self.letter and not self.year[-1].isdigit() else ""
        year = f"{self.year}{hyphen}{self.letter}"
        return f"{self.original}/{year}" if self.original else year


def told_apart(references: Mapping[str, Item]) -> dict[str, Work]:
    """How each of the references is cited, so that no two look alike."""
    leaders = {identity: leading(item)[1] for identity, item in references.items()}
    shared = _shared_surnames(names[0] for names in leaders.values() if names)
    works = {identity: _work(item, leaders[identity], shared) for identity, item in references.items()}
    _name_enough(works.values())
    _add_letters(works.values())
    return works


def family_of(item: Item) -> str:
    """What two references must share to be mistaken for each other: the first author's surname, else the title."""
    names = names_of(item, limit=1) or leading(item)[1]
    return fold(short(names[0])) if names else fold(plain_text(_title(item)))


def _work(item: Item, leaders: Sequence[Name], shared: set[str]) -> Work:
    names = [short(name) for name in leaders]
    if names and fold(names[0]) in shared and not leaders[0].literal:
        names[0] = f"{spaced_initials(leaders[0].given)} {names[0]}".strip()
    by_title = _without_article(fold(plain_text(prose_of(item, "title"))))
    by_names = tuple(_order_of_name(name) for name in leaders) or ((_letters(by_title), ""),)
    return Work(
        names=tuple(names),
        title=() if names else _title(item),
        year=year_of_entry(item) or NO_DATE,
        original=original_year(item),
        order=(by_names, order_of_date(item), by_title),
        shown=len(names) if len(names) <= _FEW else 1,
    )


@lru_cache(maxsize=4096)
def _order_of_name(name: Name) -> tuple[str, str]:
    return _letters(short(name)), _letters(spaced_initials(name.given))


def _title(item: Item) -> Runs:
    """The title as it stands for the author: of works that stand alone in italics, else in quotation marks."""
    title = english_title_case(item, prose_of(item, "title-short", "shortTitle", "title"))
    if not title:
        return ()
    return quoted(title) if is_serial(item) or is_part(item) else italic(title)


def _shared_surnames(first_authors: Iterable[Name]) -> set[str]:
    """The surnames (folded) that first authors of different initials share."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name in first_authors:
        if not name.literal:
            found[fold(short(name))].add(initials(name.given))
    return {surname for surname, different in found.items() if len(different) > 1}


def _name_enough(works: Iterable[Work]) -> None:
    """Of works that look alike but have different authors, show as many names as tell them apart."""
    alike: defaultdict[object, list[Work]] = defaultdict(list)
    for work in works:
        if work.shown < len(work.names):
            alike[work.looks].append(work)
    for group in alike.values():
        needed: defaultdict[tuple[str, ...], int] = defaultdict(int)
        # In alphabetical order, what has most in common stands side by side.
        for one, other in pairwise(sorted({work.names for work in group})):
            enough = min(_common(one, other) + 1, len(one), len(other))
            needed[one], needed[other] = max(needed[one], enough), max(needed[other], enough)
        for work in group:
            work.shown = max(work.shown, needed[work.names])


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many names two lists have in common at their beginning."""
    return next(
        (index for index, (left, right) in enumerate(zip(one, other, strict=False)) if left != right),
        min(len(one), len(other)),
    )


def _add_letters(works: Iterable[Work]) -> None:
    alike: defaultdict[object, list[Work]] = defaultdict(list)
    for work in works:
        alike[work.looks].append(work)
    for group in alike.values():
        if len(group) > 1:
            letters = (
                "".join(pair) for length in (1, 2, 3) for pair in product(ascii_lowercase, repeat=length)
            )
            for work, letter in zip(sorted(group, key=lambda work: work.order), letters, strict=False):
                work.letter = letter


def _letters(text: str) -> str:
    """Names are put in order letter by letter: blanks and punctuation do not count."""
    return _NO_LETTERS.sub("", fold(text))


def _without_article(title: str) -> str:
    """A folded title in words, without punctuation and without the article it begins with."""
    words = " ".join(_PUNCTUATION.sub("", title).split())
    return next((words[len(article) :] for article in _ARTICLES if words.startswith(article)), words)

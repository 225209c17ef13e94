"""How hard the text is to read."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, ClassVar, Final, NamedTuple

from django.utils.translation import gettext_lazy as _
from pyphen import Pyphen

from cms.evidence.content import PageContent
from cms.evidence.rule import Remark, Rule, Severity
from cms.evidence.rules.wording import language_of

__all__ = ["RULES"]

_IN_NUMBER: Final = re.compile(r"(?<=\d)[.,](?=\d)")
_ABBREVIATION: Final = re.compile(r"\b(al|vs|cols?|e\.g|i\.e|p\.\sej|Fig|Dr|Dra|No)\.", re.IGNORECASE)
_SENTENCE_END: Final = re.compile(r"[.!?…]+")
_WORD: Final = re.compile(r"[^\W_](?:[\w’'-]*\w)?")
_SHORTEST: Final = 3
"""What has fewer words is a label or a slip, and no sentence."""
_EXCERPT: Final = 120


class _Counts(NamedTuple):
    """What a formula is about."""

    words: int
    sentences: int
    syllables: int


class _Formula(NamedTuple):
    """base − per_sentence × words a sentence − per_word × syllables a word."""

    patterns: str
    base: float
    per_sentence: float
    per_word: float

    def ease(self, counts: _Counts) -> float:
        """Of a text; of one without words the easiest."""
        words = max(1, counts.words)
        length = self.per_sentence * counts.words / max(1, counts.sentences)
        return self.base - length - self.per_word * counts.syllables / words


_FORMULAS: Final[Mapping[str, _Formula]] = {
    "en": _Formula("en_US", 206.835, 1.015, 84.6),
    "es": _Formula("es", 206.84, 1.02, 60),
}


class _Passage(NamedTuple):
    block: str
    text: str
    counts: _Counts


class ReadingLevel(Rule):
    """A page in plain language reads easily: its ease is not below a target, option `target` by language.

    English: Flesch Reading Ease; below 50 is "difficult". Spanish: the adaptation of Fernández Huerta. Other languages
    are not measured, nor is a text of fewer than `min_words` words. One remark a page, at its hardest passage.
    Source: R. Flesch, A new readability yardstick, J Appl Psychol 1948;32:221-233; J. Fernández Huerta, Medidas
    sencillas de lecturabilidad, Consigna 1959;214:29-32.
    """

    id = "reading_level"
    label = _("Hard to read")
    severity = Severity.NOTICE
    messages = {
        "hard": _(
            "The text is hard to read: %(ease)s on a scale on which 100 is easy, where the target is %(target)s. The "
            "hardest passage is “%(passage)s” (%(passage_ease)s)."
        ),
    }
    mend = {"": _("Begin with this passage: shorter sentences, shorter and more common words.")}
    options: ClassVar[Mapping[str, Any]] = {
        "target": {"en": 50, "es": 50},
        "min_words": 150,
        "min_passage": 15,
        "leave_out": ("quote", "table"),
    }

    def check(self, page: PageContent) -> Iterator[Remark]:
        language = language_of(page)
        target, formula = self.settings["target"].get(language), _FORMULAS.get(language)
        if target is None or formula is None:
            return
        passages = [_Passage(block, text, _count(text, formula)) for block, text in self._texts(page)]
        whole = _sum(each.counts for each in passages)
        if whole.words < max(1, self.settings["min_words"]) or (ease := formula.ease(whole)) >= target:
            return
        long_enough = [each for each in passages if each.counts.words >= self.settings["min_passage"]]
        worst = min(long_enough or passages, key=lambda each: formula.ease(each.counts))
        yield self.remark(
            "hard",
            block=worst.block,
            about=[round(ease, -1), worst.text],  # in steps of ten: a typo that is mended changes nothing
            ease=round(ease),
            target=target,
            passage=_excerpt(worst.text),
            passage_ease=round(formula.ease(worst.counts)),
        )

    def _texts(self, page: PageContent) -> Iterator[tuple[str, str]]:
        for block in page.body:
            if block.type not in self.settings["leave_out"]:
                yield from ((block.id, paragraph.text) for paragraph in block.paragraphs)


def reading_ease(text: str, language: str) -> float | None:
    """The ease of a text, a paragraph a line, on a scale on which 100 is easy; None for a language without a formula,
    and for a text without words."""
    formula = _FORMULAS.get(language)
    counts = _count(text, formula) if formula else None
    return formula.ease(counts) if formula and counts and counts.words else None


def _sum(counts: Iterable[_Counts]) -> _Counts:
    listed = list(counts)
    return _Counts(
        sum(each.words for each in listed),
        sum(each.sentences for each in listed),
        sum(each.syllables for each in listed),
    )


def _count(text: str, formula: _Formula) -> _Counts:
    """Syllables are counted by the hyphenation patterns of the language, as textstat does it where it has no
    dictionary."""
    ended = [part for line in text.splitlines() for part in _SENTENCE_END.split(_prepared(line))]
    words = [_WORD.findall(part.casefold()) for part in ended]
    return _Counts(
        words=sum(map(len, words)),
        sentences=sum(len(each) >= _SHORTEST for each in words),
        syllables=sum(_syllables(word, formula.patterns) for each in words for word in each),
    )


@lru_cache(maxsize=20_000)
def _syllables(word: str, patterns: str) -> int:
    return len(_hyphenation(patterns).positions(word)) + 1


@cache
def _hyphenation(patterns: str) -> Pyphen:
    return Pyphen(lang=patterns)


def _prepared(line: str) -> str:
    """A full stop ends a sentence, not a number or an abbreviation."""
    return _ABBREVIATION.sub(r"\1", _IN_NUMBER.sub("", line))


def _excerpt(text: str) -> str:
    return text if len(text) <= _EXCERPT else f"{text[:_EXCERPT].rsplit(' ', 1)[0]} …"


RULES = (ReadingLevel,)

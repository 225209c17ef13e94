"""Words that a text affirms: those in quotes, in questions and behind a "not" or "whether" are somebody else's."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

__all__ = ["Phrase", "affirmed"]

_QUOTED = re.compile(r"“[^”]*”|„[^“”]*[“”]|«[^»]*»|\"[^\"]*\"|‘[^’]*’(?!\w)|(?<!\w)'(?=\w)[^'\n]+'(?!\w)")
_SENTENCE = re.compile(r"[^.!?\n]+(?:\.(?=\w)[^.!?\n]*)*[.!?]?")
_BEFORE = re.compile(
    r"\b(?:not|no|nor|never|none|neither|cannot|without|whether|if|unclear|unknown|may|might|could"
    r"|hypothes\w+|suggest\w*|ask\w*|aim\w*|believ\w+|thought|claim\w*|possib\w+|perhaps"
    r"|ni|nunca|jamás|tampoco|sin|ningún|ninguna|si|podría\w*|puede\w*|pudiera\w*|quizás?|acaso|hipótesis|sugier\w+"
    r"|sugir\w+|cre[ey]\w*|posible\w*|tal\s+vez)\b|n[’']t\b",
    re.IGNORECASE,
)
"""Words that take away, wherever they stand before it in the sentence, that the text itself says so."""
_JUST_BEFORE = re.compile(
    r"(?:\b(?:to|would|should|helps?|helped)\s+(?:\w+ly\s+|\w+(?:,\s+\w+)*,?\s+(?:and|or)\s+)?"
    r"|\b(?:results?|findings?|stud(?:y|ies)|reviews?|reports?|authors?|doctors?|researchers?|teams?"
    r"|resultados?|hallazgos?|estudios?|revisi[óo]n(?:es)?|informes?|autor[ae]s|médic[oa]s|investigador[ae]s|equipos?)"
    r"\s+(?:\w+ly\s+)?"
    r"|\b(?:diseases?|conditions?|disorders?|virus(?:es)?|infections?|illness(?:es)?|enfermedad(?:es)?|trastornos?"
    r"|infecci[óo]n(?:es)?)\s+(?:that|which|que)\s+)$",
    re.IGNORECASE,
)
"""Infinitives ("to reduce"), what a disease does, and what those who study it do ("the results led to …")."""
_NOUNS = re.compile(r"causes|cures", re.IGNORECASE)
_BEFORE_NOUN = re.compile(
    r"\b(?:the|an?|all|other|natural|common|known|main|these|those|such|various|different|from|of|and|or)\s+$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\b(?:(?:can\s?not|could\s+not|does\s+not|did\s+not|do\s+not)\s+(?:tell|prove|show|say|establish|follow)"
    r"|(?:is|was|has)\s+not\s+(?:been\s+)?(?:proven|proved|shown|known|clear|established)|unknown|unclear|unproven"
    r"|no\s+(?:lo\s+)?(?:prueba|demuestra|muestra|puede|se\s+sabe|está\s+(?:claro|demostrado|probado)))\b",
    re.IGNORECASE,
)
_AFTER_NOUN = re.compile(r"\s+(?:of|de)\b|\s*(?:[.,;:)]|$)", re.IGNORECASE)


FAR = 400
"""Characters within which a word is looked for that takes something back."""


@dataclass(frozen=True)
class Phrase:
    """One of the words looked for, as the text has it."""

    words: str
    sentence: str


def affirmed(text: str, wanted: Iterable[str]) -> Iterator[Phrase]:
    """Where the text says one of the wanted words or phrases itself, without a doubt, and not as part of a question."""
    looked_for = "|".join(rf"{re.escape(words)}" for words in sorted(wanted, key=len, reverse=True))
    if not looked_for:
        return
    pattern = re.compile(rf"(?<![\w-])(?:{looked_for})(?![\w-])", re.IGNORECASE)
    own = _QUOTED.sub(lambda quoted: "…".ljust(len(quoted[0])), text)
    for sentence in _SENTENCE.finditer(own):
        if sentence[0].endswith("?"):
            continue
        for found in pattern.finditer(sentence[0]):
            before = sentence[0][max(found.start() - FAR, 0) : found.start()]
            after = sentence[0][found.end() : found.end() + FAR]
            if _BEFORE.search(before) or _JUST_BEFORE.search(before) or _AFTER.search(after):
                continue
            if _NOUNS.fullmatch(found[0]) and (_BEFORE_NOUN.search(before) or _AFTER_NOUN.match(after)):
                continue
            start = sentence.start()
            whole = text[start : sentence.end()].strip()
            yield Phrase(text[start + found.start() : start + found.end()], whole)

"""What is said of causes, of a study that can not show any."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from blocks.vocabulary import StudyDesign
from cms.evidence.content import Block, PageContent
from cms.evidence.phrases import Phrase, affirmed
from cms.evidence.rule import Remark, Rule
from cms.evidence.stored import items, studies, words_of

__all__ = ["RULES"]

_ENGLISH = (
    "causes", "is caused by", "are caused by", "prevents", "prevent", "reduces", "reduce", "leads to", "lead to",
    "led to", "resulted in", "improves", "improve", "protects", "protect against",
    "protected against", "lowers", "lower the risk", "raises", "raise the risk", "increases the", "increase the risk",
    "decreases the", "cures", "reduced the risk", "lowered the risk", "decreased the risk", "increased the risk",
    "raised the risk", "cuts the risk",
)  # fmt: skip
_SPANISH = (
    "causa un", "causa una", "causan", "provoca", "provocan", "previene", "previenen", "reduce", "reducen", "conduce a",
    "conducen a", "mejora el", "mejora la", "mejoran", "protege", "protegen", "aumenta el", "aumenta la", "aumentan el",
    "aumentan la", "disminuye el", "disminuye la", "disminuyen el", "disminuyen la", "curan", "se debe a", "se deben a",
    "redujo el riesgo", "redujeron el riesgo", "disminuyó el riesgo", "disminuyeron el riesgo", "aumentó el riesgo",
    "aumentaron el riesgo",
)  # fmt: skip


class CausalWords(Rule):
    """A study that only observes shows what goes together, not what brings it about.

    Source: STROBE, item 20 (a cautious interpretation); Cochrane Handbook 6, chapter 25; Cofield SS et al., Obes Facts
    2010;3:353 (causal language in observational studies).
    """

    id = "causal_words"
    label = _("Causal words about a study that only observes")
    messages = {
        "causal": _("“%(word)s” speaks of a cause, but the study only observed (%(designs)s): “%(sentence)s”")
    }
    mend = {
        "": _(
            "Say what goes together: “had … less often”, “was linked with”. If these are the authors' words, "
            "put them in quotation marks and say who says so."
        )
    }
    options = {
        "designs": (
            "cohort",
            "nested_case_control",
            "case_control",
            "cross_sectional",
            "case_series",
            "case_report",
        ),
        "words": {"en": _ENGLISH, "es": _SPANISH},
    }

    def check(self, page: PageContent) -> Iterator[Remark]:
        designs = {design for study in studies(page) for design in study.designs}
        words = self.settings["words"].get(page.language.split("-")[0], ())
        if not designs or not designs <= set(self.settings["designs"]):
            return
        named = sorted(designs)
        for place, text in _places(page):
            first: dict[str, Phrase] = {}  # a sentence is said once, by its first such word
            for phrase in affirmed(text, words):
                first.setdefault(phrase.sentence, phrase)
            for phrase in first.values():
                yield self.remark(
                    "causal",
                    about=[phrase.sentence, named],
                    word=phrase.words,
                    sentence=phrase.sentence,
                    designs=named,
                    **place,
                )

    def words(self, params: Mapping[str, Any]) -> Mapping[str, Any]:
        return {
            **params,
            "designs": ", ".join(str(StudyDesign(design).label) for design in params["designs"]),
        }


def _places(page: PageContent) -> Iterator[tuple[dict[str, str], str]]:
    """What a summary says in its own words about the result, with the block or the field that it stands in."""
    yield {"field": "title"}, page.title
    yield {"field": "standfirst"}, str(page.fields.get("standfirst") or "")
    for block in page.blocks:
        text = _summing_up(block)
        if text:
            yield {"block": block.id}, text


_PARTS = {"finding": "interpretation", "conclusion": "text", "heading": "text", "key_points": "points"}
"""Where in a block of this type it is said what was found."""


def _summing_up(block: Block) -> str:
    """The words of a block that say what was found; none for a block that tells or quotes."""
    if block.type == "point":
        return block.text or words_of(block.value)
    part = _PARTS.get(block.type)
    value = block.value.get(part) if part and isinstance(block.value, Mapping) else None
    return "\n".join(map(words_of, items(value))) if isinstance(value, list) else words_of(value)


RULES = (CausalWords,)

"""Figures about the world, which need a source beside them."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Final

from django.utils.translation import gettext_lazy as _

from cms.evidence.content import PageContent
from cms.evidence.rule import Remark, Rule
from cms.evidence.rules.wording import any_of, language_of, sentences, words_for

__all__ = ["RULES"]

_DIGITS: Final = r"\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?"
_RANGE: Final = rf"{_DIGITS}(?:(?:\s?[–-]\s?|\sto\s|\sa\s){_DIGITS})?"
_QUANTITY: Final[Mapping[str, str]] = {
    "en": rf"(?:{_DIGITS}(?:\s(?:thousand|million|billion))?"
    r"|(?:a|one|two|three|four|five|six|seven|eight|nine|ten|half\sa|several|many|some)\s"
    r"(?:hundred|thousand|million|billion)"
    r"|(?:hundreds|tens\sof\sthousands|thousands|millions|billions)\sof)",
    "es": rf"(?:{_DIGITS}(?:\s(?:mil|millón|millones)(?:\sde)?)*"
    r"|(?:un|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|medio|varios|muchos)\s(?:millón|millones|mil)(?:\sde)?"
    r"|(?:cientos|miles|decenas\sde\smiles|millones)\sde)",
}
_SHARE: Final[Mapping[str, str]] = {
    "en": rf"{_RANGE}\s?(?:%|percent\b|per\scent\b)|\b(?:one|two|three|\d+)\s(?:in|out\sof)\s(?:every\s)?"
    r"(?:three|four|five|six|seven|eight|nine|ten|twenty|\d{1,3}(?:[.,]\d{3})*)\b"
    rf"|{_RANGE}\sper\s(?:1,?000|10,?000|100,?000|million)\b",
    "es": rf"{_RANGE}\s?(?:%|por\sciento\b)|\b(?:una?|dos|tres|\d+)\s(?:de\scada|entre)\s"
    r"(?:tres|cuatro|cinco|seis|siete|ocho|nueve|diez|veinte|\d{1,3}(?:[.,]\d{3})*)\b"
    rf"|{_RANGE}\s(?:por|de)\scada\s(?:1\.?000|10\.?000|100\.?000|mil|millón)\b",
}
_LARGE: Final[Mapping[str, str]] = {
    "en": r"\b\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+\b|\b(?!(?:19|20)\d\d\b)\d{4,}\b|\b(?:thousand|million|billion)s?\b",
    "es": r"\b\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+\b|\b(?!(?:19|20)\d\d\b)\d{4,}\b|\b(?:miles|mil|millón|millones)\b",
}
"""Numbers that no small study has: a year's 12 people may well be those of one."""
_MILLIONS: Final = re.compile(r"\b(?:[mb]illions?|millón|millones)\b", re.IGNORECASE)
"""No study has so many, unless it is a registry."""
_NUMBER: Final = re.compile(
    r"\d|hundred|thousand|million|billion|\b(?:one|two|three)\s(?:in|out)\b|cientos|mil|\b(?:una?|dos|tres)\s(?:de|entre)\b",
    re.IGNORECASE,
)
"""A sentence without it has none of these quantities."""
_OTHER_THOUGHT: Final[Mapping[str, str]] = {
    "en": "who|that|which|whose|had|was|were",
    "es": "que|quien|quienes|cuyo|cuya|tuvo|tuvieron",
}
_MOST_BETWEEN: Final = 3
"""So many words may stand between a number and whom it counts: "231 patients", "1.5 million American adults"."""


class UncitedFigure(Rule):
    """A paragraph that says how many people in the world have something, and cites nothing.

    What is said of a study (whom it recruited, what it found) is not about the world: the study is the source. Nor is
    what an organisation says of itself, or what would happen to so many people.
    Source: DISCERN, question 4: is it clear what sources of information were used?
    """

    id = "uncited_figure"
    label = _("A figure without a source")
    page_types = ()
    messages = {"uncited": _("“%(sentence)s”: a figure about the world, and no source for it.")}
    mend = {"": _("Cite the source of the figure in this paragraph, or leave the figure out.")}
    options: ClassVar[Mapping[str, Any]] = {
        "people": {
            "en": (
                r"people", r"persons", r"patients", r"adults", r"children", r"women", r"men", r"individuals", r"cases",
                r"deaths", r"births", r"lives", r"Americans", r"Europeans", r"citizens", r"inhabitants", r"sufferers",
            ),
            "es": (
                r"personas", r"pacientes", r"adultos", r"niños", r"niñas", r"mujeres", r"hombres", r"casos", r"muertes",
                r"nacimientos", r"vidas", r"habitantes", r"ciudadanos", r"enfermos", r"afectados",
            ),
        },
        "everywhere": {
            "en": (
                r"world-?wide", r"globally", r"(?:around|across|in|throughout|all over) the (?:whole )?(?:world|globe)",
                r"of the (?:(?:world|global|general|adult|entire|whole)(?:[’']s)? )?population", r"nation-?wide",
                r"of the world[’']s population", r"in the general population", r"(?:an|is|are) estimated",
                r"prevalence (?:of [^.,;]{1,40} )?(?:is|ranges)",
            ),
            "es": (
                r"(?:en|por|de) todo el (?:mundo|planeta)", r"a (?:nivel|escala) (?:mundial|global)", r"mundialmente",
                r"en el mundo", r"alrededor del mundo", r"de la población(?: (?:mundial|general|adulta))?",
                r"en la población general", r"se (?:estima|calcula) que",
                r"prevalencia (?:de [^.,;]{1,40} )?(?:es|se sitúa)",
            ),
        },
        "places": {
            "en": (
                r"in (?:the )?(?:U\.S\.(?:A\.)?|USA?|United States|Mexico)",
                r"in (?:the )?(?:UK|United Kingdom|EU|European Union|Europe|Spain)",
            ),
            "es": (
                r"en (?:los |la )?(?:EE\.?\s?UU\.?|Estados Unidos|Unión Europea|UE|Europa|España|México|Reino Unido)",
            ),
        },
        "present": {
            "en": (r"ha(?:ve|s)", r"lives?", r"are living", r"dies?", r"suffers?"),
            "es": (r"hay", r"tiene[n]?", r"vive[n]?", r"muere[n]?", r"sufre[n]?", r"padece[n]?"),
        },
        "burden_before": {
            "en": (r"affects?", r"affecting", r"kills?", r"killing"),
            "es": (r"afecta[n]?", r"afectando", r"mata[n]?", r"muere[n]?"),
        },
        "burden_after": {
            "en": (r"lives? with", r"suffers? from", r"(?:will )?dies? (?:of|from)",
                   r"will (?:have|get|develop)", r"ha(?:s|ve) (?!been |\w+(?:ed|en)\b)"),
            "es": (r"vive[n]? con", r"padece[n]?", r"sufre[n]?", r"muere[n]? (?:de|por)",
                   r"(?:tendrá|desarrollará|padecerá)[n]?"),
        },
        "yearly": {
            "en": (r"(?:each|every|per|a) year", r"annually"),
            "es": (r"cada año", r"al año", r"anual(?:es|mente)?"),
        },
        "hypothetical": {
            "en": (r"(?:if|imagine|suppose|for every|out of every) [\d.,]+", r"side effects?", r"may affect"),
            "es": (
                r"(?:si|imagine|suponga|por cada) [\d.,]+", r"efectos? (?:secundarios?|adversos?)",
                r"puede[n]? afectar",
            ),
        },
        "ourselves": {
            "en": (
                r"we(?: have)? (?:help|serv|reach|treat|train|support|answer|advise)\w*",
                r"our (?:organi[sz]ation|charity|foundation|members|readers|newsletter|website|team|volunteers)",
            ),
            "es": (
                r"(?:hemos )?(?:ayuda|atendi|atende|forma|apoya|asesora)(?:mos|do a)",
                r"nuestr[oa]s? (?:organización|fundación|asociación|soci[oa]s|lectores|boletín|web|equipo)",
            ),
        },
        "study": {
            "en": (
                r"participants?", r"enrol(?:l?ed|ls?|l?ing)", r"recruit\w*", r"randomi[sz]ed", r"took part",
                r"volunteers?",
                r"were included", r"allocated", r"assigned", r"(?:the|this|our|one) (?:clinic|hospital|practice)",
                r"(?:this|the|these|their|our|one|two|three|both) (?:\w+ )?stud\w+",
                r"trials?", r"groups?", r"arms?", r"meta-analys[ie]s", r"controls", r"cohorts?", r"registr(?:y|ies)",
                r"surveys?", r"samples?", r"databases?", r"biobanks?", r"researchers", r"investigators", r"analy[sz]ed",
                r"followed", r"studied",
            ),
            "es": (
                r"participantes?", r"participaron", r"reclut\w*", r"aleatori\w*", r"incluy\w*", r"incluid[oa]s?",
                r"asignad[oa]s?", r"(?:este|el|los|estos|un) estudios?", r"ensayos?", r"grupos?", r"brazos?",
                r"voluntari[oa]s?", r"(?:el|la|este|esta|nuestr[oa]) (?:clínica|hospital|consulta)",
                r"metaan[áa]lisis", r"controles", r"cohortes?", r"registros?", r"encuestas?", r"muestras?",
                r"bases? de datos", r"investigador(?:es|as)?", r"analiz\w+", r"estudiad[oa]s?",
            ),
        },
    }  # fmt: skip

    def check(self, page: PageContent) -> Iterator[Remark]:
        for block in page.body:
            if block.cites:
                continue
            for paragraph in block.paragraphs:
                sentence = next(
                    (each for each in sentences(paragraph.text) if self._is_about_the_world(page, each)), None
                )
                if sentence is not None:
                    yield self.remark("uncited", block=block.id, about=sentence, sentence=sentence)

    def _is_about_the_world(self, page: PageContent, sentence: str) -> bool:
        """Whether it counts people, and not those of a study."""
        language = language_of(page)
        people = words_for(page, self.settings["people"])
        if language not in _QUANTITY or not people or _NUMBER.search(sentence) is None:
            return False
        counted = rf"\b{_QUANTITY[language]}\s{_between(language)}(?:{'|'.join(people)})\b"
        share = _SHARE[language]
        if re.search(f"{counted}|{share}", sentence, re.IGNORECASE) is None:
            return False
        if any(self._has(words, page, sentence) for words in ("study", "ourselves", "hypothetical")):
            return False
        if self._has("everywhere", page, sentence):
            return True
        if self._has("places", page, sentence) and self._has("present", page, sentence):
            return True
        if any(_MILLIONS.search(found[0]) for found in re.finditer(counted, sentence, re.IGNORECASE)):
            return True
        if self._has("yearly", page, sentence) and re.search(rf"{_LARGE[language]}", sentence, re.IGNORECASE):
            return True
        before, after = (self._any(words, page) for words in ("burden_before", "burden_after"))
        between = _between(language)
        burden = rf"\b{before}\s{between}(?:{counted}|{share})|(?:{counted}|{share})\s{between}{after}\b"
        return re.search(burden, sentence, re.IGNORECASE) is not None

    def _has(self, words: str, page: PageContent, sentence: str) -> bool:
        return any_of(words_for(page, self.settings[words])).search(sentence) is not None

    def _any(self, words: str, page: PageContent) -> str:
        return f"(?:{'|'.join(words_for(page, self.settings[words])) or '(?!)'})"


def _between(language: str) -> str:
    """A few words, and none that begins another thought: "40% of those who live with it" is no burden of 40%."""
    return rf"(?:(?!(?:{_OTHER_THOUGHT[language]})\b)[\w’'-]+\s){{0,{_MOST_BETWEEN}}}"


RULES = (UncitedFigure,)

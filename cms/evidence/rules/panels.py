"""Calls to action on a page: what they sell, and how many there are."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import Any, ClassVar, Final

import snowballstemmer
from django.utils.translation import gettext_lazy as _

from cms.evidence.content import PageContent, Panel
from cms.evidence.rule import Remark, Rule
from cms.evidence.rules.wording import any_of, language_of, words_for

__all__ = ["RULES"]

_WORD: Final = re.compile(r"[^\W\d_][\w’'‐-]*")
_STEMMERS: Final = {"en": "english", "es": "spanish"}
_FEW: Final = 4
"""Shorter words say little, but for abbreviations such as SLE."""


class PromotionWithoutDisclosure(Rule):
    """Who sells, or asks to be contacted about, what the page summarises, says so to the reader.

    A panel is about what is summarised if it shares a word with the title, the summarised publication, the topics or
    the study's intervention, or two words in a row with the text.
    Source: NHS England, Standard for creating health content (transparency); DISCERN, question 6: is it balanced and
    unbiased?
    """

    id = "promotion_without_disclosure"
    label = _("Promotion without disclosure")
    messages = {
        "undisclosed": _(
            "The panel “%(heading)s” promotes what the page is about (“%(words)s”), and nothing says what interest is "
            "behind it."
        ),
    }
    mend = {
        "": _(
            "Say in the panel's disclosure what the organisation has to do with what is summarised, such as “This "
            "organisation offers the treatment described.”"
        )
    }
    options: ClassVar[Mapping[str, Any]] = {
        "kinds": ("information_packet", "contact", "download", "link", "donate"),
        "disclosing": {
            "en": (
                r"(?:this|our) (?:page|site|website|organi[sz]ation|company|clinic|charity|panel)",
                r"we (?:sell|offer|provide|are paid)",
            ),
            "es": (
                r"(?:esta|nuestra) (?:página|web|organización|empresa|clínica|fundación)",
                r"(?:este|nuestro) (?:sitio|panel)",
                r"(?:vendemos|ofrecemos)",
            ),
        },
        "common": {
            "en": (
                "about adults advice after against among before better between brief care cases children clinic "
                "clinical "
                "compared comparison conducted contact data disease diseases doctor doctors donate donation download "
                "effect effects entire evidence every find follow found free from full further give guide have health "
                "healthcare help here information into join know latest learn list mailing medical medicine message "
                "month "
                "more most news newsletter offer office once other packet page panel patient patients people personal "
                "personalized plain process question questions read receive report reports request research result "
                "results "
                "review risk safety score send service site some specialist specialists stress-free studies study "
                "subscribe summaries summary support systematic talk team than that their there these they this those "
                "today treatment treatments trial trials updates version website week weekly what when where "
                "whether which "
                "will with without women work write year years your"
            ),
            "es": (
                "acerca adultos ahora antes artículo atención ayuda ayudar boletín calidad casos clínica clínico "
                "comparado "
                "comparación como conozca consulta contacte contacto cuando datos desde descargar descargue después "
                "doctor "
                "doctora donación donar durante efecto efectos ensayo ensayos enfermedad enfermedades entre enviamos "
                "envíenos equipo escriba esta estas este estos estudio estudios evidencia gratis gratuita gratuito "
                "guía "
                "información informe informes investigación lea médica médico medicina mensaje mujeres más niños "
                "noticias "
                "nuestra nuestras nuestro nuestros paciente pacientes página para paquete persona personas pregunta "
                "preguntas proceso puede reciba recibir resultado resultados resumen resúmenes revisión riesgo salud "
                "seguridad semana servicio sitio sobre solicite solicitar suscribirse suscríbase también terapia "
                "tratamiento tratamientos años"
            ),
        },
    }  # fmt: skip

    def check(self, page: PageContent) -> Iterator[Remark]:
        if self._page_discloses(page):
            return
        for panel in page.panels:
            if panel.kind not in self.settings["kinds"] or panel.disclosure.strip():
                continue
            shared = self._shared(page, panel)
            if shared:
                yield self.remark(
                    "undisclosed",
                    block=panel.block,
                    about=[panel.pk, panel.heading, panel.text],
                    heading=panel.heading,
                    words=", ".join(shared),
                    panel=panel.pk,
                )

    def _page_discloses(self, page: PageContent) -> bool:
        if str(page.fields.get("disclosure") or "").strip():
            return True
        disclosing = any_of(words_for(page, self.settings["disclosing"]))
        return disclosing.search(str(page.fields.get("conflicts") or "")) is not None

    def _shared(self, page: PageContent, panel: Panel) -> list[str]:
        """The panel's words that say that it is about what is summarised."""
        words = self.settings["common"].get(language_of(page))
        if words is None:  # no telling what is only grammar
            return []
        stem = _stemmer(language_of(page))
        common = {stem(word) for word in words.split()}
        said = [[*_meaningful(line, common, stem)] for line in (panel.heading, *panel.text.splitlines())]
        told = {key for text in _subjects(page) for _, key in _meaningful(text, common, stem)}
        single = [word for line in said for word, key in line if key and key in told]
        if single:
            return list(dict.fromkeys(single))
        text = "\n".join(block.text for block in page.body)
        pairs = {
            (key, next_key): f"{word} {following}"
            for line in said
            for (word, key), (following, next_key) in pairwise(line)
            if key and next_key
        }
        return [words for keys, words in pairs.items() if _stands_in(text, *keys)]


def _stemmer(language: str) -> Any:
    name = _STEMMERS.get(language)
    if name is None:
        return str.casefold
    stemmer = snowballstemmer.stemmer(name)
    return cache(lambda word: stemmer.stemWord(word.casefold()))


def _meaningful(text: str, common: set[str], stem: Any) -> Iterator[tuple[str, str]]:
    """(word, its stem) of a text; without a stem if the word says nothing of its own."""
    for word in _WORD.findall(text):
        is_short = len(word) < _FEW and not (len(word) > 2 and word.isupper())
        key = "" if is_short else stem(word)
        yield word, "" if key in common else key


def _subjects(page: PageContent) -> Iterator[str]:
    """What says in a few words what the page is about."""
    yield page.title
    if page.subject is not None:
        yield page.subject.title
    topics = page.fields.get("topics")
    yield from (str(topic) for topic in (topics if isinstance(topics, tuple | list) else ()))
    for study in page.of_type("study"):
        if isinstance(study.value, Mapping):
            yield str(study.value.get("intervention") or "")


def _stands_in(text: str, *stems: str) -> bool:
    pattern = r"\s+".join(rf"{re.escape(stem)}\w*" for stem in stems)
    return re.search(rf"\b{pattern}", text, re.IGNORECASE) is not None


class RepeatedPanel(Rule):
    """A page has one panel of a kind.

    Source: cms.models.repeated_panels: a page delivers one panel of a kind.
    """

    id = "repeated_panel"
    label = _("A panel is repeated")
    page_types = ()
    messages = {
        "repeated": _(
            "“%(heading)s” comes after another panel of its kind on this page, and readers get one of a kind."
        ),
    }
    mend = {"": _("Keep one of them, where it fits best.")}

    def check(self, page: PageContent) -> Iterator[Remark]:
        for panel in page.panels:
            if panel.repeats and not panel.by_rule:
                about = [panel.kind, panel.pk]
                yield self.remark(
                    "repeated", block=panel.block, about=about, heading=panel.heading, panel=panel.pk
                )


RULES = (PromotionWithoutDisclosure, RepeatedPanel)

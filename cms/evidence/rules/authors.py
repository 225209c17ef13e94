"""Authors who are named in the prose: whether the page has a work of theirs."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Final, NamedTuple

from django.utils.translation import gettext_lazy as _

from cms.evidence.content import PageContent, Source
from cms.evidence.rule import Remark, Rule, Severity

__all__ = ["RULES"]

_NAME: Final = r"(?<![\w’'‐-])(?P<name>[A-ZÀ-ÖØ-Þ][\w’'‐-]{1,60})(?:,?\s[A-Z]{1,3}(?=[\s,]))?"
_OTHERS: Final = (
    r"(?:,?\set\.?\sa[lt]\b\.?"
    r"|(?:,?\sand|\s&)\s(?:(?:his|her|their)\s)?(?:colleagues|co-?workers|collaborators|co-?authors)\b"
    r"|\sy\s(?:(?:sus|otros)\s)?(?:cols?\b\.?|colaboradores\b|colegas\b|colaboradoras\b|coautores\b))"
)
_YEAR: Final = r"(?:[’']s)?(?:,?\s?[(\[]?(?P<year>(?:19|20)\d\d)[a-z]?\b)?"
_MENTION: Final = re.compile(rf"{_NAME}{_OTHERS}{_YEAR}")
_SLIP_WITH_NAME: Final = re.compile(rf"{_NAME},?\s(?P<slip>et\.?\sat\b\.?|et\.\sal\b\.?)")
_HINT: Final = re.compile(r"et\.?\sa[lt]|col|co-?(?:work|auth)|coaut")
"""Texts without it name nobody so; looking for names in all of them takes longer."""
_FIRST_AUTHORS: Final = 3
_PLAIN: Final = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-"})
_PARTS: Final = re.compile(r"[^\w]+")


class _Mention(NamedTuple):
    """Authors named in a text."""

    block: str | None
    field: str | None
    words: str
    """As they stand there."""
    name: str
    year: int | None


def _texts(page: PageContent) -> Iterator[tuple[str | None, str | None, str]]:
    """(block, field, text) of all that a reader reads."""
    yield None, "title", page.title
    standfirst = page.fields.get("standfirst")
    if isinstance(standfirst, str):
        yield None, "standfirst", standfirst
    yield from ((block.id, None, block.text) for block in page.blocks)


def _folded(text: str) -> str:
    """Without case and accents, and with plain apostrophes and hyphens: printers differ in all of them."""
    parts = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    return "".join(part for part in parts if not unicodedata.combining(part))


def _is_author(name: str, source: Source) -> bool:
    """Whether the name is one of the work's, or the part of a double name that stands before "et al."."""
    wanted = _folded(name)
    for author in source.authors:
        whole = _folded(author)
        if wanted == whole or wanted in _PARTS.split(whole) or whole in _PARTS.split(wanted):
            return True
    return False


def _described(source: Source) -> str:
    """The key of a work with its first authors: "yang2021 (Yang, Sun, Tian …)"."""
    if not source.authors:
        return source.key
    first = ", ".join(source.authors[:_FIRST_AUTHORS])
    return f"{source.key} ({first}{' …' if len(source.authors) > _FIRST_AUTHORS else ''})"


class AuthorNotCited(Rule):
    """A work that is named by its author ("Smith et al.", "Smith y cols.") is one of the page's references.

    Source: ICMJE Recommendations, section IV.A.3.g: direct references to the original research.
    """

    id = "author_not_cited"
    label = _("A named author is in no reference")
    messages = {
        "not_among": _(
            "“%(words)s” is named, but %(name)s is not among the authors of the page's references: %(references)s."
        ),
        "unknown": _(
            "“%(words)s” is named, but no reference of the page is known to be by %(name)s. It is not known who wrote "
            "%(references)s."
        ),
        "other_year": _(
            "“%(words)s” is named, but the page's reference by %(name)s is of another year: %(references)s."
        ),
        "no_reference": _("“%(words)s” is named, but the page has no reference."),
    }
    mend = {
        "unknown": _(
            "Look the reference up so that its authors are known. If %(name)s is not one of them, add the work that is "
            "meant, and cite it here."
        ),
        "other_year": _("Correct the year, or add the work that is meant, and cite it here."),
        "": _("Add the work by %(name)s that is meant, and cite it here, or correct the name."),
    }
    options: ClassVar[Mapping[str, Any]] = {
        "no_names": (
            "Authors", "Center", "Centre", "Clinic", "College", "Colleagues", "Department", "Doctor", "Doctors", "Dr",
            "Experts", "Family", "Friends", "Hospital", "Institute", "Investigators", "Nurses", "Parents", "Patients",
            "Physicians", "Prof", "Professor", "Researchers", "School", "Scientists", "Staff", "Students", "Teachers",
            "Team", "They", "University", "Amigos", "Autores", "Centro", "Clínica", "Compañeros", "Doctora", "Doctores",
            "Ellas", "Ellos", "Enfermeras", "Expertos", "Facultad", "Familiares", "Instituto", "Investigadores",
            "Médicos", "Pacientes", "Padres", "Profesor", "Profesora", "Universidad",
        ),
    }  # fmt: skip

    def check(self, page: PageContent) -> Iterator[Remark]:
        seen: set[tuple[str, int | None]] = set()
        for mention in self._mentions(page):
            key = (_folded(mention.name), mention.year)
            if key not in seen:
                seen.add(key)
                yield from self._judge(mention, page)

    def _mentions(self, page: PageContent) -> Iterator[_Mention]:
        no_names = {_folded(name) for name in self.settings["no_names"]}
        for block, field, text in _texts(page):
            for match in _MENTION.finditer(text) if _HINT.search(text) else ():
                name = re.sub(r"[’']s?$", "", match["name"])
                if _folded(name) not in no_names:
                    year = int(match["year"]) if match["year"] else None
                    yield _Mention(block, field, match.group().strip(), name, year)

    def _judge(self, mention: _Mention, page: PageContent) -> Iterator[Remark]:
        sources = list(page.sources.values())
        theirs = [source for source in sources if _is_author(mention.name, source)]
        if any(mention.year in (None, source.year) or source.year is None for source in theirs):
            return
        nameless = [source for source in sources if not source.authors]
        code, told = "not_among", sources
        if theirs:
            code, told = "other_year", theirs
        elif nameless:
            code, told = "unknown", nameless
        elif not sources:
            code = "no_reference"
        yield self.remark(
            code,
            block=mention.block,
            field=mention.field,
            # Further references by others change nothing about it.
            about=[mention.words, [] if told is sources else sorted(source.key for source in told)],
            words=mention.words,
            name=mention.name,
            references="; ".join(sorted(map(_described, told))),
        )


class EtAlSlip(Rule):
    """The abbreviation of "and others" is "et al.", with one full stop.

    Source: Citing Medicine (NLM), second edition, chapter 1, "Author".
    """

    id = "et_al_slip"
    label = _("A slip in “et al.”")
    severity = Severity.NOTICE
    page_types = ()
    messages = {"slip": _("“%(words)s” stands where “et al.” is probably meant.")}
    mend = {"": _("Write “et al.”, unless the words are quoted as they were printed.")}

    def check(self, page: PageContent) -> Iterator[Remark]:
        for block, field, text in _texts(page):
            for match in _SLIP_WITH_NAME.finditer(text) if _HINT.search(text) else ():
                yield self.remark("slip", block=block, field=field, about=match.group(), words=match.group())


RULES = (AuthorNotCited, EtAlSlip)

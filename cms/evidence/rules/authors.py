"""Authors who are named in the prose: whether the page has a work of theirs."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Final, NamedTuple

from django.utils.translation import gettext_lazy as _

from cms.evidence.content import PageContent, Source
from cms.evidence.rule import Remark, Rule, Severity

__all__ = ["RULES"]

_CAPITAL: Final = r"[A-ZÀ-ÖØ-ÞĀ-ɏ]"
_NAME: Final = (
    rf"(?<![\w’'‐-])(?P<name>(?:[dlDL][’'])?{_CAPITAL}[\w’'‐-]{{1,60}})"
    r"(?:,?\s[A-Z]{1,3}(?=[\s,])|,?\s[A-Z]\.(?:[\s-]?[A-Z]\.){0,2}(?=[\s,]))?"
)
_OTHERS: Final = (
    r"(?:,?\set\.?\sa[lt]\b\.?"
    r"|(?:,?\sand|\s&)\s(?:(?:his|her|their)\s)?(?:colleagues|co-?workers|collaborators|co-?authors)\b"
    r"|\sy\s(?:(?:sus|otros)\s)?(?:cols?\b\.?|colaboradores\b|colegas\b|colaboradoras\b|coautores\b))"
)
_YEAR_ITSELF: Final = r"(?:19|20)\d\d[a-z]?\b"
_YEARS: Final = rf"(?P<years>{_YEAR_ITSELF}(?:(?:[,;]|\sand|\sy)\s{_YEAR_ITSELF})*)"
_MENTION: Final = re.compile(rf"{_NAME}{_OTHERS}(?:[’']s)?(?:,?\s?[(\[]?{_YEARS})?")
_FAMILY: Final = rf"(?:[dlDL][’'])?{_CAPITAL}[a-zß-öø-ÿ’'][\w’'‐-]{{0,60}}"
_NO_PLACES: Final = "".join(
    rf"(?<!\b{word}\s)"
    for word in ("[IiEe]n", "of", "de", "from", "for", "para", "across", "between", "entre")
)
_PAIR: Final = re.compile(
    rf"(?<![\w’'‐-]){_NO_PLACES}(?P<name>{_FAMILY}\s(?:and|&|y)\s{_FAMILY})(?:,\s|\s(?P<open>[(\[])){_YEARS}"
    r"(?(open)[)\]]|(?=[)\]]))"
)
"""Two authors as they are cited by name and year: "Smith and Jones (2020)", "(Smith & Jones, 2020)"."""
_OF_A_LONGER_NAME: Final = re.compile(rf"{_CAPITAL}[\w’'‐-]*\s$")
"""What stands before the last words of "Disease Control and Prevention"."""
_SLIP_WITH_NAME: Final = re.compile(rf"{_NAME},?\s(?P<slip>et\.?\sat\b\.?|et\.\sal\b\.?)")
_HINT: Final = re.compile(r"et\.?\sa[lt]|col|co-?(?:work|auth)|coaut|(?:19|20)\d\d[a-z]?[)\]]")
"""Texts without it name nobody so; looking for names in all of them takes longer."""
_FIRST_AUTHORS: Final = 3
_PLAIN: Final = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-"}
    | {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)
_PARTS: Final = re.compile(r"[^\w]+")
_AND: Final = re.compile(r"\s(?:and|&|y)\s")
_UMLAUT: Final = re.compile(r"(?<=[aou])e")


class _Mention(NamedTuple):
    """Authors named in a text."""

    block: str | None
    field: str | None
    words: str
    """As they stand there."""
    name: str
    years: frozenset[int]

    @property
    def families(self) -> list[str]:
        """The one or two names in it."""
        return _AND.split(self.name)


def _texts(page: PageContent) -> Iterator[tuple[str | None, str | None, str]]:
    """(block, field, text) of all that a reader reads."""
    yield None, "title", page.title
    standfirst = page.fields.get("standfirst")
    if isinstance(standfirst, str):
        yield None, "standfirst", standfirst
    yield from ((block.id, None, block.text) for block in page.blocks)


def _found(text: str) -> Iterator[re.Match[str]]:
    """The mentions in a text, in its order."""
    pairs = (
        pair
        for pair in _PAIR.finditer(text)
        if not _OF_A_LONGER_NAME.search(text[max(0, pair.start() - 60) : pair.start()])
    )
    return iter(sorted((*_MENTION.finditer(text), *pairs), key=re.Match.start))


def _folded(text: str) -> str:
    """Without case and accents, and with plain apostrophes and hyphens: printers differ in all of them. "Müller" is
    "Mueller", too."""
    parts = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    return _UMLAUT.sub("", "".join(part for part in parts if not unicodedata.combining(part)))


def _is_author(name: str, source: Source) -> bool:
    """Whether the name is one of the work's, or the part of a double name that stands before "et al."."""
    wanted = _folded(name)
    for author in source.authors:
        whole = _folded(author)
        parts, wanted_parts = _PARTS.split(whole), _PARTS.split(wanted)
        if wanted in parts or whole in wanted_parts or "".join(wanted_parts) == "".join(parts):
            return True
    return False


def _is_by(mention: _Mention, source: Source) -> bool:
    """Whether the work is by who is named; of a record with one author only the first name is compared."""
    compared = mention.families[: len(source.authors)]
    return bool(compared) and all(_is_author(family, source) for family in compared)


def _described(source: Source) -> str:
    """The key of a work with its first authors: "yang2021 (Yang, Sun, Tian …)"."""
    if not source.authors:
        return source.key
    first = ", ".join(source.authors[:_FIRST_AUTHORS])
    return f"{source.key} ({first}{' …' if len(source.authors) > _FIRST_AUTHORS else ''})"


class AuthorNotCited(Rule):
    """A work that is named by its author ("Smith et al.", "Smith y cols.", "Smith and Jones (2020)") is one of the
    page's references.

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
            "Association", "Authors", "Bosses", "Carers", "Center", "Centre", "Children", "Clinic", "Clinicians",
            "College", "Colleagues", "Department", "Doctor", "Doctors", "Dr", "Employers", "Everybody", "Everyone",
            "Experts", "Family", "Foundation", "Friends", "He", "Hospital", "Institute", "Investigators", "Managers",
            "Men", "Midwives", "Ministry", "Neighbors", "Neighbours", "Nurses", "Parents", "Partners", "Patients",
            "Pharmacists", "Physicians", "Prof", "Professor", "Relatives", "Researchers", "School", "Scientists", "She",
            "Society", "Specialists", "Staff", "Students", "Supervisors", "Surgeons", "Teachers", "Team", "Therapists",
            "They", "University", "We", "Women", "Amigos", "Asociación", "Autores", "Centro", "Clínica", "Compañeros",
            "Directivos", "Doctora", "Doctores", "Él", "Ella", "Ellas", "Ellos", "Enfermeras", "Expertos", "Facultad",
            "Familiares", "Fundación", "Instituto", "Investigadores", "Jefes", "Maestros", "Médicos", "Ministerio",
            "Mujeres", "Pacientes", "Padres", "Profesor", "Profesora", "Sociedad", "Universidad", "Usted", "Ustedes",
            "Vecinos",
        ),
    }  # fmt: skip

    def check(self, page: PageContent) -> Iterator[Remark]:
        seen: set[tuple[str, frozenset[int]]] = set()
        for mention in self._mentions(page):
            key = (_folded(mention.name), mention.years)
            if key not in seen:
                seen.add(key)
                yield from self._judge(mention, page)

    def _mentions(self, page: PageContent) -> Iterator[_Mention]:
        no_names = {_folded(name) for name in self.settings["no_names"]}
        for block, field, text in _texts(page):
            for match in _found(text) if _HINT.search(text) else ():
                name = re.sub(r"[’']s?$", "", match["name"])
                years = frozenset(map(int, re.findall(r"\d{4}", match["years"] or "")))
                mention = _Mention(block, field, match.group().strip(), name, years)
                if no_names.isdisjoint(map(_folded, mention.families)):
                    yield mention

    def _judge(self, mention: _Mention, page: PageContent) -> Iterator[Remark]:
        sources = list(page.sources.values())
        theirs = [source for source in sources if _is_by(mention, source)]
        if any(not mention.years or source.year in (None, *mention.years) for source in theirs):
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

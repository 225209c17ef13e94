"""Designs of studies by the names that texts give them, in English and Spanish."""

import re
from collections.abc import Sequence

from blocks.vocabulary import StudyDesign
from cms.legacy.proposals.sentences import Sentence

_RANDOM = r"(?:randomi[sz]ed|randomi[sz]ation|random)"
NAMES: tuple[tuple[StudyDesign, str], ...] = (
    (
        StudyDesign.IPD_META_ANALYSIS,
        (
            r"(?:individual[ -](?:participant|patient)[ -]data|IPD)[ -]meta-?\s?analys[ei]s"
            r"|meta-?\s?analys[ei]s\ (?:of|using)\ individual[ -](?:participant|patient)[ -]data"
        ),
    ),
    (StudyDesign.META_ANALYSIS, r"meta-?\s?analys[ei]s|meta-?an[áa]lisis|metan[áa]lisis"),
    (
        StudyDesign.SYSTEMATIC_REVIEW,
        r"systematic\ (?:literature\ )?reviews?|revisi[óo]n(?:es)?\ sistem[áa]ticas?",
    ),
    (
        StudyDesign.NON_RANDOMISED_TRIAL,
        (
            rf"(?:non-?\s?{_RANDOM}|quasi-?{_RANDOM}|quasi-?experimental)\ (?:controll?ed\ |clinical\ )*"
            r"(?:trials?|stud(?:y|ies))"
        ),
    ),
    (
        StudyDesign.RANDOMISED_CONTROLLED_TRIAL,
        (
            rf"(?<!non-)(?<!quasi-){_RANDOM},?\ (?:[\w-]+,?\ ){{0,3}}?(?:trials?|stud(?:y|ies))(?:\ \(RCTs?\))?|RCTs?\b"
            r"|ensayos?\ (?:cl[íi]nicos?\ )?(?:controlados?\ )?aleatori(?:zado|o)s?(?:\ controlados?)?"
        ),
    ),
    (StudyDesign.NESTED_CASE_CONTROL, r"nested\ case[-–]control\ stud(?:y|ies)"),
    (
        StudyDesign.CASE_CONTROL,
        r"(?<!nested\ )case[-–]control\ stud(?:y|ies)|estudios?\ de\ casos\ y\ controles",
    ),
    (StudyDesign.COHORT, r"cohort\ stud(?:y|ies)|estudios?\ de\ cohortes?"),
    (
        StudyDesign.CROSS_SECTIONAL,
        r"cross-?\s?sectional\ (?:stud(?:y|ies)|surveys?)|estudios?\ transversal(?:es)?",
    ),
    (StudyDesign.CASE_SERIES, r"case\ series|series?\ de\ casos"),
    (StudyDesign.CASE_REPORT, r"case\ reports?"),
    (StudyDesign.QUALITATIVE, r"qualitative\ stud(?:y|ies)|estudios?\ cualitativos?"),
    (StudyDesign.NARRATIVE_REVIEW, r"narrative\ reviews?"),
)
"""Each design and a pattern (ignore case, verbose) of its names; the first that fits is meant."""

REVIEWS = (StudyDesign.IPD_META_ANALYSIS, StudyDesign.META_ANALYSIS, StudyDesign.SYSTEMATIC_REVIEW)
"""Designs that include other studies, the narrowest first."""

NAME = re.compile(
    "|".join(rf"(?P<{design.value}>{names})" for design, names in NAMES), re.IGNORECASE | re.VERBOSE
)

_FILLER = r"(?:[\w,’'-]+\s+){0,5}?"
_DONE = (
    r"(?:conducted|performed|carried\s+out|undertook|published|ran|did|present(?:ed|s)|report(?:ed|s)"
    r"|realiz(?:ó|aron)|public(?:ó|aron)|llev(?:ó|aron)\s+a\s+cabo)\s+(?:a|an|the|their|this|una?|el|la)\s+"
)
_THIS = r"(?:this|the\s+present|the\s+current|our|est[ea]|el\s+presente|la\s+presente)\s+"
_IS = r"(?:study|paper|article|research|work|trial|it|estudio|trabajo)\s+(?:was|is|fue|es)\s+(?:an?|una?)\s+"
_BEGINS = r"^(?:in\s+)?(?:a|an|una?|en\s+una?)\s+"
_LEADS = re.compile(rf"(?:{_DONE}|\b{_THIS}|\b{_IS}|{_BEGINS}){_FILLER}$", re.IGNORECASE)
_NEGATED = re.compile(
    r"\b(?:not|no|never|without|than|like|unlike|although|despite|protocol|earlier|previous|prior|another)\b",
    re.IGNORECASE,
)
_REACH = 120


def design_of(match: re.Match[str]) -> StudyDesign:
    """The design that ``NAME`` found."""
    return StudyDesign(match.lastgroup or StudyDesign.OTHER)


def study_design(sentences: Sequence[Sentence]) -> tuple[StudyDesign, Sentence] | None:
    """The design of the study that the text is about, and the first sentence that names it so.

    A text about a review names the designs of the studies in it, too: the review is meant. Of other designs there must
    be one only.
    """
    found: dict[StudyDesign, Sentence] = {}
    for sentence in sentences:
        if not sentence.is_done:
            continue
        for match in NAME.finditer(sentence.own):
            before = sentence.own[max(match.start() - _REACH, 0) : match.start()]
            lead = _LEADS.search(before)
            if lead and not _NEGATED.search(before, max(lead.start() - 20, 0)):
                found.setdefault(design_of(match), sentence)
    for design in REVIEWS:
        if design in found:
            return design, found[design]
    return next(iter(found.items())) if len(found) == 1 else None

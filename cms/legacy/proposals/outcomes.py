"""The names of outcomes next to words of direction: short noun phrases, or nothing."""

import re

MAX_WORDS = 6
MAX_LENGTH = 200

_STOP = (
    r"at|in|with|among|compared|when|than|over|by|for|from|between|while|but|and|or|after|before|during|on|to|that|which"
    r"|who|as|was|were|is|are|had|has|have|did|does|do|not|no|so|because|since|within|without|versus|vs|against|per|until"
    r"|both|also|relative|respectively|through|via|due|it|they|he|she|we|this|these|those|there|their|its|his|her"
)
WORD = rf"(?!(?:{_STOP})\b)[A-Za-zÀ-ÿ0-9’'α-ωΑ-Ω][\w’'α-ωΑ-Ω/-]*"
PHRASE = rf"{WORD}(?:\s{WORD}){{0,{MAX_WORDS - 1}}}"
"""A pattern (ignore case) for a noun phrase without prepositions but "of"."""

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_MEASURED = re.compile(
    r"^(?:(?:overall|mean|average|serum)\s+)?(?:rates?|values?|levels?|numbers?|incidence|frequency|occurrence|concentrations?)"
    r"\s+of\s+(?:the\s+)?",
    re.IGNORECASE,
)
_VALUES = re.compile(r"\s+(?:values?|levels?)$", re.IGNORECASE)
_EMPTY = re.compile(
    r"(?:risks?|rates?|numbers?|values?|levels?|use|amounts?|proportions?|likelihood|odds|chances?|dos(?:e|es|ages?)|age|ages"
    r"|sample|samples|sample\s+sizes?|quality|certainty|results?|efficacy|effects?|ones?|groups?|patients?|people|participants?"
    r"|scores?|stud(?:y|ies)|trials?|evidence|methods?|data|limbs?|back|body|leg|legs|extremit(?:y|ies)|bound|limits?|education"
    r"|income|of.*|.*\b(?:groups?|arms?)|authors?|researchers?|doctors?|drugs?|treatments?|therap(?:y|ies)|cells"
    r"|intervention|programme|rest|half|part|parts|end|costs?|ratio|heterogeneity|bias)",
    re.IGNORECASE,
)
_BEGINS_BADLY = re.compile(
    r"(?:back|limbs?|extremit(?:y|ies)|legs?|respiratory\s+tract|body|quality|certainty|dos(?:e|es|age)|education|income|socio"
    r"|of|sample|age|limits?|bound|middle|class|level\s+of\s+evidence|likely|often|frequent|common|severe|and|or|half|number\s+of"
    r"\s+(?:stud|trial|patient|people|participant))\b",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:showed|shown|found|went|said|reported|concluded|suggested|experienced|received|led|caused|causes|gave|took"
    r"|reduced|increased|decreased|lowered|improved|lower|higher|fewer|less|more|similar|different)\b",
    re.IGNORECASE,
)


def outcome_of(phrase: str) -> str:
    """What was measured, without an article, "rate of" or "values"; "" for a phrase that names nothing measurable."""
    plain = _ARTICLE.sub("", " ".join(phrase.split()))
    if _BEGINS_BADLY.match(plain) or _VERB.search(plain):
        return ""
    plain = _ARTICLE.sub("", _MEASURED.sub("", plain))
    plain = _VALUES.sub("", plain).strip(" ,;:'’-")
    words = plain.split()
    if (
        not 0 < len(words) <= MAX_WORDS
        or _EMPTY.fullmatch(plain)
        or words[-1].casefold() in ("of", "the", "a")
    ):
        return ""
    return plain if re.search(r"[^\W\d_]{2}", plain) and len(plain) <= MAX_LENGTH else ""

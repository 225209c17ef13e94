"""Sentences that say what the limitations of a study were."""

import html
import re
from typing import Any

from cms.legacy.proposals.sentences import Sentence

_LIMITATIONS = re.compile(
    r"\blimitations?\b[^.;:]{0,60}?\s(?:included?|includes|including|were|are|was|is)\s*:?\s+(?P<list>.{8,600}?)\s*[.!]?$"
    r"|\blimitaciones\b[^.;:]{0,60}?\s(?:incluyen|incluyeron|fueron|son)\s*:?\s+(?P<lista>.{8,600}?)\s*\.?$",
    re.IGNORECASE | re.DOTALL,
)
_NONE = re.compile(
    r"\b(?:no|without|any|few|not|despite|unclear|sin)\s+(?:\w+\s+){0,2}limita(?:tions?|ciones)\b|\blimitations?\s+(?:\w+\s+){0,3}not\b",
    re.IGNORECASE,
)
_NOT_LISTED = re.compile(
    r"(?:discussed|described|listed|acknowledged|noted|reported|mentioned|addressed|given|shown|found|that\s+apply|also)\b",
    re.IGNORECASE,
)
_OF_A_STUDY = re.compile(
    r"\b(?:stud(?:y|ies)|trials?|review|meta-?analys[ei]s|findings?|results?|evidence|research|work|these|main|authors?|several"
    r"|estudios?|revisi[óo]n|resultados)\b",
    re.IGNORECASE,
)
_PARTS = re.compile(
    r"\s*;\s*(?:and\s+)?|\s*,\s*(?:and\s+)?(?=(?:the|an?)\s)|\s+and\s+(?=(?:the|an?)\s)|\s+y\s+(?=(?:el|la|los|las)\s)",
    re.IGNORECASE,
)


def limitations_in(sentence: Sentence) -> dict[str, Any] | None:
    """The raw value of a block of limitations, its items in the words of the sentence; None if it lists none."""
    if not sentence.is_done or _NONE.search(sentence.own):
        return None
    match = _LIMITATIONS.search(sentence.own)
    if match is None or not _OF_A_STUDY.search(
        sentence.own[: match.start("list" if match["list"] else "lista")]
    ):
        return None
    listed = match["list"] or match["lista"]
    if _NOT_LISTED.match(listed):
        return None
    items = [part.strip(" ,.") for part in _PARTS.split(listed)]
    return {"items": [html.escape(item, quote=False) for item in items if item], "citations": []}

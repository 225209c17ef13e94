"""References on the wire."""

from collections.abc import Iterable
from typing import Any, Final

from blocks.markup.policy import link_address
from cms.bibliography.styles import NLM, STYLES, Formatted, format_entry
from cms.delivery.schemas import Identifiers, Notice, ReferenceIntegrity, ReferenceRecord
from cms.models import Integrity, Reference

__all__ = ["gravest", "integrity_of", "public_csl", "record_of", "record_values"]

GRAVITY: Final = (
    Integrity.RETRACTED,
    Integrity.WITHDRAWN,
    Integrity.CONCERN,
    Integrity.CORRECTED,
    Integrity.NOT_FOUND,
    Integrity.UNCHECKED,
    Integrity.CLEAN,
)
"""The statuses, the gravest first. What was not checked is graver than what is known to be clean."""


PRIVATE = frozenset({"custom", "note", "annote", "abstract"})
"""Variables of a record that stay in the library: remarks of its editors, and a text that belongs to its publisher."""


def _url(reference: Reference) -> str | None:
    """Where to read the publication: DOI, PubMed Central, PubMed, or the record's own web address."""
    if reference.doi:
        return f"https://doi.org/{reference.doi}"
    if reference.pmcid:
        return f"https://pmc.ncbi.nlm.nih.gov/articles/{reference.pmcid}/"
    if reference.pmid:
        return f"https://pubmed.ncbi.nlm.nih.gov/{reference.pmid}/"
    url = reference.csl.get("URL")
    return url if isinstance(url, str) and url.startswith(("https://", "http://")) else None


def _in_order(value: Any) -> Any:
    """JSON with its keys in one order: databases keep them in different ones."""
    if isinstance(value, dict):
        return {name: _in_order(value[name]) for name in sorted(value)}
    return [_in_order(item) for item in value] if isinstance(value, list) else value


def integrity_of(reference: Reference) -> ReferenceIntegrity:
    """What has become of the publication."""
    notices = reference.notices if isinstance(reference.notices, list) else []
    return ReferenceIntegrity(
        status=Integrity(reference.integrity),
        checked_at=reference.checked_at,
        notices=[_notice(notice) for notice in notices if isinstance(notice, dict)],
    )


def _notice(notice: dict[str, Any]) -> Notice:
    text = {name: str(notice[name]) if notice.get(name) else None for name in ("label", "date", "doi", "url")}
    if text["url"] is not None and link_address(text["url"]) is None:
        text["url"] = None
    sources = notice.get("source")
    return Notice(
        **text,
        kind=str(notice.get("kind") or "notice"),
        sources=[str(source) for source in sources] if isinstance(sources, list) else [],
    )


def gravest(statuses: Iterable[str]) -> Integrity | None:
    """The one of several statuses that a reader has to know of; None if there is none."""
    found = set(statuses)
    return next((status for status in GRAVITY if status in found), None)


def public_csl(reference: Reference) -> dict[str, Any]:
    """The variables of a record that anybody may read, in one order."""
    public: dict[str, Any] = _in_order({name: reference.csl[name] for name in reference.csl.keys() - PRIVATE})
    return public


def record_values(reference: Reference, entry: Formatted | None = None) -> dict[str, Any]:
    """The values that every form of a reference has in common; `entry` is its formatted entry, NLM's by default."""
    entry = entry or format_entry(reference.csl)
    return {
        "id": reference.key,
        "text": entry.text,
        "html": entry.html,
        "url": _url(reference),
        "identifiers": Identifiers(doi=reference.doi, pmid=reference.pmid, pmcid=reference.pmcid),
        "verification": reference.verification,
        "integrity": integrity_of(reference),
        "csl": public_csl(reference),
    }


def record_of(reference: Reference, style: str = "") -> ReferenceRecord:
    """A bibliographic record on the wire, in a style; in NLM's if there is none, or none of that name any more."""
    entry = format_entry(reference.csl, style if style in STYLES else NLM)
    return ReferenceRecord(**record_values(reference, entry))

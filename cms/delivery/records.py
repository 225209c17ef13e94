"""References on the wire."""

from typing import Any

from cms.bibliography.styles import format_entry
from cms.delivery.schemas import Identifiers, ReferenceRecord
from cms.models import Reference

__all__ = ["record_of", "record_values"]


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


def record_values(reference: Reference) -> dict[str, Any]:
    """The values that every form of a reference has in common."""
    entry = format_entry(reference.csl)
    return {
        "id": reference.key,
        "text": entry.text,
        "html": entry.html,
        "url": _url(reference),
        "identifiers": Identifiers(doi=reference.doi, pmid=reference.pmid, pmcid=reference.pmcid),
        "verification": reference.verification,
        "csl": _in_order({name: value for name, value in reference.csl.items() if name not in PRIVATE}),
    }


def record_of(reference: Reference) -> ReferenceRecord:
    """A bibliographic record on the wire."""
    return ReferenceRecord(**record_values(reference))

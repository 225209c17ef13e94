"""Where a record came from, and what is known about its work: above the form, because the form does not change it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.admin.admin_urls import reference_url
from cms.admin.reference_columns import integrity_icon
from cms.lookup.integrity import identifiers_of
from cms.models import Integrity, Origin, Reference

__all__ = ["ProvenanceMixin", "provenance_of"]

NOTICE_LABELS: Mapping[str, Any] = {
    "retraction": _("Retraction"),
    "withdrawal": _("Withdrawal"),
    "removal": _("Removal"),
    "partial_retraction": _("Partial retraction"),
    "expression_of_concern": _("Expression of concern"),
    "correction": _("Correction"),
    "corrigendum": _("Corrigendum"),
    "erratum": _("Erratum"),
    "clarification": _("Clarification"),
    "addendum": _("Addendum"),
    "other": _("Notice of another kind"),
}
SOURCES: Mapping[str, str] = {
    "crossref": "Crossref",
    "retraction-watch": "Retraction Watch",
    "pubmed": "PubMed",
    "europepmc": "Europe PMC",
    "datacite": "DataCite",
}
GRAVE = (Integrity.RETRACTED, Integrity.WITHDRAWN, Integrity.CONCERN)


def _notice(stored: Any) -> dict[str, Any] | None:
    """A stored notice in words."""
    if not isinstance(stored, dict):
        return None
    doi = stored.get("doi")
    sources = stored.get("source")
    names = map(str, sources) if isinstance(sources, list) else ()
    return {
        "label": NOTICE_LABELS.get(str(stored.get("kind")), NOTICE_LABELS["other"]),
        "date": stored.get("date") or "",
        "url": f"https://doi.org/{doi}" if doi else stored.get("url"),
        "sources": ", ".join(SOURCES.get(name, name) for name in names),
    }


def provenance_of(reference: Reference) -> dict[str, Any]:
    """What the template `cms/admin/provenance.html` shows."""
    stored = reference.notices if isinstance(reference.notices, list) else []
    return {
        "reference": reference,
        "is_by_hand": reference.origin == Origin.HAND,
        "is_from_file": reference.origin == Origin.FILE,
        "icon": integrity_icon(reference),
        "is_grave": reference.integrity in GRAVE,
        "notices": list(filter(None, map(_notice, stored))),
        "old_keys": list(reference.merged.order_by("key").values_list("key", flat=True)),
        "identifiers": identifiers_of(reference),
        "refresh_url": reference_url("refresh", reference.pk),
        "check_url": f"{reference_url('check')}?id={reference.pk}",
    }


class ProvenanceMixin:
    """An edit view that shows it."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reference: Reference = self.object  # type: ignore[attr-defined]
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        return {**context, "provenance": provenance_of(reference)}

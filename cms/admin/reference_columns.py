"""Columns of the list of references: enough to tell two works apart, and to see which of them needs somebody's eye."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, StatusTagColumn

from cms.admin import reference_types
from cms.admin.admin_urls import reference_url
from cms.bibliography.identifiers import Identifier
from cms.models import Integrity, Reference, Verification

__all__ = ["REFERENCE_COLUMNS", "IntegrityColumn", "integrity_icon"]

ICONS = {
    Integrity.UNCHECKED: "help",
    Integrity.CLEAN: "circle-check",
    Integrity.CORRECTED: "info-circle",
    Integrity.CONCERN: "warning",
    Integrity.RETRACTED: "error",
    Integrity.WITHDRAWN: "error",
    Integrity.NOT_FOUND: "search",
}


def integrity_icon(reference: Reference) -> str:
    """The name of the icon that stands beside the words for the state, never alone."""
    return ICONS.get(Integrity(reference.integrity), "help")


class IntegrityColumn(Column):
    """What has become of the work, in words with an icon."""

    cell_template_name = "cms/admin/columns/integrity.html"

    def get_cell_context_data(self, instance: Reference, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return {**context, "state": instance.integrity, "icon": integrity_icon(instance)}


class IdentifiersColumn(Column):
    """DOI, PMID and PMCID, each with its name and as a link to the work."""

    cell_template_name = "cms/admin/columns/identifiers.html"

    def get_value(self, instance: Reference) -> list[Identifier]:
        given = (("doi", instance.doi), ("pmid", instance.pmid), ("pmcid", instance.pmcid))
        return [Identifier(kind, value) for kind, value in given if value]  # type: ignore[arg-type]


class UsesColumn(Column):
    """How many objects refer to it, with the way to them."""

    cell_template_name = "cms/admin/columns/uses.html"

    def get_cell_context_data(self, instance: Reference, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return {**context, "url": reference_url("usage", instance.pk)}


REFERENCE_COLUMNS = [
    "title",
    Column("authors", label=_("Authors"), accessor="authors_short"),
    "year",
    Column(
        "type",
        label=_("Type"),
        accessor=lambda reference: reference_types.label_of(reference.type),
        sort_key="type",
        classname="cms-secondary",
    ),
    IdentifiersColumn("identifiers", label=_("Identifiers")),
    IntegrityColumn(
        "integrity", label=_("Integrity"), accessor="get_integrity_display", sort_key="integrity"
    ),
    StatusTagColumn(
        "verification",
        label=_("Verification"),
        accessor="get_verification_display",
        sort_key="verification",
        primary=lambda reference: reference.verification == Verification.VERIFIED,
    ),
    UsesColumn("uses", label=_("Uses"), sort_key="uses"),
    Column("key", label=_("Citation key"), sort_key="key", classname="cms-secondary"),
]

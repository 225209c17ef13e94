"""The labels that the citations of a form will have: printed by the same code that prints them in documents."""

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from wagtail.models import Page, Site

from blocks.base import Cluster
from blocks.stored_citations import StoredCitation
from cms.bibliography.styles import NLM, STYLES
from cms.delivery.citing import DocumentCitations
from cms.models import Reference, SiteProfile

__all__ = ["Label", "labels_of", "style_of_site"]


class Label(TypedDict):
    """`raised`: the style prints it in superscript."""

    text: str
    raised: bool


def style_of_site(page_id: int | None) -> str:
    """The citation style of the site on which a page is, or will be: of the default site if it is on none."""
    page = Page.objects.filter(pk=page_id).first() if page_id else None
    site = (page.get_site() if page else None) or Site.objects.filter(is_default_site=True).first()
    found = SiteProfile.objects.filter(site=site).values_list("citation_style", flat=True).first()
    return found if found is not None and found in STYLES else NLM


def labels_of(
    citations: Sequence[StoredCitation], references: Mapping[Any, Reference], style: str
) -> list[Label]:
    """The label of each citation, in document order; empty where all references are missing."""
    clusters = [Cluster(each.items, "", each.items, each.mode) for each in citations]
    printed = DocumentCitations(clusters, references.get, style).citations
    found = (printed.get(position) for position in range(len(clusters)))
    return [
        Label(text=label.text, raised=label.html.startswith("<sup>"))
        if label
        else Label(text="", raised=False)
        for label in found
    ]

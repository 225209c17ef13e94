"""The labels that the citations of a form will have: printed by the same code that prints them in documents."""

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from wagtail.models import Page, Site

from blocks.stored_citations import StoredCitation
from cms.bibliography.styles import NLM, STYLES, Citations
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
    return found if found in STYLES else NLM


def labels_of(
    citations: Sequence[StoredCitation], references: Mapping[int, Reference], style: str
) -> list[Label]:
    """The label of each citation, in document order; empty where all references are missing."""
    cited = [item["reference"] for citation in citations for item in citation.items]
    records = [references[pk].csl for pk in dict.fromkeys(cited) if pk in references]
    printer = Citations(records, style)
    labels = []
    for citation in citations:
        items = [
            _item(references[item["reference"]], item)
            for item in citation.items
            if item["reference"] in references
        ]
        printed = printer.format(items, "narrative" if citation.mode == "narrative" else "parenthetical")
        labels.append(Label(text=printed.text, raised=printed.html.startswith("<sup>")))
    return labels


def _item(reference: Reference, item: Mapping[str, Any]) -> dict[str, object]:
    return {
        "id": reference.key,
        "locator": str(item.get("locator") or ""),
        "prefix": str(item.get("prefix") or ""),
        "suffix": str(item.get("suffix") or ""),
        "suppress-author": bool(item.get("suppress_author")),
    }

"""The public library: the references that public pages of a site cite, list or summarise, and no others.

Which page refers to which reference is what Wagtail's reference index says; it holds what the live version of a page
says, and what is not public is left out here.
"""

from datetime import datetime
from typing import Any

from django.db.models import CharField, Exists, OuterRef, QuerySet
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex

from cms.api.filters import listed_pages
from cms.models import Reference
from cms.models.paths import SiteRoots

__all__ = ["citing_pages", "public_references"]


def _uses() -> QuerySet[Any]:
    """Rows of the index that lead from a page to a reference."""
    uses: QuerySet[Any] = ReferenceIndex.objects.filter(
        base_content_type__app_label=Page._meta.app_label,
        base_content_type__model=Page._meta.model_name,
        to_content_type__app_label=Reference._meta.app_label,
        to_content_type__model=Reference._meta.model_name,
    )
    return uses


def _as_text(expression: Any) -> Cast:
    """The index keeps ids as text; casting that way round can not fail on ids that are no numbers."""
    return Cast(expression, CharField())


def public_references(*, site: SiteRoots, now: datetime) -> QuerySet[Reference]:
    """The references that public pages of the site refer to."""
    pages = listed_pages(site=site, now=now).annotate(as_text=_as_text("pk")).values("as_text")
    used = _uses().filter(to_object_id=_as_text(OuterRef("pk")), object_id__in=pages)
    return Reference.objects.filter(Exists(used))


def citing_pages(reference: Reference, *, site: SiteRoots, now: datetime) -> QuerySet[Page]:
    """The public pages of the site that refer to a reference."""
    uses = _uses().filter(to_object_id=str(reference.pk), object_id=_as_text(OuterRef("pk")))
    return listed_pages(site=site, now=now).filter(Exists(uses))

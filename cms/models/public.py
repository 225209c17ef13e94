"""What the public may see: one definition for pages, files and snippets, in SQL, so that asking costs no query."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.functions import Length, Substr
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from cms.models.paths import SiteRoots

__all__ = ["in_public_collection", "live_at", "public_pages"]


def live_at(now: datetime) -> Q:
    """Published and not expired, even if nothing has yet taken the expired object down."""
    return Q(live=True) & (Q(expire_at__isnull=True) | Q(expire_at__gt=now))


def public_pages(pages: QuerySet[Any], *, now: datetime, site: SiteRoots) -> QuerySet[Any]:
    """Those of the pages that are live, not expired, of the site, and not restricted, themselves or from above."""
    restricted = PageViewRestriction.objects.filter(
        page__path=Substr(OuterRef("path"), 1, Length(F("page__path")))
    )
    return pages.filter(live_at(now), site.pages, ~Exists(restricted))


def in_public_collection() -> Combinable:
    """Condition for images and documents: no view restriction on their collection or one above it."""
    return ~Exists(
        CollectionViewRestriction.objects.filter(
            collection__path=Substr(OuterRef("collection__path"), 1, Length(F("collection__path")))
        )
    )

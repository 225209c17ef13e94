"""What the public may see: one definition for pages, files and snippets, in SQL, so that asking costs no query."""

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.functions import Length, Substr
from wagtail.models import CollectionViewRestriction, PageViewRestriction

__all__ = ["below", "in_public_collection", "live_at", "public_pages"]


def live_at(now: datetime) -> Q:
    """Published and not expired, even if nothing has yet taken the expired object down."""
    return Q(live=True) & (Q(expire_at__isnull=True) | Q(expire_at__gt=now))


def below(tree_paths: Iterable[str]) -> Q:
    """Pages at or below one of these treebeard paths; none for no paths."""
    return reduce(or_, (Q(path__startswith=path) for path in tree_paths), Q(pk__in=[]))


def public_pages(pages: QuerySet[Any], *, now: datetime, tree_paths: Iterable[str]) -> QuerySet[Any]:
    """Those of the pages that are live, not expired, of the site, and not restricted, themselves or from above."""
    restricted = PageViewRestriction.objects.filter(
        page__path=Substr(OuterRef("path"), 1, Length(F("page__path")))
    )
    return pages.filter(live_at(now), below(tree_paths), ~Exists(restricted))


def in_public_collection() -> Combinable:
    """Condition for images and documents: no view restriction on their collection or one above it."""
    return ~Exists(
        CollectionViewRestriction.objects.filter(
            collection__path=Substr(OuterRef("collection__path"), 1, Length(F("collection__path")))
        )
    )

"""What the public may see: one definition for pages, files and snippets, in SQL, so that asking costs no query."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.functions import Length, Substr
from wagtail.models import CollectionViewRestriction, PageViewRestriction
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms.models.paths import SiteRoots

__all__ = ["in_public_collection", "is_restricted", "live_at", "pages_for_editor", "public_pages"]


def live_at(now: datetime) -> Q:
    """Published and not expired, even if nothing has yet taken the expired object down."""
    return Q(live=True) & (Q(expire_at__isnull=True) | Q(expire_at__gt=now))


def is_restricted() -> Exists:
    """Condition for pages: they, or one above them, are not for everybody."""
    return Exists(
        PageViewRestriction.objects.filter(page__path=Substr(OuterRef("path"), 1, Length(F("page__path"))))
    )


def public_pages(pages: QuerySet[Any], *, now: datetime, site: SiteRoots) -> QuerySet[Any]:
    """Those of the pages that are live, not expired, of the site, and not restricted, themselves or from above."""
    return pages.filter(live_at(now), site.pages, ~is_restricted())


def pages_for_editor(pages: QuerySet[Any], *, user: Any, now: datetime, site: SiteRoots) -> QuerySet[Any]:
    """The same, and beside them the drafts that the user works on: whatever is restricted stays out."""
    theirs = PagePermissionPolicy().instances_user_has_any_permission_for(user, {"add", "change", "publish"})
    own = Q(pk__in=theirs.order_by().values("pk"))
    return pages.filter(live_at(now) | own, site.pages, ~is_restricted())


def in_public_collection() -> Combinable:
    """Condition for images and documents: no view restriction on their collection or one above it."""
    return ~Exists(
        CollectionViewRestriction.objects.filter(
            collection__path=Substr(OuterRef("collection__path"), 1, Length(F("collection__path")))
        )
    )

"""Find the public pages that are delivered, and read pages in their own classes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Length, Substr
from wagtail.models import Page, Revision

from cms.models.pages import delivered_models
from cms.models.paths import SiteRoots
from cms.models.public import public_pages

__all__ = ["delivered_pages", "specific_pages"]


def delivered_pages(
    *, site: SiteRoots, now: datetime, models: Sequence[type[Any]] | None = None
) -> QuerySet[Page]:
    """The public pages of a site whose types are delivered (or only of some of these types)."""
    types = delivered_models() if models is None else models
    labels = [(model._meta.app_label, model._meta.model_name) for model in types]
    of_types = Q(pk__in=[])
    for app_label, name in labels:
        of_types |= Q(content_type__app_label=app_label, content_type__model=name)
    return public_pages(Page.objects.filter(of_types), now=now, site=site)


def _parent_id() -> Subquery:
    step = Page.steplen
    above = Page.objects.filter(path=Substr(OuterRef("path"), 1, Length(OuterRef("path")) - step))
    return Subquery(above.values("pk")[:1])


def _next_go_live() -> Subquery:
    """When the next scheduled version of anything goes live: whether it is worth looking which."""
    scheduled = Revision.objects.filter(approved_go_live_at__isnull=False).order_by("approved_go_live_at")
    return Subquery(scheduled.values("approved_go_live_at")[:1])


def specific_pages(rows: Sequence[tuple[int, str, str]]) -> list[Any]:
    """Pages of (id, app label, model name) in their own classes and in the same order: one query a type.

    Each knows besides the id of its parent (`parent_id`) and whether anything is scheduled (`next_go_live`).
    """
    by_type: dict[tuple[str, str], list[int]] = {}
    for pk, app_label, name in rows:
        by_type.setdefault((app_label, name), []).append(pk)
    found: dict[int, Any] = {}
    for (app_label, name), ids in by_type.items():
        pages = apps.get_model(app_label, name)._default_manager.select_related("locale")
        found.update(pages.annotate(parent_id=_parent_id(), next_go_live=_next_go_live()).in_bulk(ids))
    return [found[pk] for pk, _, _ in rows if pk in found]

"""What the blocks of a page refer to, read in bulk: one query a kind."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import BooleanField, ExpressionWrapper
from wagtail.images import get_image_model
from wagtail.models import Page

from cms.bibliography import csl as csl_json
from cms.evidence import Source
from cms.models import Reference
from cms.models.paths import SiteMap
from cms.models.public import is_restricted, live_at

__all__ = ["Target", "alt_texts_of", "link_targets", "sources_of"]


class Target(NamedTuple):
    """A page that is linked to."""

    title: str
    state: str
    """See `cms.evidence.Link`."""


MISSING = Target("", "missing")


def sources_of(ids: Iterable[int]) -> dict[int, Source]:
    """The references that exist, by primary key."""
    wanted = set(ids)
    return {row.pk: _source(row) for row in Reference.objects.filter(pk__in=wanted)} if wanted else {}


def _source(row: Reference) -> Source:
    csl: Mapping[str, Any] = row.csl if isinstance(row.csl, dict) else {}
    return Source(
        pk=row.pk,
        key=row.key,
        title=row.title,
        authors=tuple(name.literal or name.surname or str(name) for name in csl_json.authors_of(csl)),
        year=row.year,
        integrity=row.integrity,
        verification=row.verification,
        design=str(csl.get("genre") or ""),
        can_be_checked=bool(row.doi or row.pmid or row.pmcid) and row.look_up_at is None,
    )


def link_targets(ids: Iterable[int], *, page: Any, sites: SiteMap, now: datetime) -> dict[int, Target]:
    """Where links from this page lead, by primary key of the other page."""
    wanted = set(ids)
    if not wanted:
        return {}
    site = sites.site_of(page.path or "")
    rows = (
        Page.objects.filter(pk__in=wanted)
        .annotate(
            is_live=ExpressionWrapper(live_at(now), output_field=BooleanField()), is_private=is_restricted()
        )
        .values_list("pk", "title", "url_path", "path", "locale__language_code", "is_live", "is_private")
    )
    found = dict.fromkeys(wanted, MISSING)
    for pk, title, url_path, path, locale, is_live, is_private in rows:
        if not is_live:
            state = "unpublished"
        elif is_private:
            state = "restricted"
        elif site is not None and (sites.site_of(path) != site or site.path_of(url_path, locale) is None):
            state = "elsewhere"
        else:
            state = "public"
        found[pk] = Target(title, state)
    return found


def alt_texts_of(ids: Iterable[int]) -> dict[int, str]:
    """The alt texts that the library has for images, by primary key."""
    wanted = set(ids)
    return (
        {image.pk: image.default_alt_text for image in get_image_model().objects.filter(pk__in=wanted)}
        if wanted
        else {}
    )

"""What caches in front of the site have to forget when something changes, if there are any to be told."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from wagtail.models import Site

from cms.conf import conf
from cms.delivery.purge import PURGE_KIND
from cms.models import PageDocument
from cms.outbox import NewEvent, record_many

__all__ = ["forget_documents", "forget_lists"]

TAGS = 500
"""Tags in one event."""


Place = tuple[PageDocument, str]
"""A row, and the path at which it is or was."""


def forget_documents(places: Iterable[Place], *, now: datetime) -> None:
    """The documents of these rows: by their tags, and by their addresses in this API."""
    if not conf.purges:
        return
    by_site: dict[int, list[Place]] = defaultdict(list)
    for row, path in places:
        by_site[row.site_id].append((row, path))
    record_many(
        (
            NewEvent(PURGE_KIND, _of_documents(rows[start : start + TAGS]), site_id=site_id)
            for site_id, rows in by_site.items()
            for start in range(0, len(rows), TAGS)
        ),
        now=now,
    )


def forget_lists(*, now: datetime) -> None:
    """Everything that is no document: lists, references, topics, panels, feeds of all sites."""
    if conf.purges:
        sites = Site.objects.values_list("pk", flat=True)
        record_many((NewEvent(PURGE_KIND, {"tags": [f"site-{pk}"]}, site_id=pk) for pk in sites), now=now)


def _of_documents(places: list[Place]) -> dict[str, list[str]]:
    return {
        "tags": [f"page-{row.page_id}" for row, _ in places],
        "urls": [address for row, path in places for address in _addresses(row, path)],
    }


def _addresses(row: PageDocument, path: str) -> list[str]:
    """Where this API serves the document; nowhere, if the site does not mount it."""
    try:
        paths = [
            reverse("cms_api:page", args=[row.page_id]),
            f"{reverse('cms_api:resolve')}?{urlencode({'path': path})}",
        ]
    except NoReverseMatch:
        return []
    return [f"{conf.media_base_url}{path}" for path in paths]

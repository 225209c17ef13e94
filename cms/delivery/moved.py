"""Where pages were once: a path that a public page has left leads to where it is now, or is gone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cms.delivery.public_documents import documents_of
from cms.models import PageDocument, PastPath
from cms.models.page_documents import path_key

__all__ = ["Place", "past_of"]


@dataclass(frozen=True)
class Place:
    """Where a page is on the frontend."""

    path: str | None
    """None for one that was public once, and is nowhere now."""
    expires_at: datetime | None = None


def past_of(paths: Sequence[str], *, site_id: int, now: datetime) -> Place | None:
    """What became of the page that was at the first of these paths at which there was one; None if there never was.

    At none of them there is a public page now. Two queries, three if there was a page.
    """
    keys = [path_key(path) for path in paths]
    left = dict(PastPath.objects.filter(site=site_id, path_key__in=keys).values_list("path_key", "page_id"))
    page_id = next((left[key] for key in keys if key in left), None)
    if page_id is not None:
        now_at = documents_of(site_id, now=now).filter(page=page_id).values_list("path", "expires_at").first()
        return Place(*now_at) if now_at else Place(None)
    # Its time is over, but nothing has taken it down yet.
    over = PageDocument.objects.filter(site=site_id, path_key__in=keys).exists()
    return Place(None) if over else None

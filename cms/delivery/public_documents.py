"""The documents of a site that the public may see at a moment: what every list, path and count begins with."""

from typing import Any

from django.db.models import Q, QuerySet

from cms.models import PageDocument

__all__ = ["documents_of"]


def documents_of(site_id: Any, *, now: Any) -> QuerySet[PageDocument]:
    """The documents of a site at a moment (a time stamp); none whose page's time is over, even if nothing has taken it
    down yet. Both may be expressions."""
    in_time = Q(expires_at__isnull=True) | Q(expires_at__gt=now)
    return PageDocument.objects.filter(in_time, site=site_id)

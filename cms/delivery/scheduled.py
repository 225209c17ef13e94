"""When scheduled versions of pages and snippets go live: what is built from them now is right until then."""

from collections.abc import Collection
from datetime import datetime

from wagtail.models import Page, Revision

from cms.delivery.keys import dependency_key

__all__ = ["next_go_live"]


def next_go_live(keys: Collection[str], *, now: datetime) -> datetime | None:
    """The first moment after `now` at which a scheduled version of one of these objects goes live. One query."""
    scheduled = Revision.objects.filter(approved_go_live_at__gt=now).values_list(
        "base_content_type__app_label", "base_content_type__model", "object_id", "approved_go_live_at"
    )
    moments: list[datetime] = []
    for app_label, model, object_id, moment in scheduled:
        label = f"{app_label}.{model}"
        kind = "page" if label == Page._meta.label_lower else label
        if moment is not None and dependency_key(kind, object_id) in keys:
            moments.append(moment)
    return min(moments, default=None)

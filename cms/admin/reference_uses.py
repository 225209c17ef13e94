"""By how many objects each reference is used, in the query of the list itself: Wagtail's index of references says so.

The index knows the saved row of a page, live or not; what only a newer draft of a page refers to counts once that is
published. It is never deleted all the same: `cms.models.usage` looks into drafts before anything goes.
"""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    CharField,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Concat
from wagtail.models import ReferenceIndex

from cms.models import Reference

__all__ = ["used", "with_uses"]

References = QuerySet[Reference]


def _towards() -> QuerySet[Any]:
    kind = ContentType.objects.get_for_model(Reference)
    found: QuerySet[Any] = ReferenceIndex.objects.filter(
        to_content_type=kind, to_object_id=Cast(OuterRef("pk"), CharField())
    )
    return found.order_by()


def with_uses(references: References) -> References:
    """With the number of objects that refer to each, as `uses`."""
    user = Concat(Cast(F("base_content_type_id"), CharField()), Value(":"), F("object_id"))
    counted = _towards().values("to_object_id").annotate(number=Count(user, distinct=True)).values("number")
    counted_uses: Any = Coalesce(Subquery(counted, output_field=IntegerField()), 0)
    annotated: References = references.annotate(uses=counted_uses)
    return annotated


def used(references: References, wanted: bool) -> References:
    """Those that something refers to, or the others."""
    return references.filter(Exists(_towards()) if wanted else ~Exists(_towards()))

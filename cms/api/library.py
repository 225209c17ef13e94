"""The public library: the references that public pages of a site cite, list or summarise, and no others."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from cms.api.filters import documents_of
from cms.models import DocumentReference, MergedReference, PageDocument, Reference

__all__ = ["citing_documents", "public_reference", "public_references"]


def public_references(*, site_id: int, now: datetime) -> QuerySet[Reference]:
    """The references that public pages of the site refer to."""
    documents = documents_of(site_id, now=now).values("pk")
    uses = DocumentReference.objects.filter(reference=OuterRef("pk"), document__in=documents)
    return Reference.objects.filter(Exists(uses))


def public_reference(key: str, *, site_id: int, now: datetime) -> Reference:
    """The public reference with the key, or the one of which the record with that key has become a part: whoever kept
    the old key still gets the work, and reads its key in the answer. Raise Http404. One query."""
    merged = MergedReference.objects.filter(key=key).values("reference")
    named = public_references(site_id=site_id, now=now).filter(Q(key=key) | Q(pk__in=merged))
    found = sorted(named, key=lambda reference: reference.key != key)
    if not found:
        raise Http404
    return found[0]


def citing_documents(reference: Reference, *, site_id: int, now: datetime) -> QuerySet[PageDocument]:
    """The documents of the public pages of the site that refer to a reference."""
    uses = DocumentReference.objects.filter(reference=reference).values("document")
    return documents_of(site_id, now=now).filter(pk__in=uses)

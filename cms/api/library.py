"""The public library: the references that public pages of a site cite, list or summarise, and no others."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from cms.api.filters import documents_of
from cms.models import DocumentReference, PageDocument, Reference

__all__ = ["citing_documents", "public_references"]


def public_references(*, site_id: int, now: datetime) -> QuerySet[Reference]:
    """The references that public pages of the site refer to."""
    documents = documents_of(site_id, now=now).values("pk")
    uses = DocumentReference.objects.filter(reference=OuterRef("pk"), document__in=documents)
    return Reference.objects.filter(Exists(uses))


def citing_documents(reference: Reference, *, site_id: int, now: datetime) -> QuerySet[PageDocument]:
    """The documents of the public pages of the site that refer to a reference."""
    uses = DocumentReference.objects.filter(reference=reference).values("document")
    return documents_of(site_id, now=now).filter(pk__in=uses)

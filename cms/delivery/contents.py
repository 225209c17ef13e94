"""The index columns and relations of stored documents that follow from what stands in the page."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from cms.delivery.build import keys_of
from cms.delivery.cards import author_ids, study_design_of
from cms.delivery.loading import topics_of
from cms.delivery.pages import specific_pages
from cms.delivery.search.index import Entry, write_many
from cms.delivery.sources import whole_numbers
from cms.models import DocumentAuthor, DocumentReference, DocumentTopic, PageDocument, Person, Reference

__all__ = ["write_contents", "write_topics"]

BATCH = 200

Wanted = Mapping[int, Collection[int]]
"""Document id → ids of what it refers to."""


def write_contents(rows: Sequence[PageDocument], *, pages: Mapping[int, Any] | None = None) -> set[int]:
    """Write what the pages of these rows say; the ids of the rows of which something was different.

    `pages` are those that need not be read, by id, in their own class.
    """
    different: set[int] = set()
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        known = pages if pages is not None else _specific(row.page_id for row in batch)
        different |= _write([(row, known[row.page_id]) for row in batch if row.page_id in known])
    return different


def _specific(ids: Iterable[int]) -> dict[int, Any]:
    from wagtail.models import Page

    rows = Page.objects.filter(pk__in=list(ids)).values_list(
        "pk", "content_type__app_label", "content_type__model"
    )
    return {page.pk: page for page in specific_pages(list(rows))}


def _write(pairs: Sequence[tuple[PageDocument, Any]]) -> set[int]:
    if not pairs:
        return set()
    changed = [row for row, page in pairs if _apply(row, page)]
    PageDocument.objects.bulk_update(changed, ["last_reviewed", "study_design", "no_index"], batch_size=BATCH)
    different = {row.pk for row in changed} | write_topics(pairs)
    authors = {row.pk: whole_numbers(author_ids(page)) for row, page in pairs}
    different |= _relate(DocumentAuthor, "person", _existing(Person, authors))
    references = {
        row.pk: whole_numbers(pk for kind, pk in keys_of(page) if kind == "cms.reference")
        for row, page in pairs
    }
    write_many(Entry(row.pk, page, row.locale) for row, page in pairs)
    return different | _relate(DocumentReference, "reference", _existing(Reference, references))


def _apply(row: PageDocument, page: Any) -> bool:
    """Set the columns; whether anything was different."""
    values = {
        "last_reviewed": getattr(page, "last_reviewed", None),
        "study_design": study_design_of(page) or "",
        "no_index": page.no_index,
    }
    changed = any(getattr(row, name) != value for name, value in values.items())
    for name, value in values.items():
        setattr(row, name, value)
    return changed


def write_topics(pairs: Sequence[tuple[PageDocument, Any]]) -> set[int]:
    """Write which topics the pages are on: as the database has them, where they come after the page itself."""
    found = topics_of([page for _, page in pairs])
    topics = {row.pk: [topic.id for topic in found.get(page.pk, ())] for row, page in pairs}
    return _relate(DocumentTopic, "topic", topics)


def _existing(model: Any, wanted: Wanted) -> Wanted:
    """Without the ids that lead nowhere: streams may hold anything."""
    ids = {pk for found in wanted.values() for pk in found}
    existing = set(model.objects.filter(pk__in=ids).values_list("pk", flat=True)) if ids else set()
    return {document: existing.intersection(found) for document, found in wanted.items()}


def _relate(model: Any, name: str, wanted: Wanted) -> set[int]:
    """Make the rows of a relation what they have to be; the documents of which they were not."""
    stored = set(model.objects.filter(document__in=wanted).values_list("document_id", f"{name}_id"))
    target = {(document, pk) for document, found in wanted.items() for pk in found}
    for document, pk in stored - target:
        model.objects.filter(**{"document": document, name: pk}).delete()
    model.objects.bulk_create(
        [model(**{"document_id": document, f"{name}_id": pk}) for document, pk in sorted(target - stored)],
        batch_size=BATCH,
    )
    return {document for document, _ in stored ^ target}

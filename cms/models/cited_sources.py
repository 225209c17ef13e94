"""Which pages rest on a source about which there is a notice, and whether their editors know."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex

from blocks.base import adapter_for
from cms.fields import StreamField
from cms.models.references import Integrity, Reference

__all__ = ["NOTICED", "Use", "cited_items", "uses_of_noticed"]

NOTICED: Final = (
    Integrity.RETRACTED,
    Integrity.WITHDRAWN,
    Integrity.CONCERN,
    Integrity.CORRECTED,
    Integrity.NOT_FOUND,
)
"""The statuses that editors have to know of, the gravest first."""


@dataclass(frozen=True)
class Use:
    """A page that refers to a reference about which there is a notice. `page` is in its own class."""

    page: Any
    reference: Reference
    citations: int
    """How many citations point at the reference; none if the page only lists or summarises it."""
    acknowledged: int
    """In how many of them an editor said why it is cited although it is what it is now."""
    reasons: tuple[str, ...]

    @property
    def is_settled(self) -> bool:
        """Whether all of them were acknowledged. What a page only lists or summarises can not be."""
        return 0 < self.citations == self.acknowledged

    @property
    def reasons_text(self) -> str:
        """What the editors said."""
        return " ".join(self.reasons)

    @property
    def notice_date(self) -> str:
        """The date of the newest notice, as exactly as it is known; empty if it is not."""
        notices = self.reference.notices if isinstance(self.reference.notices, list) else []
        dates = (str(notice.get("date") or "") for notice in notices if isinstance(notice, dict))
        return max(dates, default="")


class _Everything:
    """A resolver for which everything is public: what a block would cite if it were shown."""

    def get(self, kind: str, pk: int | str) -> Any:
        return True


def cited_items(page: Any) -> Iterator[Mapping[str, Any]]:
    """The raw items of all citations in a page's streams, in order, as `blocks.citation.CitationBlock` has them."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            clusters = adapter_for(field.stream_block).clusters(field.raw(page), _Everything(), "")  # type: ignore[arg-type]
            for cluster in clusters:
                items = cluster.raw if isinstance(cluster.raw, list | tuple) else ()
                for item in items:
                    value = item.get("value", item) if isinstance(item, dict) else None
                    if isinstance(value, dict):
                        yield value


def uses_of_noticed(references: Iterable[Reference]) -> list[Use]:
    """The uses of these references by pages, the gravest notices first, then by title of the page.

    Four queries, and one more for each type of page. Drafts count as they were last saved.
    """
    by_id = {str(reference.pk): reference for reference in references}
    links = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(Reference),
        to_object_id__in=list(by_id),
        base_content_type=ContentType.objects.get_for_model(Page),
    ).values_list("object_id", "to_object_id")
    pairs = set(links)
    pages = Page.objects.filter(pk__in={page for page, _ in pairs}).select_related("locale").specific()
    by_page = {str(page.pk): page for page in pages}
    items = {key: list(cited_items(page)) for key, page in by_page.items()}
    uses = [
        _use(by_page[page], by_id[reference], items[page]) for page, reference in pairs if page in by_page
    ]
    return sorted(
        uses, key=lambda use: (_gravity(use.reference), use.page.title, use.page.pk, use.reference.key)
    )


def _gravity(reference: Reference) -> int:
    return NOTICED.index(Integrity(reference.integrity)) if reference.integrity in NOTICED else len(NOTICED)


def _use(page: Any, reference: Reference, items: Iterable[Mapping[str, Any]]) -> Use:
    found = [item for item in items if item.get("reference") == reference.pk]
    known = [
        str(item["acknowledged_reason"])
        for item in found
        if item.get("acknowledged_reason") and item.get("acknowledged_status") == reference.integrity
    ]
    return Use(page, reference, len(found), len(known), tuple(dict.fromkeys(known)))

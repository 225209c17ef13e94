"""What a document consists of: one part for each mixin of the page type, each with its fields, keys and values.

A document type is put together from the parts of the page model's bases, so a host's page type that uses a mixin gets
that mixin's part of the document; `register_part` adds a part for a mixin of the host's own.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from pydantic import AwareDatetime

from blocks.base import Key
from blocks.call_to_action import CallToAction
from blocks.clean import Profile
from blocks.evidence import Study
from blocks.rich_text import keys_in, to_rich_text
from blocks.schemas import Image, RichText
from cms.delivery.evidence import Evidence, evidence_of
from cms.delivery.model_fields import FieldAdapter, StreamFieldAdapter, field_adapter
from cms.delivery.people import authors_of, reviewer_of, written_by
from cms.delivery.placing.document import panel_item
from cms.delivery.schemas import (
    Author,
    Links,
    OutlineEntry,
    ReferenceRecord,
    Reviewer,
    Seo,
    Subject,
    TopicLink,
)
from cms.models.delivered_page import DeliveredPage
from cms.models.page_mixins import IllustratedMixin, IntroducedMixin, ResearchSummaryMixin

if TYPE_CHECKING:
    from cms.delivery.document_resolver import DocumentResolver

__all__ = ["BodyPart", "Part", "parts_of", "register_part"]


class Part:
    """The share of one mixin in a document."""

    order: ClassVar[int] = 50
    """Parts with a smaller number stand first in the document."""

    def __init__(self, model: Any) -> None:
        self.model = model

    def fields(self) -> dict[str, Any]:
        """Name → type, as pydantic reads it."""
        return {}

    def streams(self) -> Iterable[str]:
        """Names of the stream fields that cite, in the order of the document."""
        return ()

    def keys(self, page: Any) -> Iterator[Key]:
        """What the page refers to."""
        return iter(())

    def related_models(self) -> Iterable[type[Any]]:
        """Models to whose objects fields of the page lead: a change to one of them changes documents."""
        return ()

    def place(self, page: Any, resolver: "DocumentResolver") -> None:
        """Decide which panels the page carries, as `wire` does on its way."""

    def wire(self, page: Any, resolver: "DocumentResolver") -> dict[str, Any]:
        """Name → value."""
        return {}


PartClass = TypeVar("PartClass", bound=type[Part])
_parts: dict[type, type[Part]] = {}
_made: dict[type, list[Part]] = {}


def register_part(mixin: type) -> Any:
    """Class decorator: documents of page types with this mixin have this part."""

    def register(part: PartClass) -> PartClass:
        _parts[mixin] = part
        return part

    return register


def parts_of(model: Any) -> list[Part]:
    """The parts of a page model's documents, in order."""
    if model not in _made:
        found = [_parts[base](model) for base in model.__mro__ if base in _parts]
        _made[model] = sorted(found, key=lambda part: part.order)
    return _made[model]


@register_part(DeliveredPage)
class HeadPart(Part):
    """What every document begins with."""

    order = 0

    common: ClassVar[dict[str, Any]] = {
        "id": int, "key": str, "type": str, "locale": str, "path": str, "url": str, "title": str,
        "published_at": AwareDatetime | None, "updated_at": AwareDatetime | None, "seo": Seo, "links": Links,
    }  # fmt: skip

    def fields(self) -> dict[str, Any]:
        return self.common | {name: adapter.annotation for name, adapter in self.host_fields.items()}

    @cached_property
    def host_fields(self) -> dict[str, FieldAdapter]:
        """The host's own fields that documents carry."""
        return {name: field_adapter(self.model._meta.get_field(name)) for name in self.model.wire_fields}

    def streams(self) -> Iterable[str]:
        return [name for name, adapter in self.host_fields.items() if isinstance(adapter, StreamFieldAdapter)]

    def keys(self, page: Any) -> Iterator[Key]:
        for adapter in self.host_fields.values():
            yield from adapter.keys(page)

    def related_models(self) -> Iterable[type[Any]]:
        fields = (self.model._meta.get_field(name) for name in self.model.wire_fields)
        return [field.related_model for field in fields if field.related_model is not None]

    def place(self, page: Any, resolver: "DocumentResolver") -> None:
        for adapter in self.host_fields.values():
            adapter.wire(page, resolver)

    def wire(self, page: Any, resolver: "DocumentResolver") -> dict[str, Any]:
        place = resolver.place(page)
        return {
            **place.model_dump(include={"id", "type", "locale", "path", "url", "title"}),
            "key": resolver.key,
            "published_at": page.first_published_at,
            "updated_at": page.last_published_at,
            "links": resolver.links(page),
            **{name: adapter.wire(page, resolver) for name, adapter in self.host_fields.items()},
        }


@register_part(IllustratedMixin)
class ImagePart(Part):
    """The lead image."""

    order = 20

    def fields(self) -> dict[str, Any]:
        return {"image": Image | None}

    def keys(self, page: Any) -> Iterator[Key]:
        if page.image_id:
            yield "image", page.image_id

    def wire(self, page: Any, resolver: "DocumentResolver") -> dict[str, Any]:
        image = resolver.get("image", page.image_id) if page.image_id else None
        return {"image": image and image.model_copy(update={"alt": page.image_alt})}


class BodyPart(Part):
    """Standfirst, body and outline."""

    order = 30

    def __init__(self, model: Any) -> None:
        super().__init__(model)
        self.body = StreamFieldAdapter(model._meta.get_field("body"))

    @property
    def holds_panels(self) -> bool:
        """Whether rules can bring panels."""
        return panel_item(self.body.adapter) is not None

    def fields(self) -> dict[str, Any]:
        return {
            "standfirst": str | None,
            "body": self.body.annotation,
            "outline": list[OutlineEntry],
            "disclosures": list[str],
        }

    def streams(self) -> Iterable[str]:
        return ("body",)

    def keys(self, page: Any) -> Iterator[Key]:
        return self.body.keys(page)

    def place(self, page: Any, resolver: "DocumentResolver") -> None:
        self.wire_body(resolver)

    def wire_body(self, resolver: "DocumentResolver") -> list[Any]:
        """The body with the panels that rules bring."""
        return resolver.body("body", self.body.adapter)

    def wire(self, page: Any, resolver: "DocumentResolver") -> dict[str, Any]:
        body = self.wire_body(resolver)
        in_order = [block.value for block in body if isinstance(block.value, CallToAction)]
        shown = (panel.disclosure for panel in (*in_order, *resolver.panels.shown))
        return {
            "standfirst": page.standfirst or None,
            "body": body,
            "outline": resolver.outline,
            "disclosures": list(dict.fromkeys(text for text in shown if text)),
        }


@register_part(IntroducedMixin)
class IntroducedPart(BodyPart):
    """The content of an ordinary page."""


@register_part(ResearchSummaryMixin)
class SummaryPart(BodyPart):
    """The content of a research summary."""

    def fields(self) -> dict[str, Any]:
        return {
            **super().fields(),
            "key_points": list[str],
            "subject": Subject,
            "evidence": Evidence,
            "authors": list[Author],
            "reviewed_by": Reviewer | None,
            "last_reviewed": str | None,
            "next_review": str | None,
            "topics": list[TopicLink],
            "funding": str | None,
            "conflicts": str | None,
            "disclaimer": RichText | None,
            "further_reading": list[ReferenceRecord],
        }

    def keys(self, page: Any) -> Iterator[Key]:
        yield from super().keys(page)
        for _, person in written_by(page):
            yield "cms.person", person
        if page.reviewed_by_id:
            yield "cms.person", page.reviewed_by_id
        for reference in page.cited_reference_ids():
            yield "cms.reference", reference
        yield from keys_in(page.disclaimer)

    def wire(self, page: Any, resolver: "DocumentResolver") -> dict[str, Any]:
        values = super().wire(page, resolver)
        subject = page.subject_reference_id and resolver.get("cms.reference", page.subject_reference_id)
        studies = [block.value for block in values["body"] if isinstance(block.value, Study)]
        listed = [page.subject_reference_id, *_listed(page)]
        return {
            **values,
            "key_points": [str(item["value"]) for item in _raw(page, "key_points") if item["value"]],
            "subject": Subject(
                reference=subject.key if subject else None, study=studies[0] if studies else None
            ),
            "evidence": evidence_of(values["body"]),
            "authors": authors_of(page, resolver),
            "reviewed_by": reviewer_of(page, resolver),
            "last_reviewed": page.last_reviewed and page.last_reviewed.isoformat(),
            "next_review": page.next_review and page.next_review.isoformat(),
            "topics": resolver.topics(),
            "funding": page.funding or None,
            "conflicts": page.conflicts or None,
            "disclaimer": to_rich_text(page.disclaimer, profile=Profile.PROSE, resolver=resolver)
            if page.disclaimer
            else None,
            "further_reading": resolver.uncited(
                (pk for pk in listed if pk), keys=(study.reference for study in studies if study.reference)
            ),
        }


def _raw(page: Any, name: str) -> list[Any]:
    raw: list[Any] = page._meta.get_field(name).raw(page)
    return raw


def _listed(page: Any) -> list[int]:
    return [item["value"] for item in _raw(page, "further_reading") if item["value"]]

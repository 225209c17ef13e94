"""Wagtail's API v2 with the content embedded, as its documentation shows it for frontends that want one request.

Choosers represent what was chosen (images with the same renditions as ours, references with their record, panels with
their text), relations of the page have serializers, links in rich text are resolved (`WAGTAILAPI_RICH_TEXT_FORMAT`).
Relations are joined in lists, and a stream's choosers are fetched together, as Wagtail does by itself. It does without
what has no counterpart there: numbering and formatting of citations, Portable Text, the outline. Only this process sees
these representations; the plugin leaves `get_api_representation` alone.
"""

from typing import Any

from rest_framework.fields import Field
from wagtail.api import APIField
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.delivery.renditions import specs_of
from cms.models import CallToAction, Person, Reference, ResearchSummaryPage

__all__ = ["LIST_FIELDS", "router"]

LIST_FIELDS = "_,id,title,standfirst,last_reviewed,authors,topics,image"


def image_of(image: Any) -> Any:
    """All renditions in two queries, as `get_renditions` reads them."""
    if image is None:
        return None
    specs = [spec for group in specs_of(image).values() for spec in group]
    renditions = image.get_renditions(*specs)
    return {
        "id": image.pk,
        "alt": image.default_alt_text,
        "sources": [{"src": each.url, "width": each.width} for each in renditions.values()],
    }


def snippet_of(value: Any) -> Any:
    """What a frontend shows of a reference, a person or a panel."""
    if isinstance(value, Reference):
        return {"key": value.key, "csl": value.csl, "doi": value.doi}
    if isinstance(value, Person):
        return {"name": value.name, "credentials": value.credentials, "job_title": value.job_title}
    if isinstance(value, CallToAction):
        names = ("slug", "kind", "heading", "body", "button_label", "success_message", "disclosure")
        return {**{name: getattr(value, name) for name in names}, "image": image_of(value.image)}
    return value and {"slug": value.slug, "title": value.title}


class Embedded(Field):
    """A snippet that the page refers to."""

    def to_representation(self, value: Any) -> Any:
        return snippet_of(value)


class EmbeddedMany(Field):
    """Snippets that the page refers to."""

    def to_representation(self, value: Any) -> Any:
        return [snippet_of(each) for each in value.all()]


class EmbeddedImage(Field):
    """The lead image."""

    def to_representation(self, value: Any) -> Any:
        return image_of(value)


class EmbeddingPages(PagesAPIViewSet):
    """Pages, with what lists show joined: one query each, not one a row."""

    def get_queryset(self) -> Any:
        queryset = super().get_queryset()
        if queryset.model is ResearchSummaryPage:
            queryset = queryset.select_related("image", "subject_reference", "reviewed_by")
            queryset = queryset.prefetch_related("image__renditions")
        return queryset


SERIALIZERS = {
    "subject_reference": Embedded(),
    "reviewed_by": Embedded(),
    "topics": EmbeddedMany(),
    "image": EmbeddedImage(),
}
# By hand in this process, as a site would do in classes of its own.
SnippetChooserBlock.get_api_representation = lambda self, value, context=None: snippet_of(value)
ImageChooserBlock.get_api_representation = lambda self, value, context=None: image_of(value)
ResearchSummaryPage.api_fields = [
    APIField(field.name, serializer=SERIALIZERS.get(field.name)) for field in ResearchSummaryPage.api_fields
]

router = WagtailAPIRouter("embedding")
router.register_endpoint("pages", EmbeddingPages)

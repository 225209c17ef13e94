"""The words of a page: its title, its own fields and its blocks, each with its weight.

Only what the page's document says in the editor's own words: not the names of topics, people and references, nor
anything of linked pages. For a host's page type that is what the mixins say and the text among its `wire_fields`;
`register_page_words` adds the fields of a mixin of the host's own.
"""

from collections.abc import Callable, Container, Iterable, Iterator
from typing import Any, TypeVar

from django.db import models
from wagtail.fields import RichTextField, StreamField

from blocks.base import Key
from cms.delivery.search.block_words import block_words
from cms.delivery.search.passages import Passage, Weight, html_lines, text_lines
from cms.models.delivered_page import DeliveredPage
from cms.models.page_mixins import IllustratedMixin, IntroducedMixin, ResearchSummaryMixin

__all__ = ["PageWords", "field_words", "page_words", "register_page_words"]

PageWords = Callable[[Any, Container[Key]], Iterable[Passage]]
"""(page, keys of what is public) → passages."""

PageWordsFunction = TypeVar("PageWordsFunction", bound=PageWords)
_registry: dict[type, PageWords] = {}
# The title first, notes last, what is between as it stands.
_ORDER = {"A": 0, "D": 2}
_CODES = (models.URLField, models.EmailField, models.SlugField, models.FilePathField)


def register_page_words(*mixins: type) -> Callable[[PageWordsFunction], PageWordsFunction]:
    """Decorator: the words that page types with these mixins have because of them."""

    def register(words: PageWordsFunction) -> PageWordsFunction:
        _registry.update(dict.fromkeys(mixins, words))
        return words

    return register


def page_words(page: Any, *, public: Container[Key] = ()) -> list[Passage]:
    """The passages of a page. No query.

    `public` holds the keys, such as `("image", 7)`, of what the page refers to and the public may see; the words of a
    figure, a link or a download whose object is not among them are left out, as they are left out of the document.
    """
    found: list[Passage] = []
    for base in type(page).__mro__:
        if (words := _registry.get(base)) is not None:
            found += words(page, public)
    return sorted(found, key=lambda passage: _ORDER.get(passage.weight, 1))


def field_words(page: Any, name: str, weight: Weight, public: Container[Key]) -> Iterator[Passage]:
    """The words of a model field: of a stream, of rich text or of plain text; no other field has words."""
    field = page._meta.get_field(name)
    if isinstance(field, StreamField):
        raw = field.stream_block.get_prep_value(getattr(page, name))
        yield from block_words(field.stream_block, raw, weight, public)
    elif isinstance(field, RichTextField):
        yield from html_lines(getattr(page, name) or "", weight)
    elif _is_prose(field):
        yield from text_lines(getattr(page, name) or "", weight)


def _is_prose(field: Any) -> bool:
    if field.choices or isinstance(field, _CODES):
        return False
    return isinstance(field, models.CharField | models.TextField)


@register_page_words(DeliveredPage)
def _delivered(page: Any, public: Container[Key]) -> Iterator[Passage]:
    yield from text_lines(page.title, "A")
    for name in page.wire_fields:
        yield from field_words(page, name, "C", public)


@register_page_words(IllustratedMixin)
def _illustrated(page: Any, public: Container[Key]) -> Iterator[Passage]:
    if ("image", page.image_id) in public:
        yield from field_words(page, "image_alt", "C", public)


@register_page_words(IntroducedMixin)
def _introduced(page: Any, public: Container[Key]) -> Iterator[Passage]:
    yield from field_words(page, "standfirst", "B", public)
    yield from field_words(page, "body", "C", public)


@register_page_words(ResearchSummaryMixin)
def _summary(page: Any, public: Container[Key]) -> Iterator[Passage]:
    yield from field_words(page, "standfirst", "B", public)
    yield from field_words(page, "key_points", "B", public)
    yield from field_words(page, "body", "C", public)
    for name in ("funding", "conflicts", "disclaimer"):
        yield from field_words(page, name, "D", public)

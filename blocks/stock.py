"""Adapters for Wagtail's own blocks: single values, rich text and choosers."""

from collections.abc import Iterator
from typing import Any, Literal

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.embeds.blocks import EmbedBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from blocks.base import Adapter, Cluster, Key, Resolver, register_adapter
from blocks.clean import Profile
from blocks.rich_text import keys_in, to_rich_text
from blocks.schemas import DocumentLink, EmbedData, Image, PageLink, RichText, SnippetLink
from blocks.stored_citations import citations_in

__all__ = ["ChooserAdapter", "RichTextAdapter", "TextAdapter", "snippet_link"]


@register_adapter(
    blocks.CharBlock,
    blocks.TextBlock,
    blocks.RegexBlock,
    blocks.EmailBlock,
    blocks.URLBlock,
    blocks.BlockQuoteBlock,
)
class TextAdapter(Adapter):
    """Plain text. An empty optional text is null."""

    def __init__(self, block: Any, name: str = "") -> None:
        super().__init__(block, name)
        self.required = bool(block.required)

    @property
    def annotation(self) -> Any:
        return str if self.required else str | None

    def wire(self, raw: Any, resolver: Resolver) -> Any:
        text = "" if raw is None else str(raw)
        return text if text or self.required else None


@register_adapter(blocks.IntegerBlock)
class IntegerAdapter(Adapter):
    """A whole number or null."""

    annotation = int | None

    def wire(self, raw: Any, resolver: Resolver) -> Any:
        return raw


@register_adapter(blocks.FloatBlock)
class FloatAdapter(Adapter):
    """A floating point number or null."""

    annotation = float | None

    def wire(self, raw: Any, resolver: Resolver) -> Any:
        return raw


@register_adapter(blocks.DecimalBlock, blocks.DateBlock, blocks.TimeBlock, blocks.DateTimeBlock)
class StringifiedAdapter(Adapter):
    """Decimals (so that their precision survives), dates and times: as text, or null."""

    annotation = str | None

    def wire(self, raw: Any, resolver: Resolver) -> Any:
        return None if raw in (None, "") else getattr(raw, "isoformat", raw.__str__)()


@register_adapter(blocks.BooleanBlock)
class BooleanAdapter(Adapter):
    """True or false; nothing counts as false."""

    annotation = bool

    def wire(self, raw: Any, resolver: Resolver) -> Any:
        return bool(raw)


@register_adapter(blocks.StaticBlock)
class StaticAdapter(Adapter):
    """A block without a value."""

    annotation = Literal[True]

    def wire(self, raw: Any, resolver: Resolver) -> Any:
        return True


def _flat_choices(choices: Any) -> list[Any]:
    """The values of a choice list, those of groups included, without the blank choice."""
    values: list[Any] = []
    for value, label in choices:
        values += _flat_choices(label) if isinstance(label, list | tuple) else [value]
    return [value for value in values if value not in (None, "")]


@register_adapter(blocks.ChoiceBlock)
class ChoiceAdapter(Adapter):
    """One of a closed list, or null; a stored value that has left the list is null too."""

    def __init__(self, block: Any, name: str = "") -> None:
        super().__init__(block, name)
        self.choices = tuple(_flat_choices(block.field.choices))

    @property
    def annotation(self) -> Any:
        return Literal[self.choices] | None if self.choices else None

    def wire(self, raw: Any, resolver: Resolver) -> Any:
        return raw if raw in self.choices else None


@register_adapter(blocks.MultipleChoiceBlock)
class MultipleChoiceAdapter(ChoiceAdapter):
    """Some of a closed list."""

    @property
    def annotation(self) -> Any:
        choice: Any = Literal[self.choices] if self.choices else str
        return list[choice]

    def wire(self, raw: Any, resolver: Resolver) -> Any:
        return [value for value in raw or () if value in self.choices]


@register_adapter(blocks.RichTextBlock)
class RichTextAdapter(Adapter):
    """Formatted text; `Meta.profile` of the block narrows what may be in it (`Profile.PROSE` unless it says so)."""

    annotation = RichText

    def keys(self, raw: Any) -> Iterator[Key]:
        return keys_in(raw or "")

    def clusters(self, raw: Any, resolver: Resolver, block: str) -> Iterator[Cluster]:
        for cited in citations_in(raw or ""):
            yield Cluster(cited.items, block, source=raw, mode=cited.mode)

    def wire(self, raw: Any, resolver: Resolver) -> Any:
        profile = getattr(self.block.meta, "profile", Profile.PROSE)
        return to_rich_text(raw or "", profile=profile, resolver=resolver)


@register_adapter(blocks.RawHTMLBlock)
class RawHTMLAdapter(RichTextAdapter):
    """HTML that an editor typed: cleaned like any other, so scripts and styles in it do not arrive."""


class ChooserAdapter(Adapter):
    """A chosen object in its wire form, or null when there is none that the public may see."""

    schema: Any
    kind: str

    @property
    def annotation(self) -> Any:
        return self.schema | None

    def keys(self, raw: Any) -> Iterator[Key]:
        if _is_key(raw):
            yield self.kind, raw

    def wire(self, raw: Any, resolver: Resolver) -> Any:
        found = resolver.get(self.kind, raw) if _is_key(raw) else None
        return found if isinstance(found, self.schema) else None


def _is_key(raw: Any) -> bool:
    """Whether something is chosen; what a program stored may be anything."""
    return isinstance(raw, int | str) and raw != ""


@register_adapter(blocks.PageChooserBlock)
class PageChooserAdapter(ChooserAdapter):
    """A link to a page."""

    kind, schema = "page", PageLink


@register_adapter(DocumentChooserBlock)
class DocumentChooserAdapter(ChooserAdapter):
    """A link to a file."""

    kind, schema = "document", DocumentLink


@register_adapter(ImageChooserBlock)
class ImageChooserAdapter(ChooserAdapter):
    """An image with the alt text that the library has for it."""

    kind, schema = "image", Image


@register_adapter(ImageBlock)
class ImageBlockAdapter(ImageChooserAdapter):
    """An image with the alt text of this place, or marked as decorative."""

    def keys(self, raw: Any) -> Iterator[Key]:
        return super().keys(raw.get("image") if isinstance(raw, dict) else raw)

    def wire(self, raw: Any, resolver: Resolver) -> Any:
        if not isinstance(raw, dict):  # stored before an ImageChooserBlock became an ImageBlock
            return super().wire(raw, resolver)
        image = super().wire(raw.get("image"), resolver)
        alt = "" if raw.get("decorative") else str(raw.get("alt_text") or "")
        return image and image.model_copy(update={"alt": alt})


@register_adapter(EmbedBlock)
class EmbedAdapter(ChooserAdapter):
    """What Wagtail knows about an embedded resource; only its address while it knows nothing yet."""

    kind, schema = "embed", EmbedData


@register_adapter(SnippetChooserBlock)
class SnippetChooserAdapter(ChooserAdapter):
    """A snippet: its id and title, unless the host registers an adapter for a subclass that says more."""

    schema = SnippetLink

    @property
    def kind(self) -> str:  # type: ignore[override]
        label: str = self.block.target_model._meta.label_lower
        return label

    def wire(self, raw: Any, resolver: Resolver) -> Any:
        found = None if raw in (None, "") else resolver.get(self.kind, raw)
        return snippet_link(self.kind, raw, found)


def snippet_link(kind: str, pk: Any, found: Any) -> SnippetLink | None:
    """The link to whatever the resolver found: a link already, a model's instance, or a Schema of its own."""
    if found is None or isinstance(found, SnippetLink):
        return found
    title = getattr(found, "heading", None) or getattr(found, "title", None) or str(found)
    return SnippetLink(model=kind, id=pk if isinstance(pk, int) else str(pk), title=title)

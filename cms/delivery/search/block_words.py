"""The words of a block: what an editor wrote in it, read from its raw (JSON) value without a query.

What was chosen (pages, files, images, panels, references) has words of its own, which are not the page's. Some blocks
are delivered only together with what was chosen in them: a figure with its image, a link with its page. Their words
count only while that is public, which the caller knows: `public` holds the keys of what the public may see.

A block class that is not here has no words, unless a class that it derives from is; `register_words` adds one. As in
Wagtail, `search_index=False` on a block leaves its words out.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from typing import Any, TypeVar
from urllib.parse import urlsplit

from wagtail import blocks
from wagtail.blocks.list_block import ListBlock
from wagtail.blocks.stream_block import BaseStreamBlock
from wagtail.blocks.struct_block import BaseStructBlock
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.images.blocks import ImageBlock

from blocks.base import Key, adapter_for
from blocks.call_to_action import CallToActionBlock
from blocks.citation import CitationsBlock
from blocks.links import LinkBlock
from blocks.media import EmbedBlock
from blocks.numbers import NumberBlock
from blocks.stock import ChooserAdapter
from blocks.text import CalloutBlock, HeadingBlock, KeyPointsBlock
from cms.delivery.search.passages import Passage, Weight, html_lines, text_lines

__all__ = ["Words", "block_words", "register_words"]

Words = Callable[[Any, Any, Weight, Container[Key]], Iterable[Passage]]
"""(block, raw value, weight of its text, keys of what is public) → passages."""

WordsFunction = TypeVar("WordsFunction", bound=Words)
_registry: dict[type, Words] = {}


def register_words(*block_classes: type) -> Callable[[WordsFunction], WordsFunction]:
    """Decorator: the words of these block classes and their subclasses."""

    def register(words: WordsFunction) -> WordsFunction:
        _registry.update(dict.fromkeys(block_classes, words))
        return words

    return register


def block_words(block: Any, raw: Any, weight: Weight, public: Container[Key]) -> Iterator[Passage]:
    """The passages of a raw value, in order."""
    if raw in (None, "") or not getattr(block, "search_index", True):
        return
    for block_class in type(block).__mro__:
        if (words := _registry.get(block_class)) is not None:
            yield from words(block, raw, weight, public)
            return


@register_words(blocks.CharBlock, blocks.TextBlock, blocks.RegexBlock, blocks.BlockQuoteBlock)
def _text(block: Any, raw: Any, weight: Weight, public: Container[Key]) -> Iterator[Passage]:
    return text_lines(str(raw), weight)


@register_words(blocks.RichTextBlock, blocks.RawHTMLBlock)
def _html(block: Any, raw: Any, weight: Weight, public: Container[Key]) -> Iterator[Passage]:
    return html_lines(str(raw), weight)


@register_words(NumberBlock, CitationsBlock, CallToActionBlock)
def _no_words(block: Any, raw: Any, weight: Weight, public: Container[Key]) -> Iterator[Passage]:
    """Digits, what points at sources, and what a panel asks of readers: a page is not about its panels, and which it
    carries depends on more than the block."""
    return iter(())


@register_words(BaseStreamBlock)
def _stream(block: Any, raw: Any, weight: Weight, public: Container[Key]) -> Iterator[Passage]:
    for item in raw:
        child = block.child_blocks.get(item["type"])
        if child is None:  # no longer defined, and not delivered
            continue
        try:
            yield from list(block_words(child, item["value"], weight, public))
        except Exception:  # noqa: BLE001, S112 - a stored value may be anything; the build leaves it out and says so
            continue


@register_words(ListBlock)
def _list(block: Any, raw: Any, weight: Weight, public: Container[Key]) -> Iterator[Passage]:
    for item in raw:
        wrapped = isinstance(item, dict) and item.get("type") == "item" and "value" in item
        yield from block_words(block.child_block, item["value"] if wrapped else item, weight, public)


@register_words(BaseStructBlock)
def _struct(block: Any, raw: Any, weight: Weight, public: Container[Key]) -> Iterator[Passage]:
    return _fields(block, raw, weight, public, {})


@register_words(HeadingBlock)
def _heading(block: Any, raw: Any, weight: Weight, public: Container[Key]) -> Iterator[Passage]:
    return block_words(block.child_blocks["text"], raw.get("text"), "B", public)


@register_words(CalloutBlock, KeyPointsBlock)
def _headed(block: Any, raw: Any, weight: Weight, public: Container[Key]) -> Iterator[Passage]:
    return _fields(block, raw, weight, public, {"heading": "B", "points": "B"})


@register_words(EmbedBlock)
def _embed(block: Any, raw: Any, weight: Weight, public: Container[Key]) -> Iterator[Passage]:
    if urlsplit(str(raw.get("url"))).scheme in ("http", "https"):
        yield from _fields(block, raw, weight, public, {})


@register_words(LinkBlock)
def _link(block: Any, raw: Any, weight: Weight, public: Container[Key]) -> Iterator[Passage]:
    if any(raw.get(name) for name in ("page", "document", "url", "email")):
        yield from _fields(block, raw, weight, public, {})


@register_words(ImageBlock)
def _image(block: Any, raw: Any, weight: Weight, public: Container[Key]) -> Iterator[Passage]:
    if isinstance(raw, dict) and not raw.get("decorative") and ("image", raw.get("image")) in public:
        yield from text_lines(str(raw.get("alt_text") or ""), weight)


@register_words(BaseTypedTableBlock)
def _table(block: Any, raw: Any, weight: Weight, public: Container[Key]) -> Iterator[Passage]:
    yield from text_lines(str(raw.get("caption") or ""), weight)
    columns = [(block.child_blocks.get(column["type"]), column["heading"]) for column in raw["columns"]]
    for known, heading in columns:
        if known is not None:
            yield from text_lines(str(heading or ""), weight)
    for row in raw["rows"]:
        for (known, _), value in zip(columns, row["values"], strict=False):
            if known is not None:
                yield from block_words(known, value, weight, public)


def _fields(
    block: Any, raw: Any, weight: Weight, public: Container[Key], weights: Mapping[str, Weight]
) -> Iterator[Passage]:
    """The words of a struct block's fields, unless the block is not delivered."""
    if _is_hidden(block, raw, public):
        return
    for name, child in block.child_blocks.items():
        yield from block_words(child, raw.get(name), weights.get(name, weight), public)


class _Public:
    """As much of a resolver as `is_shown` needs: whether there is something public behind a key."""

    def __init__(self, public: Container[Key]) -> None:
        self._public = public

    def get(self, kind: str, pk: Any) -> Any:
        return True if (kind, pk) in self._public else None


def _is_hidden(block: Any, raw: Any, public: Container[Key]) -> bool:
    """Whether a struct block may be left out of documents: by its own word, or because what was chosen in it is not
    public and the block decides by itself (`to_schema`) what that means."""
    is_shown = getattr(block, "is_shown", None)
    if is_shown is not None and not is_shown(raw, _Public(public)):
        return True
    if not hasattr(block, "to_schema"):
        return False
    for name, child in block.child_blocks.items():
        adapter = adapter_for(child)
        if isinstance(adapter, ChooserAdapter):
            keys = list(adapter.keys(raw.get(name)))
            if (child.required and not keys) or any(key not in public for key in keys):
                return True
    return False

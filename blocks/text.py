"""Blocks of running text: heading, paragraph, quote, callout and key points."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from pydantic import Field
from wagtail.blocks import CharBlock, ChoiceBlock, ListBlock, RichTextBlock, StructBlock
from wagtail.blocks.struct_block import BlockGroup, StructBlockValidationError
from wagtail.rich_text import get_text_for_indexing

from blocks.base import Resolver
from blocks.citation import CITATION_IDS, CitationsBlock
from blocks.clean import Profile
from blocks.containers import struct_values
from blocks.schemas import RichText, Schema
from blocks.vocabulary import BlockMenu, CalloutTone, HeadingLevel

__all__ = [
    "INLINE_FEATURES",
    "PLAIN_FEATURES",
    "PLAIN_INLINE_FEATURES",
    "PROSE_FEATURES",
    "CalloutBlock",
    "HeadingBlock",
    "InlineRichTextBlock",
    "KeyPointsBlock",
    "ParagraphBlock",
    "QuoteBlock",
    "WrittenTextBlock",
]

PLAIN_INLINE_FEATURES = ["bold", "italic", "superscript", "subscript", "link", "document-link"]
PLAIN_FEATURES = [*PLAIN_INLINE_FEATURES, "code", "ol", "ul"]
"""For text that stands outside a document's body, where nothing is numbered."""

INLINE_FEATURES = [*PLAIN_INLINE_FEATURES, "cite"]
PROSE_FEATURES = [*PLAIN_FEATURES, "cite"]


class WrittenTextBlock(RichTextBlock):
    """Formatted text that has words in it where it is required: `<p></p>` is as good as nothing."""

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if self.required and not get_text_for_indexing(cleaned.source or "").strip():
            raise ValidationError(self.field.error_messages["required"], code="required")
        return cleaned


class InlineRichTextBlock(WrittenTextBlock):
    """Formatted text of a line or two: no lists, no paragraphs of its own."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", INLINE_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        profile = Profile.INLINE


class ParagraphBlock(WrittenTextBlock):
    """Running text with links and lists."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", PROSE_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Paragraph")
        group = BlockMenu.TEXT
        description = _("Running text: one or more paragraphs, with links and lists.")
        profile = Profile.PROSE
        preview_template = "blocks/preview/paragraph.html"
        preview_value = _(
            "<p>A <b>paragraph</b> explains one thought. It may hold links and lists; for headings and quotes "
            "there are blocks of their own.</p>"
        )


class Heading(Schema):
    """A heading with the anchor under which it can be linked to."""

    text: str
    level: int = Field(ge=2, le=4)
    anchor: str = Field(description="Unique in the document; the outline names the same.")


class HeadingBlock(StructBlock):
    """A heading that structures the page."""

    text = CharBlock(label=_("Heading"), max_length=255)
    level = ChoiceBlock(
        label=_("Level"),
        choices=HeadingLevel.choices,
        default=HeadingLevel.H2,
        help_text=_("Sections first; a subsection only within a section."),
    )
    anchor = CharBlock(
        label=_("Anchor"),
        required=False,
        max_length=100,
        help_text=_(
            "Only to keep an old link alive; otherwise it is made from the heading. Letters, digits, hyphens."
        ),
    )

    Schema = Heading

    class Meta:
        icon = "title"
        label = _("Heading")
        group = BlockMenu.TEXT
        description = _("A heading. Headings make the outline that readers navigate by.")
        label_format = "{text}"
        preview_template = "blocks/preview/heading.html"
        preview_value = {"text": _("What the study found"), "level": "2", "anchor": ""}
        form_layout = BlockGroup(children=["text", "level"], settings=["anchor"])

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        anchor = cleaned.get("anchor") or ""
        if anchor and not (anchor.isascii() and anchor.replace("-", "").isalnum() and anchor[0].isalpha()):
            message = _("Use letters, digits and hyphens only, beginning with a letter.")
            raise StructBlockValidationError(
                block_errors={"anchor": ValidationError(message, code="invalid_anchor")}
            )
        return cleaned

    def to_schema(self, raw: Any, resolver: Resolver) -> Heading:
        text, level = str(raw.get("text") or ""), int(raw.get("level") or 2)
        return Heading(
            text=text, level=level, anchor=resolver.heading(text, level=level, anchor=raw.get("anchor") or "")
        )


class Quote(Schema):
    """Somebody's words."""

    text: RichText
    attribution: str | None
    citations: list[str] = Field(description=CITATION_IDS)


class QuoteBlock(StructBlock):
    """A quotation with its source."""

    text = InlineRichTextBlock(label=_("Quotation"), help_text=_("Word for word, without quotation marks."))
    attribution = CharBlock(
        label=_("Who said it"), required=False, max_length=255, help_text=_("Name and, if it matters, role.")
    )
    citations = CitationsBlock(required=False)

    Schema = Quote

    class Meta:
        icon = "openquote"
        label = _("Quote")
        group = BlockMenu.TEXT
        description = _("Somebody's own words, with the source.")
        label_format = "{attribution}"
        preview_template = "blocks/preview/quote.html"
        preview_value = {
            "text": "Absence of evidence is not evidence of absence.",
            "attribution": "Title of an article by Altman and Bland, BMJ 1995",
            "citations": [],
        }


class Callout(Schema):
    """A passage that is set apart."""

    tone: CalloutTone
    heading: str | None
    text: RichText


class CalloutBlock(StructBlock):
    """Something a reader must not overlook."""

    tone = ChoiceBlock(label=_("Kind"), choices=CalloutTone.choices, default=CalloutTone.NOTE)
    heading = CharBlock(label=_("Heading"), required=False, max_length=255)
    text = WrittenTextBlock(label=_("Text"), features=PROSE_FEATURES)

    Schema = Callout

    class Meta:
        icon = "info-circle"
        label = _("Callout")
        group = BlockMenu.TEXT
        description = _("A box for what a reader must not overlook: a note, a warning, an example.")
        label_format = "{heading}"
        preview_template = "blocks/preview/callout.html"
        preview_value = {
            "tone": "caution",
            "heading": _("An observational study"),
            "text": _("<p>It can show that two things go together, not that one causes the other.</p>"),
        }

    def to_schema(self, raw: Any, resolver: Resolver) -> Callout:
        values = struct_values(self, raw, resolver)
        return Callout(**{**values, "tone": values["tone"] or CalloutTone.NOTE})


class KeyPoints(Schema):
    """The message in a few short points."""

    heading: str | None
    points: list[RichText]


class KeyPointsBlock(StructBlock):
    """A few points to take away."""

    heading = CharBlock(label=_("Heading"), required=False, max_length=255)
    points = ListBlock(InlineRichTextBlock(label=_("Point")), label=_("Points"), min_num=1)

    Schema = KeyPoints

    class Meta:
        icon = "list-ul"
        label = _("Key points")
        group = BlockMenu.TEXT
        description = _("A few short points to take away. The page's own key points stand on its first tab.")
        label_format = "{heading}"
        preview_template = "blocks/preview/key_points.html"
        preview_value = {
            "heading": _("In short"),
            "points": [
                _("One message a point."),
                _("Say what is uncertain."),
                _("Numbers with their context."),
            ],
        }

"""What to make of the evidence: its limitations, and what is concluded from it."""

from django.utils.translation import gettext_lazy as _
from pydantic import Field
from wagtail.blocks import ListBlock, StructBlock

from blocks.citation import CITATION_IDS, CitationsBlock
from blocks.schemas import RichText, Schema
from blocks.text import InlineRichTextBlock, ParagraphBlock
from blocks.vocabulary import BlockMenu

__all__ = ["ConclusionBlock", "LimitationsBlock"]


class Limitations(Schema):
    """What weakens the evidence."""

    items: list[RichText]
    citations: list[str] = Field(description=CITATION_IDS)


class LimitationsBlock(StructBlock):
    """What weakens the evidence, point by point."""

    items = ListBlock(
        InlineRichTextBlock(label=_("Limitation")), label=_("What weakens the evidence"), min_num=1
    )
    citations = CitationsBlock(required=False)

    Schema = Limitations

    class Meta:
        icon = "warning"
        label = _("Limitations")
        group = BlockMenu.EVIDENCE
        description = _("What weakens the evidence, point by point, in your own words.")
        label_format = ""
        preview_template = "blocks/preview/limitations.html"
        preview_value = {"items": [_("Few participants."), _("Short follow-up.")], "citations": []}


class Conclusion(Schema):
    """What the authors or the editors conclude."""

    text: RichText
    citations: list[str] = Field(description=CITATION_IDS)


class ConclusionBlock(StructBlock):
    """What follows from the evidence."""

    text = ParagraphBlock(label=_("Text"), help_text=_("Say who concludes it: the authors, or this page."))
    citations = CitationsBlock(required=False)

    Schema = Conclusion

    class Meta:
        icon = "success"
        label = _("Conclusion")
        group = BlockMenu.EVIDENCE
        description = _("What follows from the evidence, and who says so.")
        label_format = "{text}"
        preview_template = "blocks/preview/conclusion.html"
        preview_value = {
            "text": _("<p>The authors conclude that more studies are needed.</p>"),
            "citations": [],
        }

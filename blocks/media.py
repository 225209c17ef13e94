"""Blocks that show or hand out something: figure, table, embed and document download."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.utils.translation import gettext_lazy as _
from pydantic import Field
from wagtail.blocks import BooleanBlock, CharBlock, StructBlock, URLBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from blocks import typed_tables  # noqa: F401 - its adapter has to be known before any app is ready
from blocks.base import Resolver, adapter_for
from blocks.citation import CITATION_IDS, CitationsBlock
from blocks.containers import struct_values
from blocks.numbers import NumberBlock
from blocks.schemas import DocumentLink, Image, RichText, Schema
from blocks.text import InlineRichTextBlock
from blocks.vocabulary import BlockMenu

__all__ = ["DocumentDownloadBlock", "EmbedBlock", "FigureBlock", "TableBlock"]


class Figure(Schema):
    """A picture with its caption."""

    image: Image
    caption: RichText
    credit: str | None
    citations: list[str] = Field(description=CITATION_IDS)


class FigureBlock(StructBlock):
    """A picture. It needs words for those who cannot see it, or an explicit "decorative"."""

    image = ImageBlock(
        label=_("Image and alt text"),
        help_text=_(
            "Describe in the alt text what the picture tells; mark it as decorative only if it tells nothing."
        ),
    )
    caption = InlineRichTextBlock(label=_("Caption"), required=False)
    credit = CharBlock(
        label=_("Credit"), required=False, max_length=255, help_text=_("Who made it, and the licence.")
    )
    citations = CitationsBlock(required=False)

    Schema = Figure

    class Meta:
        icon = "image"
        label = _("Figure")
        group = BlockMenu.MEDIA
        description = _("A picture with caption and credit. Alt text is required unless it is decorative.")
        label_format = "{caption}"
        preview_template = "blocks/preview/figure.html"
        preview_value: dict[str, Any] = {
            "caption": _("A caption says what to see in the picture."),
            "credit": _("Own drawing"),
        }

    def is_shown(self, raw: Any, resolver: Resolver) -> bool:
        """A figure without a public image says nothing."""
        return any(
            resolver.get(*key) for key in adapter_for(self.child_blocks["image"]).keys(raw.get("image"))
        )


class DataTableBlock(TypedTableBlock):
    """The grid of a table: text, formatted text and numbers."""

    text = CharBlock(label=_("Text"), required=False)
    rich_text = InlineRichTextBlock(label=_("Formatted text"), required=False)
    number = NumberBlock(label=_("Number"), required=False)

    class Meta:
        icon = "table"


class TableBlock(StructBlock):
    """A table of data; on the wire `table` holds columns and cells with their types."""

    table = DataTableBlock(
        label=_("Columns and rows"),
        help_text=_(
            "Add columns and rows with the plus signs. Each column holds text, formatted text or numbers."
        ),
    )
    row_headers = BooleanBlock(
        label=_("First column holds headings"),
        required=False,
        default=True,
        help_text=_("Read aloud with each cell."),
    )
    note = InlineRichTextBlock(label=_("Note below the table"), required=False)
    citations = CitationsBlock(required=False)

    class Meta:
        icon = "table"
        label = _("Table")
        group = BlockMenu.MEDIA
        description = _("A table whose columns hold text, formatted text or numbers.")
        label_format = ""
        preview_template = "blocks/preview/table.html"
        preview_value: dict[str, Any] = {
            "table": {
                "caption": _("What the table shows"),
                "columns": [
                    {"type": "text", "heading": _("Group")},
                    {"type": "number", "heading": _("Participants")},
                    {"type": "text", "heading": _("Remark")},
                ],
                "rows": [
                    {"values": [_("Group A"), "40", _("Text in a cell")]},
                    {"values": [_("Group B"), "42", _("Text in a cell")]},
                ],
            },
            "row_headers": True,
            "note": _("Invented numbers, to show the layout."),
            "citations": [],
        }


class Embed(Schema):
    """A resource elsewhere. No HTML of the provider: `player_url` is safe to put into an iframe, or null."""

    url: str
    title: str
    caption: RichText
    provider: str | None
    player_url: str | None


class EmbedBlock(StructBlock):
    """A video or another resource of another site."""

    url = URLBlock(label=_("Web address"), help_text=_("The address of the page with the video or resource."))
    title = CharBlock(
        label=_("Title"), max_length=255, help_text=_("Read aloud, and shown where the player is not loaded.")
    )
    caption = InlineRichTextBlock(label=_("Caption"), required=False)

    Schema = Embed

    class Meta:
        icon = "media"
        label = _("Embed")
        group = BlockMenu.MEDIA
        description = _(
            "A video or other resource of another site. YouTube and Vimeo play in place, others are linked."
        )
        label_format = "{title}"
        preview_template = "blocks/preview/embed.html"
        preview_value = {"url": "https://vimeo.com/76979871", "title": _("A video on Vimeo"), "caption": ""}

    def to_schema(self, raw: Any, resolver: Resolver) -> Embed | None:
        values = struct_values(self, raw, resolver)
        if urlsplit(values["url"]).scheme not in ("http", "https"):
            return None
        provider, player = player_of(values["url"])
        return Embed(**values, provider=provider, player_url=player)


def player_of(url: str) -> tuple[str | None, str | None]:
    """(provider, address of its player) of a video's address; (None, None) for any other address.

    The players are those that the providers document for embedding without cookies before playback.
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    segments = [segment for segment in parts.path.split("/") if segment]
    video = ""
    if host == "youtu.be" and segments:
        video = segments[0]
    elif host in ("youtube.com", "youtube-nocookie.com"):
        if segments[:1] == ["watch"]:
            video = parse_qs(parts.query).get("v", [""])[0]
        elif len(segments) == 2 and segments[0] in ("embed", "shorts", "live"):
            video = segments[1]
    elif host in ("vimeo.com", "player.vimeo.com") and segments and segments[-1].isdecimal():
        return "Vimeo", f"https://player.vimeo.com/video/{segments[-1]}?dnt=1"
    if video and video.replace("-", "").replace("_", "").isalnum() and video.isascii():
        return "YouTube", f"https://www.youtube-nocookie.com/embed/{video}"
    return None, None


class DocumentDownload(Schema):
    """A file to download."""

    title: str
    description: str | None
    document: DocumentLink


class DocumentDownloadBlock(StructBlock):
    """A file offered for download."""

    document = DocumentChooserBlock(label=_("Document"))
    title = CharBlock(
        label=_("Title"),
        required=False,
        max_length=255,
        help_text=_("Leave empty to use the document's own title."),
    )
    description = CharBlock(label=_("Description"), required=False, max_length=500)

    Schema = DocumentDownload

    class Meta:
        icon = "download"
        label = _("Document download")
        group = BlockMenu.MEDIA
        description = _("A file to download, with its size and type.")
        label_format = "{title}"
        preview_template = "blocks/preview/document_download.html"
        preview_value: dict[str, Any] = {
            "title": _("Questions to ask your doctor (PDF)"),
            "description": _("Two pages to print"),
        }

    def to_schema(self, raw: Any, resolver: Resolver) -> DocumentDownload | None:
        values = struct_values(self, raw, resolver)
        if values["document"] is None:
            return None
        return DocumentDownload(**{**values, "title": values["title"] or values["document"].title})

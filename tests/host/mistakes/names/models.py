"""A page type whose documents would clash with others in the OpenAPI document."""

from wagtail.blocks import CharBlock, StructBlock
from wagtail.models import Page

from blocks.schemas import Schema
from blocks.streams import StandardBody
from cms.fields import StreamField
from cms.models import DeliveredPage


class Callout(Schema):
    """A Schema with the name of a block's Schema."""

    text: str


class NoteBlock(StructBlock):
    """A block of the site's own."""

    text = CharBlock()

    Schema = Callout


class TopicBlock(StructBlock):
    """A block without a Schema; the one that follows from it has the name of one of the API's answers."""

    name = CharBlock()


class NoteBody(StandardBody):
    """The plugin's blocks, and those two."""

    note = NoteBlock()
    topic = TopicBlock()


class NotePage(DeliveredPage, Page):
    """A page with that body."""

    wire_type = "note"
    wire_fields = ("body",)

    body = StreamField(NoteBody)

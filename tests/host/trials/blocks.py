"""Blocks of the site's own: one of each way in which a block can get its wire form."""

from typing import Any

from django import forms
from pydantic import Field
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    DateBlock,
    DateTimeBlock,
    DecimalBlock,
    EmailBlock,
    FieldBlock,
    FloatBlock,
    IntegerBlock,
    ListBlock,
    MultipleChoiceBlock,
    PageChooserBlock,
    RawHTMLBlock,
    RichTextBlock,
    StaticBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
    TimeBlock,
    URLBlock,
)
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.embeds.blocks import EmbedBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from blocks.base import Adapter, Resolver, register_adapter
from blocks.call_to_action import CallToActionBlock
from blocks.citation import CitationsBlock
from blocks.containers import struct_values
from blocks.schemas import Schema
from blocks.stock import ChooserAdapter
from blocks.streams import SummaryBody

__all__ = ["ColorBlock", "DoseBlock", "Registration", "RegistrationBlock", "TrialBody", "VisitBlock"]


class Dose(Schema):
    """An amount of a drug."""

    drug: str
    amount: str = Field(description="As printed, with its unit.")
    times_a_day: int | None
    citations: list[str]


class DoseBlock(StructBlock):
    """A struct block with a Schema: its fields do not map one to one, so it says how they do."""

    drug = CharBlock()
    amount = DecimalBlock()
    unit = ChoiceBlock(choices=[("mg", "mg"), ("ug", "µg")])
    times_a_day = IntegerBlock(required=False)
    citations = CitationsBlock(required=False)

    Schema = Dose

    class Meta:
        icon = "pick"

    def to_schema(self, raw: Any, resolver: Resolver) -> Dose | None:
        values = struct_values(self, raw, resolver)
        if values["amount"] is None:
            return None
        return Dose(
            drug=values["drug"],
            amount=f"{values['amount']} {values['unit'] or ''}".strip(),
            times_a_day=values["times_a_day"],
            citations=values["citations"],
        )


class VisitBlock(StructBlock):
    """A struct block that says nothing about its wire form: it is derived from the fields."""

    day = IntegerBlock(required=False)
    place = CharBlock(required=False)
    procedures = ListBlock(CharBlock())

    class Meta:
        icon = "calendar"


class ColorBlock(FieldBlock):
    """A colour: a field block of the site's own, with an adapter of the site's own."""

    def __init__(self, *, required: bool = True, help_text: str = "", **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"type": "color"})
        self.field = forms.RegexField(
            r"^#[0-9a-f]{6}$", required=required, help_text=help_text, widget=widget
        )
        super().__init__(**kwargs)

    class Meta:
        icon = "view"


class Color(Schema):
    """A colour by its parts, each 0–255."""

    red: int
    green: int
    blue: int


@register_adapter(ColorBlock)
class ColorAdapter(Adapter):
    """`#ff8000` as its parts, or null."""

    annotation = Color | None

    def wire(self, raw: Any, resolver: Resolver) -> Color | None:
        if not raw:
            return None
        red, green, blue = bytes.fromhex(raw.removeprefix("#"))
        return Color(red=red, green=green, blue=blue)


class Registration(Schema):
    """A trial as the public register shows it."""

    number: str
    title: str


class RegistrationBlock(SnippetChooserBlock):
    """A trial of the register: more of it is delivered than an id and a title."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("trials.Trial", **kwargs)


@register_adapter(RegistrationBlock)
class RegistrationAdapter(ChooserAdapter):
    """The registration, or null when it is withheld."""

    kind, schema = "trials.trial", Registration


class OfferBlock(StructBlock):
    """A panel of the plugin inside a block of the site's own."""

    words = CharBlock(required=False)
    panel = CallToActionBlock()


class Results(TypedTableBlock):
    """A table of the site's own; some of its columns are named as those of the plugin's table, and differ."""

    text = CharBlock()
    number = DecimalBlock(required=False)
    flag = BooleanBlock(required=False)


class AppendixBlock(StreamBlock):
    """A stream within the stream."""

    note = TextBlock()
    visit = VisitBlock()


class TrialBody(SummaryBody):
    """The body of a trial report: all that a summary may hold, the site's own blocks, and one of each stock block."""

    dose = DoseBlock()
    visit = VisitBlock()
    color = ColorBlock()
    registration = RegistrationBlock()
    centre = SnippetChooserBlock("trials.Centre")
    investigator = SnippetChooserBlock("cms.Person")

    text = TextBlock()
    email = EmailBlock()
    url = URLBlock()
    blinded = BooleanBlock(required=False)
    enrolled = IntegerBlock()
    ratio = FloatBlock()
    dropout = DecimalBlock()
    day = DateBlock()
    hour = TimeBlock()
    moment = DateTimeBlock()
    arm = ChoiceBlock(
        choices=[("active", "Active"), ("Control", [("placebo", "Placebo"), ("care", "Usual care")])]
    )
    outcomes = MultipleChoiceBlock(choices=[("pain", "Pain"), ("death", "Death")])
    divider = StaticBlock()
    notes = RichTextBlock()
    markup = RawHTMLBlock()
    report = PageChooserBlock()
    picture = ImageChooserBlock()
    diagram = ImageBlock()
    protocol = DocumentChooserBlock()
    film = EmbedBlock()
    centres = ListBlock(CharBlock())
    visits = ListBlock(VisitBlock())
    contact = StructBlock([("name", CharBlock()), ("phone", CharBlock(required=False))])
    appendix = AppendixBlock()
    results = Results()
    offer = OfferBlock()
    offers = ListBlock(OfferBlock())

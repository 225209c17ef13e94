"""Page types with one mistake each."""

from django import forms
from django.db import models
from wagtail.blocks import CharBlock, FieldBlock, ListBlock, StructBlock
from wagtail.fields import StreamField as WagtailStreamField
from wagtail.models import Page

from cms.fields import StreamField
from cms.models import DeliveredPage


class SignatureBlock(FieldBlock):
    """A block of which nobody has said what it looks like on the wire."""

    field = forms.CharField()


class UntypedPage(DeliveredPage, Page):
    """It does not say what its type is."""


class SecondSummaryPage(DeliveredPage, Page):
    """Its type is another one's."""

    wire_type = "research_summary"


class MisspeltPage(DeliveredPage, Page):
    """It names a field that it does not have."""

    wire_type = "misspelt"
    wire_fields = ("titel",)


class OpaquePage(DeliveredPage, Page):
    """It names a field that can be anything."""

    wire_type = "opaque"
    wire_fields = ("data",)

    data = models.JSONField(default=dict)


class TwicePage(DeliveredPage, Page):
    """It names a field that every document has."""

    wire_type = "twice"
    wire_fields = ("title",)


class UnguardedPage(DeliveredPage, Page):
    """Its stream could be published incomplete."""

    wire_type = "unguarded"

    body = WagtailStreamField([("text", CharBlock())])


class SignedPage(DeliveredPage, Page):
    """Its stream holds a block without an adapter."""

    wire_type = "signed"

    letter = StreamField([("signature", SignatureBlock())])


class DeeplySignedPage(DeliveredPage, Page):
    """Its stream holds such a block inside others."""

    wire_type = "deeply_signed"

    letter = StreamField([("part", ListBlock(StructBlock([("signature", SignatureBlock())])))])

"""A call to action in the text: a panel that is edited once in the library and placed here."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from pydantic import Field
from wagtail.blocks import StructBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from blocks.base import Resolver
from blocks.schemas import Image, Link, RichText, Schema
from blocks.vocabulary import BlockMenu, CallToActionKind

__all__ = ["CallToAction", "CallToActionBlock", "CallToActionForm"]


class CallToActionForm(Schema):
    """What a frontend needs for a panel that asks the reader to fill in a form."""

    success_message: str = Field(description="Shown after the form was sent.")


class CallToAction(Schema):
    """A call-to-action panel."""

    slug: str
    kind: CallToActionKind
    heading: str
    body: RichText
    button_label: str | None
    link: Link | None
    image: Image | None
    form: CallToActionForm | None = Field(description="Only for kinds that ask for something; else null.")
    disclosure: str | None = Field(
        description="To be shown with the panel: an interest the reader should know of."
    )


class CallToActionBlock(StructBlock):
    """A placement of a call to action."""

    call_to_action = SnippetChooserBlock(
        "cms.CallToAction",
        label=_("Panel"),
        help_text=_(
            "Edited under Research › Calls to action; a change there shows on every page that has the panel."
        ),
    )

    Schema = CallToAction

    class Meta:
        icon = "mail"
        label = _("Call to action")
        group = BlockMenu.ACTIONS
        description = _(
            "A panel from the library: newsletter sign-up, information packet, contact, download, donation."
        )
        preview_template = "blocks/preview/call_to_action.html"
        preview_value: dict[str, Any] = {}

    def to_schema(self, raw: Any, resolver: Resolver) -> CallToAction | None:
        """The panel, or None while it is not published."""
        chosen = raw.get("call_to_action")
        found = resolver.get("cms.calltoaction", chosen) if chosen else None
        return found if isinstance(found, CallToAction) else None

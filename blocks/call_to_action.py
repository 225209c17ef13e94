"""A call to action in the text: a panel that is edited once in the library and placed here."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from pydantic import Field
from wagtail.blocks import CharBlock, RichTextBlock, StructBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from blocks.base import Resolver
from blocks.clean import Profile
from blocks.forms import FormField
from blocks.rich_text import to_rich_text
from blocks.schemas import Image, Link, RichText, Schema
from blocks.text import PLAIN_FEATURES
from blocks.vocabulary import BlockMenu, CallToActionKind, CallToActionTone

__all__ = ["CallToAction", "CallToActionBlock", "CallToActionForm", "FormConsent", "FrequencyCap"]


class FormConsent(Schema):
    """What the reader consents to. Show the text as it is: its wording is what is recorded."""

    text: str
    version: int = Field(
        description="To be sent back as `consent_version`; 409 if the wording has changed since."
    )
    link: Link | None = Field(description="Where the reader finds more, such as the privacy notice.")


class CallToActionForm(Schema):
    """What a frontend needs for a panel that asks the reader to fill in a form."""

    json_schema: dict[str, Any] = Field(
        alias="schema",
        description="JSON Schema (2020-12) of `fields` in the request that submits the form. What the reader leaves "
        "empty is left out there.",
    )
    fields: list[FormField] = Field(description="How to draw the fields, in order.")
    consent: FormConsent | None = Field(description="Null if none is asked for.")
    submit_url: str = Field(description="Where to POST the form.")
    token_url: str = Field(description="Where to GET the token when the reader begins to fill in the form.")
    honeypot: str = Field(
        description="Name of a text field that readers do not see and leave empty, beside `fields` in the request."
    )
    captcha: dict[str, str] | None = Field(
        description="What the captcha's script needs if the site has one; its answer is sent as `captcha`."
    )
    success_message: str = Field(description="Shown after the form was sent.")


class FrequencyCap(Schema):
    """How often a client should show the panel to the same reader; a matter of courtesy that the client sees to."""

    views: int = Field(description="At most so many times …")
    days: int = Field(description="… within so many days.")


class CallToAction(Schema):
    """A call-to-action panel."""

    slug: str
    kind: CallToActionKind
    tone: CallToActionTone
    heading: str
    body: RichText
    button_label: str | None
    link: Link | None
    image: Image | None
    form: CallToActionForm | None = Field(description="Only for kinds that ask for something; else null.")
    disclosure: str | None = Field(
        description="To be shown with the panel: an interest the reader should know of."
    )
    frequency: FrequencyCap | None = Field(description="Null: as often as it comes.")


class CallToActionBlock(StructBlock):
    """A placement of a call to action."""

    call_to_action = SnippetChooserBlock(
        "cms.CallToAction",
        label=_("Panel"),
        help_text=_(
            "Edited under Research › Calls to action; a change there shows on every page that has the panel."
        ),
    )
    heading = CharBlock(
        label=_("Other heading"),
        required=False,
        max_length=200,
        help_text=_("Only on this page, instead of the panel's own."),
    )
    text = RichTextBlock(
        label=_("Other text"),
        required=False,
        features=PLAIN_FEATURES,
        help_text=_("Only on this page, instead of the panel's own."),
    )
    button_label = CharBlock(
        label=_("Other button"),
        required=False,
        max_length=80,
        help_text=_("Only on this page, instead of the words on the panel's own button."),
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

    def panel_of(self, raw: Any) -> Any:
        """The primary key of the panel that is placed here, or None."""
        return raw.get("call_to_action") or None

    def to_schema(self, raw: Any, resolver: Resolver) -> CallToAction | None:
        """The panel with what this page has instead of its own, or None while it is not shown here."""
        chosen = self.panel_of(raw)
        found = None if chosen is None else resolver.panel(chosen)
        if not isinstance(found, CallToAction):
            return None
        instead: dict[str, Any] = {name: raw[name] for name in ("heading", "button_label") if raw.get(name)}
        if raw.get("text"):
            instead["body"] = to_rich_text(raw["text"], profile=Profile.PROSE, resolver=resolver)
        return found.model_copy(update=instead)

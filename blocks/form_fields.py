"""The fields of a panel's form: an editor puts them together from these blocks, in the order readers see them.

A draft may be incomplete. What would make a form that can not be answered is said at its field when it is published.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, IntegerBlock, StreamBlock, StructBlock
from wagtail.blocks.stream_block import StreamBlockValidationError

from blocks.form_choices import CheckboxFieldBlock, ChoiceFieldBlock, MultipleChoiceFieldBlock
from blocks.form_field_base import FieldBlock, FieldMenu, FieldNameBlock, layout
from blocks.form_judging import judge_fields
from blocks.vocabulary import Autocomplete

__all__ = ["FormFields"]

LONGEST_LINE = 500
LONGEST_TEXT = 5000
MOST_FIELDS = 40


class TextFieldBlock(FieldBlock):
    """One line of text."""

    autocomplete = ChoiceBlock(
        choices=Autocomplete.choices,
        required=False,
        label=_("Filled in by the browser"),
        help_text=_("What the browser may fill in by itself, such as the reader's name."),
    )
    max_length = IntegerBlock(
        label=_("Longest answer"),
        help_text=_("In characters."),
        min_value=1,
        max_value=LONGEST_LINE,
        default=200,
        required=False,
    )

    class Meta:
        icon = "minus"
        label = _("Text")
        group = FieldMenu.TEXT
        description = _("One line of text, such as a name.")
        preview_value = {"label": _("Your name"), "required": True}
        form_layout = layout("autocomplete", "max_length")


class LongTextFieldBlock(FieldBlock):
    """Several lines of text."""

    max_length = IntegerBlock(
        label=_("Longest answer"),
        help_text=_("In characters."),
        min_value=1,
        max_value=LONGEST_TEXT,
        default=2000,
        required=False,
    )

    class Meta:
        icon = "pilcrow"
        label = _("Long text")
        group = FieldMenu.TEXT
        description = _("Several lines of text, such as a message.")
        preview_value = {"label": _("Your message"), "required": True}
        form_layout = layout("max_length")


class EmailFieldBlock(FieldBlock):
    """An e-mail address."""

    class Meta:
        icon = "mail"
        label = _("E-mail address")
        group = FieldMenu.CONTACT
        description = _("An e-mail address. The first one in a form is the reader's own.")
        preview_value = {"label": _("Your e-mail address"), "required": True}
        form_layout = layout()


class PhoneFieldBlock(FieldBlock):
    """A telephone number."""

    class Meta:
        icon = "mobile-alt"
        label = _("Telephone number")
        group = FieldMenu.CONTACT
        description = _("A telephone number, as people write it.")
        preview_value = {"label": _("Your telephone number")}
        form_layout = layout()


class PostalAddressFieldBlock(FieldBlock):
    """Where to send something by post."""

    class Meta:
        icon = "home"
        label = _("Postal address")
        group = FieldMenu.CONTACT
        description = _(
            "Where to send something by post: street, postal code, city and country in one field."
        )
        preview_value = {"label": _("Your address")}
        form_layout = layout()


class CountryFieldBlock(FieldBlock):
    """A country."""

    class Meta:
        icon = "globe"
        label = _("Country")
        group = FieldMenu.CONTACT
        description = _("A country, chosen from the list of all countries.")
        preview_value = {"label": _("Country")}
        form_layout = layout()


class HiddenFieldBlock(StructBlock):
    """A value that the reader does not see, such as the name of a campaign."""

    name = FieldNameBlock(required=True)
    value = CharBlock(
        label=_("Value"),
        max_length=200,
        help_text=_("Sent along as it is. It is no secret: whoever looks at the page's data can read it."),
    )

    class Meta:
        icon = "no-view"
        label = _("Hidden value")
        label_format = "{name}: {value}"
        group = FieldMenu.OTHER
        description = _("A fixed value that is sent along unseen, such as the name of a campaign.")
        preview_template = "blocks/preview/form_field.html"
        preview_value = {"name": "campaign", "value": "spring"}


class FormFields(StreamBlock):
    """The fields of a form, in order."""

    text = TextFieldBlock()
    long_text = LongTextFieldBlock()
    email = EmailFieldBlock()
    phone = PhoneFieldBlock()
    postal_address = PostalAddressFieldBlock()
    country = CountryFieldBlock()
    choice = ChoiceFieldBlock()
    multiple_choice = MultipleChoiceFieldBlock()
    checkbox = CheckboxFieldBlock()
    hidden = HiddenFieldBlock()

    class Meta:
        max_num = MOST_FIELDS

    def clean(self, value: Any) -> Any:
        wrong = {} if self.is_deferred_validation else judge_fields(value)
        try:
            cleaned = super().clean(value)
        except StreamBlockValidationError as error:
            raise StreamBlockValidationError(
                block_errors={**wrong, **error.block_errors}, non_block_errors=error.non_block_errors
            ) from error
        if wrong:
            raise StreamBlockValidationError(block_errors=wrong)
        return cleaned

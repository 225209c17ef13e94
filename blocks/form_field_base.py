"""What the fields of a form have in common."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import BooleanBlock, CharBlock, RegexBlock, StructBlock
from wagtail.blocks.struct_block import BlockGroup

from blocks.form_names import NAME

__all__ = ["FieldBlock", "FieldMenu", "FieldNameBlock", "layout"]


class FieldMenu:
    """The groups of the menu from which an editor chooses a field."""

    TEXT = _("Text")
    CONTACT = _("Contact")
    CHOICE = _("Choice")
    OTHER = _("Other")


class FieldNameBlock(RegexBlock):
    """What programs call a field; made from the label if it is left empty."""

    def __init__(self, *, required: bool = False, **kwargs: Any) -> None:
        super().__init__(
            regex=NAME,
            required=required,
            label=_("Name for programs"),
            help_text=_(
                "What the field is called where submissions are sent to. Small letters, digits and underscores. "
                "Made from the label if you leave it empty; then it changes with the label, and is another one in "
                "each language."
            ),
            error_messages={
                "invalid": _("Begin with a small letter; then only small letters, digits and underscores.")
            },
            **kwargs,
        )


class FieldBlock(StructBlock):
    """What all fields have."""

    label = CharBlock(label=_("Label"), max_length=200, help_text=_("What the reader is asked for."))
    required = BooleanBlock(label=_("Has to be filled in"), required=False, default=False)
    help_text = CharBlock(
        label=_("Help"), required=False, max_length=300, help_text=_("Shown with the field.")
    )
    name = FieldNameBlock()

    class Meta:
        label_format = "{label}"
        preview_template = "blocks/preview/form_field.html"


def layout(*own: str) -> BlockGroup:
    """What readers see first, then what only programs see."""
    return BlockGroup(children=["label", "required", "help_text", *own, "name"])

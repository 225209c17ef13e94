"""Fields of a form in which the reader chooses from answers."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import BooleanBlock, CharBlock, IntegerBlock, ListBlock, RegexBlock, StructBlock

from blocks.form_field_base import FieldBlock, FieldMenu, layout
from blocks.form_judging import judge_limits, judge_options

__all__ = ["CheckboxFieldBlock", "ChoiceFieldBlock", "MultipleChoiceFieldBlock"]

MOST_OPTIONS = 60


class OptionBlock(StructBlock):
    """One of several answers."""

    label = CharBlock(label=_("Answer"), max_length=200)
    value = RegexBlock(
        regex=r"^[A-Za-z0-9_.-]{1,60}\Z",
        required=False,
        label=_("Value for programs"),
        help_text=_("What is sent for it. Leave it empty to send the answer itself."),
        error_messages={"invalid": _("Only letters, digits, underscore, dot and hyphen.")},
    )

    class Meta:
        label = _("Answer")
        label_format = "{label}"


class OptionsBlock(ListBlock):
    """The answers of a choice."""

    def __init__(self, **kwargs: Any) -> None:
        # Two empty ones. What the editor's script finds no value for, it would call “undefined”.
        default = [{"label": "", "value": ""} for _number in range(2)]
        super().__init__(OptionBlock(), label=_("Answers"), max_num=MOST_OPTIONS, default=default, **kwargs)

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not self.is_deferred_validation:
            judge_options(list(cleaned))
        return cleaned


class ChoiceFieldBlock(FieldBlock):
    """One of several answers."""

    options = OptionsBlock()

    class Meta:
        icon = "radio-full"
        label = _("Choice")
        group = FieldMenu.CHOICE
        description = _("One of several answers.")
        preview_value = {
            "label": _("How may we reach you?"),
            "options": [{"label": _("By e-mail")}, {"label": _("By post")}],
        }
        form_layout = layout("options")


class MultipleChoiceFieldBlock(FieldBlock):
    """Any of several answers."""

    options = OptionsBlock()
    min_selected = IntegerBlock(
        label=_("At least"), help_text=_("So many answers."), min_value=1, required=False
    )
    max_selected = IntegerBlock(
        label=_("At most"), help_text=_("So many answers."), min_value=1, required=False
    )

    class Meta:
        icon = "tick-inverse"
        label = _("Multiple choice")
        group = FieldMenu.CHOICE
        description = _("Any of several answers, with a limit if you want one.")
        preview_value = {
            "label": _("What do you want to read about?"),
            "options": [{"label": _("New studies")}, {"label": _("Events")}, {"label": _("Our work")}],
        }
        form_layout = layout("options", "min_selected", "max_selected")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not self.is_deferred_validation:
            judge_limits(cleaned)
        return cleaned


class CheckboxFieldBlock(FieldBlock):
    """A box to tick."""

    required = BooleanBlock(label=_("Has to be ticked"), required=False, default=False)

    class Meta:
        icon = "check"
        label = _("Checkbox")
        group = FieldMenu.CHOICE
        description = _("A box to tick. The consent needs none: it has a box of its own.")
        preview_value = {"label": _("I am a health professional")}
        form_layout = layout()

"""Rules by which panels come onto pages by themselves: each names a panel, a position, and which pages it is for."""

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import ChoiceBlock, IntegerBlock, ListBlock, MultipleChoiceBlock, StreamBlock, StructBlock
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.snippets.blocks import SnippetChooserBlock

from blocks.vocabulary import BlockMenu, PanelPosition

__all__ = ["PlacementRuleBlock", "PlacementRules", "offer_marks"]

Marks = Callable[[], Iterable[tuple[str, Any]]]
"""Name and label of each mark that a page can have."""

_offered: list[Marks] = []


def offer_marks(marks: Marks) -> None:
    """Say which marks pages can have: which there are is known where the pages are."""
    _offered[:] = [marks]


def _marks() -> list[tuple[str, Any]]:
    return [mark for marks in _offered for mark in marks()]


class PlacementRuleBlock(StructBlock):
    """One rule."""

    call_to_action = SnippetChooserBlock(
        "cms.CallToAction",
        label=_("Panel"),
        help_text=_(
            "On pages in another language its translation is shown; without one, those pages do without."
        ),
    )
    position = ChoiceBlock(choices=PanelPosition.choices, default=PanelPosition.END, label=_("Where"))
    section = IntegerBlock(
        label=_("Number of the section"),
        required=False,
        min_value=1,
        max_value=50,
        help_text=_(
            "Only for “After a section”: 2 puts the panel after the second section. A section begins with a heading of "
            "the level “Section”; pages with fewer sections do without the panel."
        ),
    )
    min_words = IntegerBlock(
        label=_("Least number of words"),
        required=False,
        min_value=1,
        max_value=100_000,
        help_text=_("Only on pages whose text has so many words or more. Leave it empty for any length."),
    )
    topics = ListBlock(
        SnippetChooserBlock("cms.Topic", label=_("Topic")),
        label=_("Only for topics"),
        default=[],
        collapsed=True,
        help_text=_(
            "Only on pages with one of these topics. Leave it empty for pages with any topics or none."
        ),
    )
    not_topics = ListBlock(
        SnippetChooserBlock("cms.Topic", label=_("Topic")),
        label=_("Not for topics"),
        default=[],
        collapsed=True,
        help_text=_("Never on pages with one of these topics."),
    )
    not_flags = MultipleChoiceBlock(
        choices=_marks,
        required=False,
        widget=CheckboxSelectMultiple,
        label=_("Not on pages that are marked as"),
        help_text=_("Pages are marked on their own forms, under “Marks for panels”."),
    )

    class Meta:
        icon = "cms-call-to-action"
        label = _("Rule")
        group = BlockMenu.ACTIONS
        description = _("Brings a panel onto the pages that it names, at a place that it names.")
        preview_template = "blocks/preview/rule.html"
        preview_value: ClassVar[dict[str, Any]] = {}
        label_format = "{call_to_action} · {position} {section}"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        after_section = cleaned.get("position") == PanelPosition.AFTER_SECTION
        if after_section and not cleaned.get("section") and not self.is_deferred_validation:
            message = ValidationError(_("Say after which section the panel comes."), code="no_section")
            raise StructBlockValidationError(block_errors={"section": message})
        return cleaned


class PlacementRules(StreamBlock):
    """Rules, the most important first."""

    rule = PlacementRuleBlock()

    class Meta:
        collapsed = True

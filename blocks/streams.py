"""Which block may stand where."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StreamBlock, StructBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from blocks.call_to_action import CallToActionBlock
from blocks.citation import ReferenceChooserBlock
from blocks.evidence import ConclusionBlock, FindingBlock, LimitationsBlock, StudyBlock
from blocks.form_fields import FormFields
from blocks.links import LinkBlock, SocialLinkBlock
from blocks.media import DocumentDownloadBlock, EmbedBlock, FigureBlock, TableBlock
from blocks.placement_rules import PlacementRules
from blocks.text import CalloutBlock, HeadingBlock, KeyPointsBlock, ParagraphBlock, QuoteBlock
from blocks.vocabulary import BlockMenu

__all__ = [
    "Authors",
    "FormFields",
    "FurtherReading",
    "KeyPointList",
    "OneLink",
    "PlacementRules",
    "SocialLinks",
    "StandardBody",
    "SummaryBody",
]


class StandardBody(StreamBlock):
    """The body of an ordinary page: text, media and actions."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    quote = QuoteBlock()
    callout = CalloutBlock()
    key_points = KeyPointsBlock()
    figure = FigureBlock()
    table = TableBlock()
    embed = EmbedBlock()
    document_download = DocumentDownloadBlock()
    call_to_action = CallToActionBlock()
    link = LinkBlock()


class SummaryBody(StandardBody):
    """The body of a research summary: everything an ordinary page may hold, and evidence."""

    study = StudyBlock()
    finding = FindingBlock()
    limitations = LimitationsBlock()
    conclusion = ConclusionBlock()


class KeyPointList(StreamBlock):
    """The key points of a page."""

    point = CharBlock(
        label=_("Key point"),
        max_length=300,
        icon="list-ul",
        help_text=_("One message, in plain words."),
        group=BlockMenu.TEXT,
        description=_("One message for a hurried reader; three to five of them stand above the text."),
        preview_template="blocks/preview/key_point.html",
        preview_value=_("One message, in plain words."),
    )


class AuthorBlock(StructBlock):
    """Somebody who wrote the page."""

    person = SnippetChooserBlock("cms.Person", label=_("Person"))
    role = CharBlock(
        label=_("Role"),
        required=False,
        max_length=120,
        help_text=_("For example “Text” or “Medical advice”."),
    )

    class Meta:
        icon = "user"
        label = _("Author")
        group = BlockMenu.PEOPLE
        description = _("Somebody who wrote the page, as readers see them below its title.")
        label_format = "{person} {role}"
        preview_template = "blocks/preview/author.html"
        preview_value: ClassVar[dict[str, Any]] = {"role": _("Text")}


class Authors(StreamBlock):
    """The authors of a page, in order."""

    author = AuthorBlock()


class FurtherReading(StreamBlock):
    """References that the page lists but does not cite."""

    reference = ReferenceChooserBlock(
        label=_("Reference"),
        icon="cms-reference",
        group=BlockMenu.EVIDENCE,
        description=_("A publication of the library that is worth reading, listed below the text."),
        preview_template="blocks/preview/reference.html",
    )


class OneLink(StreamBlock):
    """At most one link."""

    link = LinkBlock()

    class Meta:
        max_num = 1


class SocialLinks(StreamBlock):
    """The accounts of an organisation on other sites, in order."""

    account = SocialLinkBlock()

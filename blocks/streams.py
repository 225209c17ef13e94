"""Which block may stand where."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StreamBlock, StructBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from blocks.call_to_action import CallToActionBlock
from blocks.citation import ReferenceChooserBlock
from blocks.evidence import ConclusionBlock, FindingBlock, LimitationsBlock, StudyBlock
from blocks.links import LinkBlock, SocialLinkBlock
from blocks.media import DocumentDownloadBlock, EmbedBlock, FigureBlock, TableBlock
from blocks.text import CalloutBlock, HeadingBlock, KeyPointsBlock, ParagraphBlock, QuoteBlock

__all__ = [
    "Authors",
    "FurtherReading",
    "KeyPointList",
    "OneLink",
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
        label=_("Key point"), max_length=300, icon="list-ul", help_text=_("One message, in plain words.")
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


class Authors(StreamBlock):
    """The authors of a page, in order."""

    author = AuthorBlock()


class FurtherReading(StreamBlock):
    """References that the page lists but does not cite."""

    reference = ReferenceChooserBlock(label=_("Reference"))


class OneLink(StreamBlock):
    """At most one link."""

    link = LinkBlock()

    class Meta:
        max_num = 1


class SocialLinks(StreamBlock):
    """The accounts of an organisation on other sites, in order."""

    account = SocialLinkBlock()

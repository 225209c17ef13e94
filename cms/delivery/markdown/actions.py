"""A call to action as a passage that is set apart: its words, where it leads, and what the reader should know of it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from blocks.vocabulary import CallToActionKind
from cms.delivery.markdown.context import Context
from cms.delivery.markdown.escapes import autolink
from cms.delivery.markdown.inline import Run, inline
from cms.delivery.markdown.layout import Block, Paragraph, Quotation, Verbatim
from cms.delivery.markdown.media import link
from cms.delivery.markdown.prose import image, labelled, prose, strong
from cms.delivery.markdown.values import renders
from cms.delivery.markdown.words import choice

__all__: list[str] = []


@renders(
    "call_to_action", "slug", "kind", "tone", "heading", "body", "button_label", "link", "image", "form", "disclosure",
    "frequency",
)  # fmt: skip
def _call_to_action(value: Mapping[str, Any], context: Context) -> list[Block]:
    leads_to = value["link"]
    blocks: list[Block] = [
        Paragraph(inline([strong(value["heading"])], breaks=False)),
        Verbatim(image(value["image"], context)),
        *prose(value["body"], context),
    ]
    if isinstance(leads_to, dict):
        blocks.append(Paragraph(link(leads_to, context, words=value["button_label"])))
    if value["form"] is not None:
        blocks.append(Paragraph(_form(value, context)))
    blocks.append(Paragraph(labelled(_("Disclosure"), value["disclosure"])))
    return [Quotation(tuple(blocks))]


def _form(value: Mapping[str, Any], context: Context) -> str:
    """Text can not be filled in, so it says where the form is."""
    kind = choice(CallToActionKind, value["kind"])
    return inline(
        [
            Run(_("%(kind)s: the form is on the page itself.") % {"kind": kind}),
            Run(" "),
            Run("", source=autolink(context.url)),
        ],
        breaks=False,
    )

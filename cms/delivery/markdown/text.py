"""Blocks of running text: heading, paragraph, quote, callout and key points."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from blocks.vocabulary import CalloutTone
from cms.delivery.markdown.context import Context
from cms.delivery.markdown.inline import inline, plain
from cms.delivery.markdown.layout import Block, Paragraph, Quotation, bullets, with_sources
from cms.delivery.markdown.prose import heading, line, prose, strong
from cms.delivery.markdown.values import renders
from cms.delivery.markdown.words import choice

__all__: list[str] = []


@renders("heading", "text", "level", "anchor")
def _heading(value: Mapping[str, Any], context: Context) -> list[Block]:
    level = value["level"]
    return [heading(level if level in (2, 3, 4) else 2, plain(value["text"], breaks=False))]


@renders("paragraph", "html", "nodes")
def _paragraph(value: Mapping[str, Any], context: Context) -> list[Block]:
    return prose(value, context)


@renders("quote", "text", "attribution", "citations")
def _quote(value: Mapping[str, Any], context: Context) -> list[Block]:
    said_by = value["attribution"]
    blocks: list[Block] = prose(value["text"], context)
    if said_by:
        blocks.append(Paragraph(plain(f"— {said_by}")))
    return [Quotation(tuple(with_sources(blocks, context.markers(value["citations"]))))]


@renders("callout", "tone", "heading", "text")
def _callout(value: Mapping[str, Any], context: Context) -> list[Block]:
    tone, title = choice(CalloutTone, value["tone"]), value["heading"]
    lead = Paragraph(inline([strong(f"{tone}: {title}" if title else tone)], breaks=False))
    return [Quotation((lead, *prose(value["text"], context)))]


@renders("key_points", "heading", "points")
def _key_points(value: Mapping[str, Any], context: Context) -> list[Block]:
    points = value["points"] if isinstance(value["points"], list) else []
    lead = Paragraph(inline([strong(value["heading"] or _("Key points"))], breaks=False))
    return [lead, bullets(line(point, context) for point in points)]

"""Blocks that show or hand out something: figure, table, embed, document download and link."""

from collections.abc import Mapping
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from cms.delivery.markdown.context import Context
from cms.delivery.markdown.escapes import tidy
from cms.delivery.markdown.inline import Run, inline, plain
from cms.delivery.markdown.layout import Block, Paragraph, Verbatim, with_sources
from cms.delivery.markdown.prose import image, labelled, prose
from cms.delivery.markdown.single import link_runs
from cms.delivery.markdown.tables import table
from cms.delivery.markdown.values import renders

__all__ = ["link"]


@renders("figure", "image", "caption", "credit", "citations")
def _figure(value: Mapping[str, Any], context: Context) -> list[Block]:
    caption = with_sources(prose(value["caption"], context), context.markers(value["citations"]))
    return [
        Verbatim(image(value["image"], context)),
        *caption,
        Paragraph(labelled(_("Credit"), value["credit"])),
    ]


@renders("table", "table", "row_headers", "note", "citations")
def _table(value: Mapping[str, Any], context: Context) -> list[Block]:
    note = with_sources(prose(value["note"], context), context.markers(value["citations"]))
    return [*table(value["table"], context, row_headers=bool(value["row_headers"])), *note]


@renders("embed", "url", "title", "caption", "provider", "player_url")
def _embed(value: Mapping[str, Any], context: Context) -> list[Block]:
    provider = [Run(f" ({tidy(value['provider'])})")] if value["provider"] else []
    lead = Paragraph(inline([*link_runs(value["title"], value["url"], context), *provider], breaks=False))
    return [lead, *prose(value["caption"], context)]


@renders("document_download", "title", "description", "document")
def _document_download(value: Mapping[str, Any], context: Context) -> list[Block]:
    file = value["document"] if isinstance(value["document"], dict) else {}
    size = file.get("size")
    facts = [
        tidy(file.get("filename")),
        filesizeformat(size) if isinstance(size, int) else "",
    ]
    told = ", ".join(fact for fact in facts if fact)
    lead = [*link_runs(value["title"], file.get("url"), context), Run(f" ({told})" if told else "")]
    return [Paragraph(inline(lead, breaks=False)), Paragraph(plain(value["description"]))]


@renders("link", "text", "description", "href", "target")
def _link(value: Mapping[str, Any], context: Context) -> list[Block]:
    return [Paragraph(link(value, context)), Paragraph(plain(value["description"]))]


def link(value: Mapping[str, Any], context: Context, *, words: Any = None) -> str:
    """A link block (`text`, `href`, `target`) as inline source; other words may stand for its own."""
    target = value.get("target")
    ours = target.get("url") if isinstance(target, dict) else None
    return inline(link_runs(words or value.get("text"), ours or value.get("href"), context), breaks=False)

"""The site of one side of the comparison, in a process of its own."""

import json
import sys
from collections.abc import Iterator
from typing import Any

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.management import call_command
from django.core.servers.basehttp import get_internal_wsgi_application, run
from wagtail import hooks
from wagtail.admin.panels import ObjectList, TabbedInterface
from wagtail.blocks import RichTextBlock

from cms.fields import StreamField
from cms.models import ResearchSummaryPage
from tests.bench.editing.page import make_page

__all__ = ["serve"]

OURS = ("insert_editor_js", "insert_global_admin_css", "insert_global_admin_js")


def serve(port: int, *, is_plain: bool, blocks: int, citations: int) -> None:
    """Make the page, say its number in a line of JSON, and answer until somebody ends the process."""
    call_command("migrate", verbosity=0)
    if is_plain:
        _take_ours_away()
    number = make_page(blocks, citations)
    sys.stdout.write(json.dumps({"page": number}) + "\n")
    sys.stdout.flush()
    run("127.0.0.1", port, StaticFilesHandler(get_internal_wsgi_application()), threading=True)


def _take_ours_away() -> None:
    """The same fields and blocks, edited by Wagtail alone: no scripts, panels and side panels of ours, no citations
    in texts, and nothing that listens to what is saved in the editor's form."""
    hooks.search_for_hooks()
    for name in OURS:
        found = hooks._hooks.get(name, [])
        found[:] = [(hook, order) for hook, order in found if not hook.__module__.startswith("cms.")]
    tabs = [
        ObjectList(
            [panel for panel in tab.children if not type(panel).__module__.startswith("cms.")],
            heading=tab.heading,
        )
        for tab in ResearchSummaryPage.edit_handler.children
    ]
    ResearchSummaryPage.edit_handler = TabbedInterface(tabs)
    for field in ResearchSummaryPage._meta.get_fields():
        if isinstance(field, StreamField):
            for block in _inside(field.stream_block):
                if isinstance(block, RichTextBlock) and block.features:
                    block.features = [feature for feature in block.features if feature != "cite"]


def _inside(block: Any) -> Iterator[Any]:
    yield block
    for child in [*getattr(block, "child_blocks", {}).values(), getattr(block, "child_block", None)]:
        if child is not None:
            yield from _inside(child)

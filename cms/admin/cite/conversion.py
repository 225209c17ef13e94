"""Citations between their stored form and what the editor works on, and what Wagtail's APIs may write.

A citation without a reference is shown in the editor, so that it can be mended, but not stored again.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from draftjs_exporter import DOM
from wagtail.admin.rich_text.converters.editor_html import LinkTypeRule
from wagtail.admin.rich_text.converters.html_to_contentstate import (
    KEEP_WHITESPACE,
    InlineEntityElementHandler,
)

from blocks.stored_citations import CITATION, StoredCitation, attributes_of, citation_of
from cms.models import Reference

__all__ = ["CONTENTSTATE_RULE", "EDITORHTML_RULE", "ENTITY", "stand_in"]

ENTITY = "CITATION"
MISSING = "?"


def stand_in(items: Iterable[Mapping[str, Any]]) -> str:
    """What stands in the text for a citation: "[zhou2020; doe2021]". It never leaves."""
    wanted = [item["reference"] for item in items]
    keys = dict(Reference.objects.filter(pk__in=wanted).values_list("pk", "key"))
    return f"[{'; '.join(keys.get(pk, MISSING) for pk in wanted) or MISSING}]"


class CitationElementHandler(InlineEntityElementHandler):
    """The stored link as an entity with the data `items` and `mode`."""

    mutability = "IMMUTABLE"

    def get_attribute_data(self, attrs: dict[str, Any]) -> dict[str, Any]:
        citation = citation_of(attrs)
        return {"items": [dict(item) for item in citation.items], "mode": citation.mode}

    def handle_endtag(self, name: str, state: Any, contentstate: Any) -> None:
        if len(state.current_block.text) == state.current_entity_ranges[-1].offset:
            # Without a text the editor would take the entity for nothing.
            state.current_block.text += f"[{MISSING}]"
            state.leading_whitespace = KEEP_WHITESPACE
        super().handle_endtag(name, state, contentstate)


def citation_entity(props: dict[str, Any]) -> Any:
    """The stored link of an entity; its data come from a browser."""
    citation = _citation(json.dumps(props.get("items")), props.get("mode"))
    if not citation.items:
        return None
    return DOM.create_element("a", attributes_of(citation), props["children"])


class CitationLinkRule:
    """The stored link as somebody sends it to an API of Wagtail."""

    @staticmethod
    def get_db_attributes(tag: Any) -> dict[str, str]:
        """Raises KeyError, upon which Wagtail drops the link and says so, if the citation has no reference."""
        citation = _citation(tag["data-items"], tag.get("data-mode"))
        if not citation.items:
            raise KeyError("items")
        tag.string = stand_in(citation.items)
        return attributes_of(citation)

    @staticmethod
    def expand_db_attributes(attrs: dict[str, str]) -> str:
        return "<a>"


def _citation(items: str, mode: Any) -> StoredCitation:
    return citation_of({"items": items, "mode": mode if isinstance(mode, str) else ""})


CONTENTSTATE_RULE = {
    "from_database_format": {f'a[linktype="{CITATION}"]': CitationElementHandler(ENTITY)},
    "to_database_format": {"entity_decorators": {ENTITY: citation_entity}},
}
EDITORHTML_RULE = [LinkTypeRule(CITATION, CitationLinkRule)]

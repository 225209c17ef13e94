"""What Wagtail has to know of a stored citation: which references it uses, and what its own templates make of it."""

from collections.abc import Iterator
from typing import Any

from wagtail.rich_text import LinkHandler

from blocks.stored_citations import CITATION, citation_of
from cms.models import Reference

__all__ = ["CitationLinkHandler"]


class CitationLinkHandler(LinkHandler):
    """A link that leads nowhere: where a citation leads is settled when the document around it is built."""

    identifier = CITATION

    @staticmethod
    def get_model() -> type[Reference]:
        return Reference

    @staticmethod
    def expand_db_attributes(attrs: dict[str, str]) -> str:
        return "<a>"

    @classmethod
    def extract_references(cls, attrs: dict[str, str]) -> Iterator[tuple[Any, str, str, str]]:
        """(model, primary key, model path, content path) of every reference that is cited."""
        for item in citation_of(attrs).items:
            yield Reference, str(item["reference"]), "", ""

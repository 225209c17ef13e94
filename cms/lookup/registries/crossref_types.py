"""Crossref's types of works as those of CSL. Source: https://api.crossref.org/types."""

from collections.abc import Mapping
from typing import Final

__all__ = ["csl_type"]

TYPES: Final[Mapping[str, str]] = {
    "journal-article": "article-journal",
    "posted-content": "article",
    "book": "book",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "book-set": "book",
    "book-track": "chapter",
    "book-chapter": "chapter",
    "book-section": "chapter",
    "book-part": "chapter",
    "reference-entry": "entry",
    "book-series": "collection",
    "proceedings-article": "paper-conference",
    "proceedings": "book",
    "proceedings-series": "collection",
    "report": "report",
    "report-component": "report",
    "report-series": "collection",
    "dissertation": "thesis",
    "dataset": "dataset",
    "database": "dataset",
    "standard": "standard",
    "standard-series": "collection",
    "peer-review": "review",
    "component": "document",
    "journal": "periodical",
    "journal-issue": "periodical",
    "journal-volume": "periodical",
    "grant": "document",
    "other": "document",
}


def csl_type(type_: str) -> str:
    """The type of CSL 1.0.2; "document", its most general, for one that is not known."""
    return TYPES.get(type_, "document")

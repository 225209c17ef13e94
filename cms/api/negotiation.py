"""Which media type a request gets, and how ready bytes pass through DRF untouched."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

__all__ = [
    "BIBTEX",
    "HTML",
    "JSON",
    "MARKDOWN",
    "NDJSON",
    "RIS",
    "AtomPassThrough",
    "BibtexPassThrough",
    "HTMLPassThrough",
    "JSONFeedPassThrough",
    "JSONPassThrough",
    "MarkdownPassThrough",
    "NDJSONPassThrough",
    "Negotiation",
    "RisPassThrough",
    "RssPassThrough",
    "XMLPassThrough",
]

JSON = "application/json"
NDJSON = "application/x-ndjson"
HTML = "text/html; charset=utf-8"
MARKDOWN = "text/markdown; charset=utf-8"
BIBTEX = "application/x-bibtex; charset=utf-8"
RIS = "application/x-research-info-systems; charset=utf-8"


class JSONPassThrough(BaseRenderer):
    """The body is JSON already."""

    media_type = JSON
    format = "json"
    charset: str | None = None  # JSON is UTF-8, and has no such parameter
    render_style = "binary"

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> Any:
        return b"" if data is None else data


class NDJSONPassThrough(JSONPassThrough):
    """One JSON document a line."""

    media_type = NDJSON
    format = "ndjson"


class XMLPassThrough(JSONPassThrough):
    """The body is XML already; it says itself how it is encoded."""

    media_type = "application/xml"
    format = "xml"


class JSONFeedPassThrough(JSONPassThrough):
    """The body is a JSON Feed already."""

    media_type = "application/feed+json"
    format = "feed.json"


class RssPassThrough(XMLPassThrough):
    """The body is RSS already."""

    media_type = "application/rss+xml"
    format = "rss"


class AtomPassThrough(XMLPassThrough):
    """The body is Atom already."""

    media_type = "application/atom+xml"
    format = "atom"


class HTMLPassThrough(JSONPassThrough):
    """The body is HTML already."""

    media_type = "text/html"
    format = "html"
    charset = "utf-8"


class MarkdownPassThrough(JSONPassThrough):
    """The body is Markdown already (RFC 7763)."""

    media_type = "text/markdown"
    format = "md"
    charset = "utf-8"


class BibtexPassThrough(JSONPassThrough):
    """The body is BibTeX already."""

    media_type = "application/x-bibtex"
    format = "bib"
    charset = "utf-8"


class RisPassThrough(JSONPassThrough):
    """The body is RIS already."""

    media_type = "application/x-research-info-systems"
    format = "ris"
    charset = "utf-8"


def _accepted(header: str) -> Iterator[tuple[str, float]]:
    """(media range, quality) for each entry of an Accept header (RFC 9110, 12.5.1); what is malformed is skipped."""
    for entry in header.lower().split(","):
        media_range, *parameters = (part.strip() for part in entry.split(";"))
        if "/" not in media_range:
            continue
        weights = (parameter[2:].strip() for parameter in parameters if parameter.startswith("q="))
        try:
            yield media_range, float(next(weights, "1"))
        except ValueError:
            continue


@lru_cache(maxsize=1000)
def quality_of(media_type: str, header: str) -> float:
    """How welcome a media type is: the quality of the most specific media range that it fits; 0 means not at all."""
    main_type = media_type.partition("/")[0]
    qualities = dict(_accepted(header))
    for media_range in (media_type, f"{main_type}/*", "*/*"):
        if media_range in qualities:
            return qualities[media_range]
    return 0.0


class Negotiation(BaseContentNegotiation):
    """The header `Accept` decides; no query parameter and no suffix overrules it. Without one, anything goes."""

    def select_parser(self, request: Request, parsers: Iterable[Any]) -> Any:
        return next(iter(parsers), None)

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        """Raises `NotAcceptable`."""
        offered = list(renderers)
        header = request.headers.get("Accept", "").strip() or "*/*"
        best = max(offered, key=lambda renderer: quality_of(renderer.media_type, header))
        if quality_of(best.media_type, header) <= 0:
            raise NotAcceptable(available_renderers=offered)
        return best, best.media_type

"""What can be downloaded: the report of an import, and the original of a page. Nothing of an old site is ever shown as
a page of the admin.
"""

from collections.abc import Iterable, Iterator

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, override
from django.views import View
from django.views.decorators.cache import never_cache

from cms.admin.imports.proposals import editable_page
from cms.admin.imports.rights import MayLook
from cms.legacy.report_html import as_html
from cms.legacy.report_json import as_json
from cms.legacy.uploads import safe_name
from cms.models import LegacyRun, LegacySource

__all__ = ["OriginalView", "ReportFileView"]

NEVER_RUN = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "X-Content-Type-Options": "nosniff",
}
"""Should a browser show the file after all, nothing in it is run or loaded."""


def _in_language(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces in the language of the user; they are made when Wagtail has put back that of the site."""
    language = get_language() or "en"

    def give() -> Iterator[str]:
        with override(language):
            yield from pieces

    return give()


@method_decorator(never_cache, name="dispatch")
class ReportFileView(MayLook):
    """The report of an import as a file: .html for people, .json for machines."""

    def get(self, request: HttpRequest, pk: int, form: str) -> HttpResponseBase:
        run = get_object_or_404(LegacyRun, pk=pk)
        pieces = as_html(run) if form == "html" else as_json(run)
        media_type = "text/html; charset=utf-8" if form == "html" else "application/json"
        headers = {**NEVER_RUN, "Content-Disposition": f'attachment; filename="import-{run.pk}.{form}"'}
        return StreamingHttpResponse(_in_language(pieces), content_type=media_type, headers=headers)


@method_decorator(never_cache, name="dispatch")
class OriginalView(View):
    """The bytes that a page was made from, as they were found, for those who may edit the page."""

    def get(self, request: HttpRequest, page_id: int) -> HttpResponse:
        page = editable_page(request, page_id)
        source = LegacySource.objects.filter(page=page).first()
        if source is None:
            raise Http404
        name = safe_name(source.file_name or source.source_key)
        response = HttpResponse(
            bytes(source.original), content_type="application/octet-stream", headers=NEVER_RUN
        )
        response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
        return response

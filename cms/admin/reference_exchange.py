"""What the list of references offers to exchange records with other programs: an import, and exports of its rows."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.admin.reference_import import ImportView
from cms.bibliography.exchange import FORMATS, write

__all__ = ["ExchangeMixin", "exchange_urls"]


class ExchangeMixin:
    """For the list view: `?export=bibtex` is a file of what the list shows, on all its pages."""

    request: HttpRequest
    index_url: str
    permission_policy: Any

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        name = request.GET.get("export", "")
        if name not in FORMATS:
            response: HttpResponse = super().get(request, *args, **kwargs)  # type: ignore[misc]
            return response
        form = FORMATS[name]
        references = self.get_queryset()  # type: ignore[attr-defined]
        text = write((reference.csl for reference in references), name)
        return HttpResponse(
            text.encode(),
            content_type=f"{form.media_type}; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="references.{form.extension}"'},
        )

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        buttons: list[Button] = list(super().header_more_buttons)  # type: ignore[misc]
        if self.permission_policy.user_has_permission(self.request.user, "add"):
            url = reverse(f"{self.request.resolver_match.namespace}:import")  # type: ignore[union-attr]
            buttons.append(Button(_("Import from a file"), url=url, icon_name="upload", priority=20))
        query = self.request.GET.copy()
        for name in ("p", "_w_filter_fragment", "export"):
            query.pop(name, None)
        for number, (name, form) in enumerate(FORMATS.items()):
            query["export"] = name
            label = _("Export as %(format)s") % {"format": form.label}
            url = f"{self.index_url}?{query.urlencode()}"
            buttons.append(Button(label, url=url, icon_name="download", priority=30 + number))
        return buttons


def exchange_urls(viewset: SnippetViewSet) -> list[URLPattern]:
    """The addresses to be added to those of the list."""
    view = viewset.construct_view(ImportView, index_url_name=viewset.get_url_name("list"))
    # Every entry is committed by itself, so that what a long import has done stays done.
    return [path("import/", transaction.non_atomic_requests(view), name="import")]

"""The API about itself: where things are, its contract, a page to read it, and the answer for unknown addresses."""

from typing import Any

from django.apps import apps
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from pydantic import BaseModel
from rest_framework.request import Request
from wagtail.models import Page

from cms.api.negotiation import HTML, HTMLPassThrough
from cms.api.openapi import openapi_bytes
from cms.api.problems import NOT_FOUND, ApiProblem
from cms.api.schemas import RootLocale, RootSite, root
from cms.api.views.base import ApiView
from cms.delivery.navigation import navigation_of
from cms.delivery.public_settings import public_settings
from cms.models.public import public_pages

__all__ = ["ENDPOINTS", "Docs", "OpenApi", "RootView", "UnknownAddress"]

ENDPOINTS = {
    "pages": "pages/",
    "page": "pages/{id}/",
    "page_markdown": "pages/{id}.md",
    "page_references": "pages/{id}/references.json",
    "page_references_bibtex": "pages/{id}/references.bib",
    "page_references_ris": "pages/{id}/references.ris",
    "resolve": "resolve/{?path,locale}",
    "references": "references/",
    "reference": "references/{key}/",
    "reference_csl": "references/{key}.json",
    "reference_bibtex": "references/{key}.bib",
    "reference_ris": "references/{key}.ris",
    "topics": "topics/",
    "topic": "topics/{slug}/",
    "call_to_action": "calls-to-action/{slug}/",
    "form_token": "calls-to-action/{slug}/token/{?locale}",
    "submissions": "calls-to-action/{slug}/submissions/{?locale}",
    "confirm_subscription": "submissions/confirm/",
    "resend_confirmation": "submissions/resend/{?locale}",
    "unsubscribe": "submissions/unsubscribe/{token}/",
    "changes": "changes/{?cursor}",
    "export": "export/",
    "sitemap": "sitemap/{?locale,type,cursor}",
    "sitemap_xml": "sitemap.xml{?part}",
    "feed_json": "feed.json{?type,topic,locale}",
    "feed_rss": "feed.rss{?type,topic,locale}",
    "feed_atom": "feed.atom{?type,topic,locale}",
    "preview_exchange": "preview/exchange/",
    "preview": "preview/",
    "preview_userbar": "preview/userbar/",
    "openapi": "openapi.json",
    "docs": "docs/",
}


class RootView(ApiView):
    """Where things are.

    The endpoints, the site that answers, its languages, its menus, and its settings: all that a frontend needs beside
    the pages themselves.
    """

    operation = "get_root"

    @staticmethod
    def answer_schema() -> type[BaseModel]:
        return root()

    def get(self, request: Any) -> HttpResponse:
        here = reverse("cms_api:root")
        locales = self.locales()
        navigation = navigation_of(self.site, locales=[locale.code for locale in locales], now=self.now)
        settings = public_settings(site=self.site, sites=self.sites, now=self.now)
        answer: Any = root()
        body = answer(
            endpoints={name: f"{here}{template}" for name, template in ENDPOINTS.items()},
            site=RootSite(hostname=self.site.hostname, name=self.site.name or None, url=self.site.base_url),
            locales=locales,
            navigation=navigation,
            settings=settings.values,
        )
        return self.answer_with(body, ends_at=settings.valid_until)

    def locales(self) -> list[RootLocale]:
        """The languages whose home page is public, the site's own first."""
        roots = Page.objects.filter(pk__in=[root.page for root in self.site.roots])
        public = set(public_pages(roots, now=self.now, site=self.site).values_list("pk", flat=True))
        locales = [
            RootLocale(
                code=root.locale,
                path=self.site.path_of(root.url_path, root.locale) or "/",
                default=root.locale == self.site.locale,
            )
            for root in self.site.roots
            if root.page in public
        ]
        return sorted(locales, key=lambda locale: (not locale.default, locale.code))


class OpenApi(ApiView):
    """The OpenAPI document."""

    parameters = ()
    schema: Any = None

    def get(self, request: Any) -> HttpResponse:
        return self.answer(openapi_bytes())


class Docs(ApiView):
    """The OpenAPI document for people to read and try, with files of this site only."""

    parameters = ()
    schema: Any = None
    renderer_classes = (HTMLPassThrough,)

    def get(self, request: Any) -> HttpResponse:
        if not apps.is_installed("drf_spectacular_sidecar"):  # it brings Swagger UI
            raise Http404
        context = {"openapi": reverse("cms_api:openapi")}
        return self.answer(render_to_string("cms/api/docs.html", context).encode(), content_type=HTML)


class UnknownAddress(ApiView):
    """Whatever is asked below the API and does not exist."""

    schema: Any = None
    parameters = ()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        detail = (
            None
            if request.path.endswith("/")
            else "There is nothing at this address. Most addresses end with a slash."
        )
        raise ApiProblem(NOT_FOUND, detail=detail)

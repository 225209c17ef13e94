"""Addresses of the API; a host mounts them with `path("api/v1/", include("cms.api.urls"))`."""

from typing import Any

from django.urls import path, re_path, register_converter
from django.urls.converters import StringConverter

from cms.api.query import MAX_PAGE_ID
from cms.api.views import (
    changes,
    feeds,
    forms,
    library,
    page_lists,
    pages,
    preview,
    references,
    resolve,
    service,
    subscriptions,
)

__all__ = ["app_name", "urlpatterns"]

app_name = "cms_api"


class PageId:
    """The id of a page, in one spelling only; what can not be one is an unknown address."""

    regex = "[1-9][0-9]{0,9}"

    def to_python(self, value: str) -> int:
        if int(value) > MAX_PAGE_ID:
            raise ValueError(value)
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class CitationKey(StringConverter):
    """The citation key of a reference."""

    regex = "[a-z0-9][a-z0-9_-]*"


register_converter(PageId, "cms_page_id")
register_converter(CitationKey, "cms_citation_key")

urlpatterns: list[Any] = [
    path("", service.RootView.as_view(), name="root"),
    path("pages/", page_lists.PageLists.as_view(), name="pages"),
    path("pages/<cms_page_id:id>/", pages.PageDetail.as_view(), name="page"),
    path("pages/<cms_page_id:id>.md", pages.PageMarkdown.as_view(), name="page_markdown"),
    path("pages/<cms_page_id:id>/references.json", pages.PageReferences.as_view(), name="page_references"),
    path("pages/<cms_page_id:id>/references.bib", pages.PageReferencesBibtex.as_view(), name="page_bibtex"),
    path("pages/<cms_page_id:id>/references.ris", pages.PageReferencesRis.as_view(), name="page_ris"),
    path("resolve/", resolve.Resolve.as_view(), name="resolve"),
    path("references/", references.ReferenceLists.as_view(), name="references"),
    path("references/<cms_citation_key:key>/", references.ReferenceDetail.as_view(), name="reference"),
    path("references/<cms_citation_key:key>.json", references.ReferenceCsl.as_view(), name="reference_csl"),
    path(
        "references/<cms_citation_key:key>.bib", references.ReferenceBibtex.as_view(), name="reference_bibtex"
    ),
    path("references/<cms_citation_key:key>.ris", references.ReferenceRis.as_view(), name="reference_ris"),
    path("topics/", library.TopicLists.as_view(), name="topics"),
    path("topics/<slug:slug>/", library.TopicDetail.as_view(), name="topic"),
    path("calls-to-action/<slug:slug>/", library.CallToActionDetail.as_view(), name="call_to_action"),
    path("calls-to-action/<slug:slug>/token/", forms.FormToken.as_view(), name="form_token"),
    path("calls-to-action/<slug:slug>/submissions/", forms.Submissions.as_view(), name="submissions"),
    path("submissions/confirm/", subscriptions.Confirm.as_view(), name="confirm_subscription"),
    path("submissions/resend/", subscriptions.Resend.as_view(), name="resend_confirmation"),
    path("submissions/unsubscribe/<str:token>/", subscriptions.Unsubscribe.as_view(), name="unsubscribe"),
    path("changes/", changes.Changes.as_view(), name="changes"),
    path("export/", changes.Export.as_view(), name="export"),
    path("sitemap/", feeds.SitemapList.as_view(), name="sitemap"),
    path("sitemap.xml", feeds.SitemapXml.as_view(), name="sitemap_xml"),
    path("feed.json", feeds.JsonFeed.as_view(), name="feed_json"),
    path("feed.rss", feeds.RssFeed.as_view(), name="feed_rss"),
    path("feed.atom", feeds.AtomFeed.as_view(), name="feed_atom"),
    path("preview/exchange/", preview.Exchange.as_view(), name="preview_exchange"),
    path("preview/", preview.Preview.as_view(), name="preview"),
    path("preview/userbar/", preview.PreviewUserbar.as_view(), name="preview_userbar"),
    path("openapi.json", service.OpenApi.as_view(), name="openapi"),
    path("docs/", service.Docs.as_view(), name="docs"),
    re_path(r"", service.UnknownAddress.as_view()),
]

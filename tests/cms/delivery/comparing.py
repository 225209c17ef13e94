"""What the API serves of a page, and what a build now would give: the two have to be the same bytes."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from cms.delivery.build import build
from cms.delivery.pages import delivered_pages, specific_pages
from cms.models.paths import SiteMap, SiteRoots
from tests.api_client import ApiClient

__all__ = ["assert_right", "fresh", "public_page", "served"]


def public_page(pk: int, *, site: SiteRoots, now: datetime) -> Any:
    """A page that the public may see, or None: by what the tables of Wagtail say, and no stored document."""
    found = delivered_pages(site=site, now=now).filter(pk=pk)
    pages = specific_pages(list(found.values_list("pk", "content_type__app_label", "content_type__model")))
    return pages[0] if pages else None


def fresh(page: Any, *, host: str, now: datetime | None = None) -> bytes | None:
    """The bytes of a document that is built now; None if the public may not see the page."""
    moment, sites = now or timezone.now(), SiteMap.load()
    site = sites.find(host) or sites.default
    assert site is not None
    found = public_page(page.pk, site=site, now=moment)
    built = found and build(found, site=site, sites=sites, now=moment)
    return built.model_dump_json().encode() if built else None


def served(page: Any, *, host: str) -> bytes | None:
    """The bytes that the API answers with; None for 404."""
    answer = ApiClient().get(f"/pages/{page.pk}/", host=host)
    assert answer.status in (200, 404)
    return answer.content if answer.status == 200 else None


def assert_right(*pages: Any, host: str = "www.example.org:443") -> None:
    """Each page is served as a fresh build of it."""
    for page in pages:
        assert served(page, host=host) == fresh(page, host=host.partition(":")[0]), f"page {page.pk}"

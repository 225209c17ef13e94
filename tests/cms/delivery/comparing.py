"""What the API serves of a page, and what a build now would give: the two have to be the same bytes."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from cms.delivery.build import build
from cms.delivery.pages import page_by_id
from cms.models.paths import SiteMap
from tests.api_client import ApiClient

__all__ = ["assert_right", "fresh", "served"]


def fresh(page: Any, *, host: str, now: datetime | None = None) -> bytes | None:
    """The bytes of a document that is built now; None if the public may not see the page."""
    moment, sites = now or timezone.now(), SiteMap.load()
    site = sites.find(host) or sites.default
    assert site is not None
    found = page_by_id(page.pk, site=site, now=moment)
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

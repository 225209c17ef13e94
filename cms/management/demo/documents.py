"""Builds the demo's documents, so that the first reader does not wait for the images in their sizes and formats."""

from wagtail.models import Page

from cms.delivery.settling import rebuild_stale
from cms.models import PageDocument
from cms.models.paths import SiteMap

__all__ = ["build_documents"]


def build_documents(page: Page) -> int:
    """How many documents the page's site has; each of them is stored as it is to be sent."""
    site = SiteMap.load().site_of(page.path)
    if site is None:
        return 0
    for _ in rebuild_stale(site_id=site.id):
        pass
    return PageDocument.objects.filter(site=site.id).count()

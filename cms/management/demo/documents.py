"""Builds each document once, so that the first reader does not wait for the images in their sizes and formats."""

from django.utils import timezone
from wagtail.models import Page

from cms.delivery.build import build
from cms.delivery.pages import delivered_pages, specific_pages
from cms.models.paths import SiteMap

__all__ = ["build_documents"]


def build_documents(page: Page) -> int:
    """How many documents the page's site has; each of them has been built."""
    sites, now = SiteMap.load(), timezone.now()
    site = sites.site_of(page.path)
    if site is None:
        return 0
    types = delivered_pages(site=site, now=now).values_list(
        "pk", "content_type__app_label", "content_type__model"
    )
    return sum(
        build(each, site=site, sites=sites, now=now) is not None for each in specific_pages(list(types))
    )

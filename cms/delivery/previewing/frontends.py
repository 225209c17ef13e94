"""Which frontend shows a draft: that of the page's site, if the host has named it."""

from typing import Any

from wagtail.models import Page

from cms.conf import conf
from cms.models.paths import SiteMap, SiteRoots

__all__ = ["frontend_site", "has_frontend", "site_of"]


def site_of(instance: Any, sites: SiteMap) -> SiteRoots | None:
    """The site of a page. What belongs to no site is shown on the default one."""
    return sites.site_of(instance.path) if isinstance(instance, Page) else sites.default


def has_frontend(site: SiteRoots) -> bool:
    """Whether the host has named the site's frontend: drafts are sent nowhere else."""
    return bool(conf.frontend_urls.get(site.hostname))


def frontend_site(page: Any, sites: SiteMap) -> SiteRoots | None:
    """The site of a page, if it has a frontend."""
    site = site_of(page, sites)
    return site if site is not None and has_frontend(site) else None

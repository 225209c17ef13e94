"""Where mails lead: to pages of the frontend, in the reader's language."""

from urllib.parse import urlencode

from cms.models.paths import SiteMap, SiteRoots

__all__ = ["NoSite", "frontend_link", "site_of"]


class NoSite(LookupError):
    """Raised if there is no site whose frontend a mail could lead to."""


def site_of(site_id: int | None) -> SiteRoots:
    """The site, or the default one if that is gone. Raises `NoSite`. One query."""
    sites = SiteMap.load()
    found = next((site for site in sites.sites if site.id == site_id), None) or sites.default
    if found is None:
        raise NoSite
    return found


def frontend_link(site: SiteRoots, path: str, *, locale: str, token: str) -> str:
    """Address of a page that is the frontend's own, such as `https://www.example.org/es/newsletter/confirm/?token=…`.

    The language has its prefix as in the paths of pages; a language in which the site has none goes without.
    """
    roots = (site.path_of(root.url_path, locale) for root in site.roots)
    prefix = next((path for path in roots if path), "/").rstrip("/")
    return f"{site.base_url}{prefix}/{path.lstrip('/')}?{urlencode({'token': token})}"

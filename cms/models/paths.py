"""Where pages live on the frontend: one map of the sites and their roots, read in one query."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_
from typing import Any

from django.db.models import Q
from wagtail.models import Page, Site

from cms.conf import conf

__all__ = ["Root", "SiteMap", "SiteRoots"]


@dataclass(frozen=True)
class Root:
    """The root page of a site in one language."""

    page: int
    locale: str
    url_path: str
    tree_path: str
    title: str


@dataclass(frozen=True)
class SiteRoots:
    """A site and its root pages. The site's own locale has no prefix in its paths, the others have their code."""

    id: int
    hostname: str
    port: int
    name: str
    is_default: bool
    locale: str
    roots: tuple[Root, ...]
    nested: tuple[str, ...] = ()
    """Treebeard paths of other sites' root pages that lie below this site's own."""

    @cached_property
    def base_url(self) -> str:
        """The address of the frontend, without a slash at the end."""
        configured = conf.frontend_urls.get(self.hostname)
        if configured:
            return configured.rstrip("/")
        if self.port in (80, 443):
            return f"{'https' if self.port == 443 else 'http'}://{self.hostname}"
        return f"http://{self.hostname}:{self.port}"

    def _prefix(self, locale: str) -> str:
        return "" if locale == self.locale else f"/{locale}"

    def path_of(self, url_path: str, locale: str) -> str | None:
        """The path on the frontend of a page of this site; None for a page that is not below a root of its locale."""
        for root in self.roots:
            if root.locale == locale and url_path.startswith(root.url_path):
                return f"{self._prefix(locale)}/{url_path[len(root.url_path) :]}"
        return None

    def url_path_of(self, path: str, locale: str | None = None) -> tuple[str, str] | None:
        """(Wagtail's url_path, locale) of a path on the frontend: its prefix, or else `locale`, says the language."""
        trimmed = path.strip("/")
        first, _, rest = trimmed.partition("/")
        for root in self.roots:
            if root.locale != self.locale and first == root.locale:
                return _join(root.url_path, rest), root.locale
        wanted = locale or self.locale
        for root in self.roots:
            if root.locale == wanted:
                return _join(root.url_path, trimmed), root.locale
        return None

    @property
    def pages(self) -> Q:
        """Condition for the pages of this site that have a path: below a root of their language, and of no site in
        the site."""
        own = (Q(path__startswith=root.tree_path, locale__language_code=root.locale) for root in self.roots)
        others = (Q(path__startswith=path) for path in self.nested)
        return reduce(or_, own, Q(pk__in=[])) & ~reduce(or_, others, Q(pk__in=[]))


def _join(root: str, rest: str) -> str:
    return f"{root}{rest}/" if rest else root


def _strictly_below(roots: Iterable[Root], tree_paths: Iterable[str]) -> set[str]:
    own = {root.tree_path for root in roots}
    return {path for path in tree_paths if path not in own and any(path.startswith(above) for above in own)}


class SiteMap:
    """All sites of the installation."""

    def __init__(self, sites: Iterable[SiteRoots]) -> None:
        self.sites = tuple(sites)

    @classmethod
    def load(cls, url_paths: Mapping[int, str] | None = None) -> "SiteMap":
        """One query: the root pages, their translations, and the sites that stand on them.

        `url_paths` are what is going to be the `url_path` of pages, by id, where that is not stored yet.
        """
        coming = url_paths or {}
        keys = Site.objects.values("root_page__translation_key")
        rows = Page.objects.filter(Q(translation_key__in=keys)).values_list(
            "translation_key",
            "id",
            "locale__language_code",
            "url_path",
            "path",
            "title",
            "sites_rooted_here__id",
            "sites_rooted_here__hostname",
            "sites_rooted_here__port",
            "sites_rooted_here__site_name",
            "sites_rooted_here__is_default_site",
        )
        roots: dict[Any, dict[int, Root]] = defaultdict(dict)
        sites: list[tuple[Any, str, tuple[Any, ...]]] = []
        for key, page, locale, url_path, tree_path, title, *site in rows:
            roots[key][page] = Root(page, locale, coming.get(page, url_path), tree_path, title)
            if site[0] is not None:
                sites.append((key, locale, tuple(site)))
        tree_paths = {root.tree_path for group in roots.values() for root in group.values()}
        return cls(
            SiteRoots(
                pk,
                hostname,
                port,
                name,
                is_default,
                locale,
                tuple(roots[key].values()),
                nested=tuple(sorted(_strictly_below(roots[key].values(), tree_paths))),
            )
            for key, locale, (pk, hostname, port, name, is_default) in sites
        )

    @classmethod
    def of_request(cls, request: Any) -> "SiteMap":
        """The sites, read once for a request that lists many pages; afresh without a request."""
        if request is None:
            return cls.load()
        if not hasattr(request, "_cms_sites"):
            request._cms_sites = cls.load()
        sites: SiteMap = request._cms_sites
        return sites

    def find(self, hostname: str, port: int | None = None) -> SiteRoots | None:
        """The site of a hostname; of several on one host the one with that port, or else the default or first one."""
        of_host = [site for site in self.sites if site.hostname == hostname]
        of_host.sort(key=lambda site: (site.port != port, not site.is_default, site.id))
        return of_host[0] if of_host else None

    @property
    def default(self) -> SiteRoots | None:
        """The site that answers for unknown hosts, if one is marked so."""
        return next((site for site in self.sites if site.is_default), None)

    def site_of(self, tree_path: str) -> SiteRoots | None:
        """The site a page belongs to: the one with the nearest root above it; the default one if several share it."""
        best: tuple[int, bool, SiteRoots] | None = None
        for site in self.sites:
            for root in site.roots:
                if tree_path.startswith(root.tree_path):
                    rank = (len(root.tree_path), site.is_default, site)
                    if best is None or rank[:2] > best[:2]:
                        best = rank
        return best[2] if best else None

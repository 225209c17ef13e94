"""Follow the redirects that editors keep in Wagtail (`wagtail.contrib.redirects`), as far as it is installed.

Which redirect is meant is decided as in Wagtail's middleware: the path with its query before the path alone, and one
of the site before one of all sites. Where it leads to is decided by what is public: a redirect to a page of this site
leads to where the page is on the frontend now, and one to what is not public is as if it were not there.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any, NamedTuple
from urllib.parse import SplitResult, urlsplit

from django.apps import apps
from django.db.models import Q
from django.urls import Resolver404
from django.utils.encoding import iri_to_uri
from wagtail.models import Page

from cms.delivery.moved import Place, past_of
from cms.delivery.public_documents import documents_of
from cms.delivery.spelling import AskedPath, location_of, read_path, spellings
from cms.models.page_documents import path_key
from cms.models.paths import SiteRoots
from cms.models.public import public_pages

__all__ = ["MAX_STEPS", "Destination", "Loop", "follow"]

MAX_STEPS = 10
"""Redirects that are followed, one to the next."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Destination:
    """Where a redirect leads in the end."""

    location: str
    """A path of the frontend or an address elsewhere, escaped as a header `Location` takes it."""
    permanent: bool
    valid_until: datetime | None = None


class Loop(Exception):
    """Redirects that lead back to where they began, or on for too long."""


class Found(NamedTuple):
    """A redirect as it is stored."""

    id: int
    old_path: str
    site: int | None
    permanent: bool
    page: int | None
    route: str
    link: str


def follow(asked: AskedPath, *, site: SiteRoots, now: datetime) -> Destination | None:
    """Where the redirect of a path leads; None without one that leads to something public. Raises `Loop`."""
    if not apps.is_installed("wagtail.contrib.redirects"):
        return None
    try:
        return _Walk(site, now).from_path(asked, ())
    except Loop:
        logger.warning("Redirects of site %s lead in a circle, or on for too long: %r", site.id, asked.given)
        raise


class _Walk:
    """One way from redirect to redirect."""

    def __init__(self, site: SiteRoots, now: datetime) -> None:
        self.site, self.now = site, now
        self.model: Any = apps.get_model("wagtailredirects", "Redirect")
        self.steps = 0

    def from_path(self, asked: AskedPath, passed: tuple[int, ...]) -> Destination | None:
        self.steps += 1
        if self.steps > MAX_STEPS:
            raise Loop
        for found in self._matching(asked):
            if found.id in passed:
                raise Loop
            leads_to = self._leads_to(found, (*passed, found.id))
            if leads_to is not None:
                return replace(leads_to, permanent=leads_to.permanent and found.permanent)
        return None

    def _matching(self, asked: AskedPath) -> Sequence[Found]:
        """The redirects of a path, the one that is meant first. One query."""
        forms = list(dict.fromkeys(self._forms(asked)))
        rows = self.model.objects.filter(Q(site=self.site.id) | Q(site=None), old_path__in=forms)
        columns = ("pk", "old_path", "site_id", "is_permanent", "redirect_page_id", "redirect_page_route_path",
                   "redirect_link")  # fmt: skip
        found = [Found(*row) for row in rows.values_list(*columns)]
        return sorted(found, key=lambda each: (forms.index(each.old_path), each.site is None))

    def _forms(self, asked: AskedPath) -> Iterator[str]:
        """How the path may be written in a redirect: with its query or without, unescaped or escaped."""
        paths = [path for path in (asked.path, asked.given) if path and not path.startswith("//")]
        for query in [f"?{asked.query}", ""] if asked.query else [""]:
            for path in paths:
                yield self.model.normalise_path(f"{path}{query}")
                yield self.model.normalise_path(f"{path}{query}", decode_unicode=False)
                yield self.model.normalise_path(iri_to_uri(f"{path}{query}") or "", decode_unicode=False)

    def _leads_to(self, found: Found, passed: tuple[int, ...]) -> Destination | None:
        if found.page is not None:
            return self._to_page(found.page, found.route)
        return self._to_link(found.link, passed)

    def _to_page(self, pk: int, route: str) -> Destination | None:
        """To a public page of the site, delivered or not, as links in documents do."""
        pages = public_pages(Page.objects.filter(pk=pk), now=self.now, site=self.site)
        row = pages.values_list("url_path", "locale__language_code", "expire_at").first()
        path = row and self.site.path_of(row[0], row[1])
        if not row or path is None:
            return None
        if route and _knows(pages.get(), route):
            path = f"{path.rstrip('/')}{route}"
        return Destination(location_of(path), permanent=True, valid_until=row[2])

    def _to_link(self, link: str, passed: tuple[int, ...]) -> Destination | None:
        try:
            parts = urlsplit(link)
        except ValueError:
            return None
        inner = self._path_here(parts)
        if inner is not None:
            return self._to_path(inner, parts, passed)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return None
        return Destination(iri_to_uri(link) or "", permanent=True)

    def _path_here(self, parts: SplitResult) -> str | None:
        """The path of a link that stays on this site's frontend."""
        if not parts.scheme and not parts.netloc:
            return parts.path if parts.path.startswith("/") and "\\" not in parts.path else None
        base = urlsplit(self.site.base_url)
        if parts.scheme not in ("http", "https") or parts.netloc.lower() != base.netloc.lower():
            return None
        path = parts.path or "/"
        return path.removeprefix(base.path) if path.startswith(f"{base.path}/") else None

    def _to_path(self, path: str, parts: SplitResult, passed: tuple[int, ...]) -> Destination | None:
        """To a page, or where the next redirect leads, or to an address that only the frontend knows."""
        asked = read_path(f"{path}?{parts.query}" if parts.query else path)
        if asked is None:
            return None
        rest = {"query": parts.query, "fragment": parts.fragment}
        paths = spellings(asked.path) if asked.path is not None else []
        found = self._public(paths)
        if found is None:
            further = self.from_path(asked, passed)
            if further is not None or not paths:
                return further
            found = past_of(paths, site_id=self.site.id, now=self.now)
        if found is None:
            return None if self._is_hidden(paths) else Destination(location_of(path, **rest), permanent=True)
        if found.path is None:
            return None
        return Destination(location_of(found.path, **rest), permanent=True, valid_until=found.expires_at)

    def _public(self, paths: Sequence[str]) -> Place | None:
        """The public page at the first of these paths at which there is one."""
        keys = [path_key(path) for path in paths]
        rows = documents_of(self.site.id, now=self.now).filter(path_key__in=keys)
        ends = dict(rows.values_list("path", "expires_at"))
        return next((Place(path, ends[path]) for path in paths if path in ends), None)

    def _is_hidden(self, paths: Sequence[str]) -> bool:
        """Whether there is a page that the public may not see. Its path is not told, not even by an editor's link."""
        places = [place for path in paths if (place := self.site.url_path_of(path)) is not None]
        at_places = (Q(url_path=url_path, locale__language_code=locale) for url_path, locale in places)
        pages = Page.objects.filter(reduce(or_, at_places, Q(pk__in=[])))
        return pages.exists() and not public_pages(pages, now=self.now, site=self.site).exists()


def _knows(page: Page, route: str) -> bool:
    """Whether a routable page has a view of its own at a route."""
    try:
        page.specific_deferred.resolve_subpage(route)
    except (AttributeError, Resolver404):
        return False
    return True

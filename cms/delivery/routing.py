"""What a path of the frontend leads to: a page, another path, what is gone, or nothing.

In this order: the page at the path; the same path spelled right; a redirect of an editor; the new path of the page that
was there; with `locale`, all of that once more in the site's own language; and if there was a page once, that it is
gone. A page that the public may not see, and has never seen there, is nothing at all.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from wagtail.models import Page

from cms.delivery.asked_sites import AskedSite
from cms.delivery.moved import past_of
from cms.delivery.public_documents import documents_of
from cms.delivery.redirects import Destination, Loop, follow
from cms.delivery.spelling import AskedPath, location_of, read_path, spellings
from cms.delivery.store import Stored, read_by_path
from cms.models.page_documents import path_key
from cms.models.paths import SiteRoots
from cms.models.public import public_pages

__all__ = ["Gone", "PageFound", "public_languages", "route"]


@dataclass(frozen=True)
class PageFound:
    """A page, with its document."""

    stored: Stored
    requested: str | None = None
    """The language that was asked for, if the page is in another one."""


class Gone:
    """There was a public page once, and is none now."""


Found = PageFound | Destination | Gone | None


def public_languages(site: SiteRoots, *, now: datetime) -> set[str]:
    """The languages of a site: those whose home page is public, and its own. One query."""
    roots = Page.objects.filter(pk__in=[root.page for root in site.roots])
    public = set(public_pages(roots, now=now, site=site).values_list("pk", flat=True))
    return {site.locale, *(root.locale for root in site.roots if root.page in public)}


def route(
    path: str,
    *,
    asked_site: AskedSite,
    find_site: Callable[[], SiteRoots],
    locale: str | None,
    now: datetime,
    known: str = "",
) -> Found:
    """What a path (with its query, if it has one) leads to. One query for a page whose document is not stale.

    `locale` is the language in which a path without prefix is asked for; `known` the entity tag of the document that
    the caller has already. `find_site` is called for everything but the page itself.
    """
    asked = read_path(path)
    if asked is None:
        return None
    if locale is None and asked.is_canonical and asked.path is not None:
        stored = read_by_path(asked.path, asked_site, now=now, known=known)
        if stored is not None:
            return PageFound(stored)
    try:
        return _Router(asked, asked_site, find_site(), locale, now).found()
    except Loop:
        return None


@dataclass(frozen=True)
class _Router:
    """All that a path can lead to, with the site at hand."""

    asked: AskedPath
    asked_site: AskedSite
    site: SiteRoots
    locale: str | None
    now: datetime

    def found(self) -> Found:
        """Raises `Loop`."""
        if self.asked.path is None:
            return follow(self.asked, site=self.site, now=self.now)
        ways = [self._places(self._asked_for)]
        if self.locale is not None:
            ways.append(self._places(self._instead))
        gone = False
        for places in ways:
            if places and places is not ways[0] and not self._has_language:
                break
            found = self._found_at(places) if places else None
            if found is not None and not isinstance(found, Gone):
                return found
            gone = gone or isinstance(found, Gone)
        return Gone() if gone else None

    @cached_property
    def _has_language(self) -> bool:
        return self.locale in public_languages(self.site, now=self.now)

    @cached_property
    def _prefixes(self) -> set[str]:
        return {root.locale for root in self.site.roots if root.locale != self.site.locale}

    def _places(self, place_of: Callable[[str, str], str | None]) -> dict[str, str]:
        """Spelling of the path → where its page has to be."""
        spelled = spellings(self.asked.path or "/", locales=self._prefixes)
        places = {path: place_of(path, path.split("/")[1]) for path in spelled}
        return {path: place for path, place in places.items() if place is not None}

    def _asked_for(self, path: str, first: str) -> str | None:
        """Where the page has to be in the language that is asked for: a prefix says so, or else `locale`."""
        if self.locale is None:
            return path
        if first in self._prefixes:
            return path if first == self.locale else None
        return path if self.locale == self.site.locale else f"/{self.locale}{path}"

    def _instead(self, path: str, first: str) -> str | None:
        """Where the page is that is given in another language: that of the prefix, or else the site's own."""
        if first in self._prefixes:
            return path if first != self.locale else path.removeprefix(f"/{first}")
        return None if self.locale == self.site.locale else path

    def _found_at(self, places: Mapping[str, str]) -> Found:
        place = next(iter(places.values()))
        found = self._page(place) or self._spelled_right(places)
        if found is not None:
            return found
        at_place = self.asked if place == self.asked.path else replace(self.asked, given=place, path=place)
        redirect = follow(at_place, site=self.site, now=self.now)
        if redirect is not None:
            return redirect
        past = past_of(list(places.values()), site_id=self.site.id, now=self.now)
        if past is None:
            return None
        if past.path is None:
            return Gone()
        return Destination(location_of(past.path), permanent=True, valid_until=past.expires_at)

    def _page(self, place: str) -> PageFound | None:
        """The page there, if the path is spelled right. Without `locale` it has been looked for already."""
        if self.locale is None or not self.asked.is_canonical:
            return None
        stored = read_by_path(place, self.asked_site, now=self.now)
        if stored is None:
            return None
        return PageFound(stored, None if stored.locale == self.locale else self.locale)

    def _spelled_right(self, places: Mapping[str, str]) -> Destination | None:
        others = {
            path: place
            for path, place in places.items()
            if path != self.asked.path or not self.asked.is_canonical
        }
        if not others:
            return None
        keys = [path_key(place) for place in others.values()]
        public = documents_of(self.site.id, now=self.now).filter(path_key__in=keys)
        found = dict(public.values_list("path", "expires_at"))
        for path, place in others.items():
            if place in found:
                location = location_of(path, query=self.asked.query)
                return Destination(location, permanent=True, valid_until=found[place])
        return None

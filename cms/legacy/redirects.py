"""Whoever has the old address finds the page: redirects from where an article was to where it is."""

from collections.abc import Iterable

from django.apps import apps
from wagtail.models import Page, Site

from cms.legacy.entries import About
from cms.legacy.mapping import Names
from cms.legacy.notes import Note
from cms.legacy.old_addresses import former, host_of, path_of

__all__ = ["ensure_redirects", "old_hosts"]

_LONGEST = 255


def old_hosts(about: About, names: Names) -> frozenset[str]:
    """The hosts of the old site: those that somebody named, and the article's own."""
    own = host_of(about.address)
    return frozenset({*(host.removeprefix("www.") for host in names.hosts), *([own] if own else [])})


def ensure_redirects(page: Page, about: About, *, names: Names, new_path: str) -> list[Note]:
    """Make the redirects that are not there. One that exists stays as it is, with a note if it leads elsewhere."""
    paths = list(_old_paths(about, old_hosts(about, names)))
    if not paths:
        return []
    if not apps.is_installed("wagtail.contrib.redirects"):
        return [Note("redirects_not_installed")]
    site = page.get_site()
    if site is None:
        return [Note("redirects_without_site")]
    return list(_ensure(page, site, paths, new_path))


def _ensure(page: Page, site: Site, paths: list[str], new_path: str) -> Iterable[Note]:
    from wagtail.contrib.redirects.models import Redirect

    wanted = dict.fromkeys(Redirect.normalise_path(path) for path in paths)
    wanted.pop(Redirect.normalise_path(new_path), None)
    too_long = [path for path in wanted if len(path) > _LONGEST]
    known = {each.old_path: each for each in Redirect.objects.filter(site=site, old_path__in=wanted)}
    for path in wanted:
        existing = known.get(path)
        if path in too_long:
            yield Note("redirect_too_long", None, {"path": path})
        elif existing is None:
            Redirect.objects.create(old_path=path, site=site, redirect_page=page, is_permanent=True)
            yield Note("redirect_created", None, {"path": path})
        elif existing.redirect_page_id != page.pk:
            yield Note("redirect_exists", None, {"path": path})


def _old_paths(about: About, hosts: frozenset[str]) -> Iterable[str]:
    for address in (about.address, *about.old_addresses):
        full = former(address, base=about.address)
        if full and host_of(full) in hosts and (path := path_of(full)) != "/":
            yield path

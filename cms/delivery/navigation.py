"""The menus of a site, from the pages that editors have ticked “Show in menus” on."""

from collections.abc import Iterable
from datetime import datetime

from pydantic import Field
from wagtail.models import Page

from blocks.schemas import Schema
from cms.delivery.public_documents import documents_of
from cms.models.paths import SiteRoots

__all__ = ["MAX_ENTRIES", "MAX_LEVELS", "NavigationEntry", "navigation_of"]

MAX_LEVELS = 5
MAX_ENTRIES = 1000
"""Of all languages together; the highest in the tree are given."""


class NavigationEntry(Schema):
    """A page that is shown in menus, with those below it."""

    id: int
    type: str
    title: str
    path: str
    locale: str
    children: list["NavigationEntry"] = Field(
        description="The next pages below it that are shown in menus, in the order of the tree."
    )


def navigation_of(
    site: SiteRoots, *, locales: Iterable[str], now: datetime
) -> dict[str, list[NavigationEntry]]:
    """The public pages that are shown in menus, by language, nested as in the tree. One query.

    A page stands below the nearest page above it that is in the menus too; what lies between them does not matter.
    The home page stands beside the others, not above them.
    """
    columns = ("page__path", "page_id", "type", "title", "path", "locale")
    shown = documents_of(site.id, now=now).filter(in_menus=True).order_by("page__depth", "page__path")
    rows = sorted(shown.values_list(*columns)[:MAX_ENTRIES])
    homes = {root.tree_path for root in site.roots}
    top: dict[str, list[NavigationEntry]] = {locale: [] for locale in locales}
    placed: dict[str, tuple[NavigationEntry, int]] = {}
    for tree_path, pk, type_, title, path, locale in rows:
        above, level = _nearest(tree_path, placed)
        if level >= MAX_LEVELS:
            continue
        entry = NavigationEntry(id=pk, type=type_, title=title, path=path, locale=locale, children=[])
        (top.setdefault(locale, []) if above is None else above.children).append(entry)
        if tree_path not in homes:
            placed[tree_path] = entry, level + 1
    return top


def _nearest(
    tree_path: str, placed: dict[str, tuple[NavigationEntry, int]]
) -> tuple[NavigationEntry | None, int]:
    """The nearest entry above a place in the tree, and its level; at the top, nothing and 0."""
    for end in range(len(tree_path) - Page.steplen, 0, -Page.steplen):
        if tree_path[:end] in placed:
            return placed[tree_path[:end]]
    return None, 0

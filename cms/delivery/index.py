"""Keep the rows of stored documents in step with the pages: one for each page that is live and public on a site.

Everything here runs inside the transaction of the change that it follows, after the change sequence has been taken.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from wagtail.models import Page

from cms.delivery import feed
from cms.delivery.contents import write_contents
from cms.delivery.keys import dependency_key
from cms.delivery.marking import in_batches, mark, mark_everything, mark_tree
from cms.delivery.pages import delivered_pages
from cms.delivery.purging import forget_documents
from cms.models import Change, ChangeSequence, PageDocument, PastPath, SiteFeed
from cms.models.page_documents import UNDATED, path_key
from cms.models.pages import delivered_models
from cms.models.paths import SiteMap, SiteRoots

__all__ = ["drop_expired", "forget_site", "remove", "sync_everything", "sync_page", "sync_some", "sync_tree"]


@dataclass(frozen=True)
class Entry:
    """What the index columns of a row have to be, as far as they follow from the page's place and dates."""

    path: str
    locale: str
    type: str
    title: str
    published_order: datetime
    updated_order: datetime
    in_menus: bool
    expires_at: datetime | None

    def apply(self, row: PageDocument) -> bool:
        """Set the columns; whether anything was different."""
        values = {**vars(self), "path_key": path_key(self.path)}
        changed = {name for name, value in values.items() if getattr(row, name) != value}
        for name in changed:
            setattr(row, name, values[name])
        return bool(changed)


COLUMNS = [*Entry.__dataclass_fields__, "path_key"]
Keys = tuple[int, int]
"""(site, page)"""


def _sites_around(tree_path: str, sites: SiteMap) -> list[SiteRoots]:
    """The sites to which a page or something below it can belong."""
    return [
        site
        for site in sites.sites
        if any(
            tree_path.startswith(root.tree_path) or root.tree_path.startswith(tree_path)
            for root in site.roots
        )
    ]


def _entries(
    where: Q, *, sites: Iterable[SiteRoots], url_paths: Mapping[int, str], now: datetime
) -> dict[Keys, Entry]:
    """The rows that there have to be: one query a site."""
    types = {(model._meta.app_label, model._meta.model_name): model.wire_type for model in delivered_models()}
    found = {}
    for site in sites:
        rows = delivered_pages(site=site, now=now).filter(where).values_list(
            "pk", "url_path", "locale__language_code", "content_type__app_label", "content_type__model", "title",
            "first_published_at", "last_published_at", "show_in_menus", "expire_at",
        )  # fmt: skip
        for pk, url_path, locale, app_label, model, title, first, last, in_menus, expire_at in rows:
            path = site.path_of(url_paths.get(pk, url_path), locale)
            if path is not None:
                found[site.id, pk] = Entry(
                    path=path,
                    locale=locale,
                    type=types[app_label, model],
                    title=title,
                    published_order=first or UNDATED,
                    updated_order=last or UNDATED,
                    in_menus=in_menus,
                    expires_at=expire_at,
                )
    return found


def _sync(where: Q, *, sites: Iterable[SiteRoots], url_paths: Mapping[int, str], now: datetime) -> set[int]:
    """Make the rows of some pages what they have to be; the ids of the pages of which they were not."""
    entries = _entries(where, sites=sites, url_paths=url_paths, now=now)
    stored = PageDocument.objects.filter(page__in=Page.objects.filter(where).values("pk"))
    rows = {(row.site_id, row.page_id): row for row in stored.defer("document", "card")}
    gone = [row for key, row in rows.items() if key not in entries]
    remove(gone, now=now)
    new, different, moved = [], [], []
    for (site_id, page_id), entry in entries.items():
        row = rows.get((site_id, page_id))
        if row is None:
            row = PageDocument(site_id=site_id, page_id=page_id)
            entry.apply(row)
            new.append(row)
            continue
        before = row.path
        if entry.apply(row):
            row.stale = row.card_stale = True
            different.append(row)
            if row.path != before:
                moved.append((row, before))
    forget_documents([(row, row.path) for row in different], now=now)
    _leave(moved, now=now)
    for row, _ in moved:
        row.etag = ""  # nobody has been told of it at its new path, even if it comes out as it was
    PageDocument.objects.bulk_update(different, [*COLUMNS, "stale", "card_stale", "etag"], batch_size=200)
    PageDocument.objects.bulk_create(new, batch_size=200)
    write_contents(new)
    return {row.page_id for row in [*gone, *new, *different]}


def remove(rows: Sequence[PageDocument], *, now: datetime) -> None:
    """The pages of these rows are not public any more."""
    if rows:
        _leave([(row, row.path) for row in rows], now=now)
        for batch in in_batches(row.pk for row in rows):
            PageDocument.objects.filter(pk__in=batch).delete()


def _leave(rows: Sequence[tuple[PageDocument, str]], *, now: datetime) -> None:
    """The documents of these rows are gone from these paths: the feed says so, as far as it ever told of them."""
    forget_documents(rows, now=now)
    feed.append((feed.deletion(row, path=path, now=now) for row, path in rows if row.etag), now=now)
    PastPath.objects.bulk_create(
        [
            PastPath(site_id=row.site_id, path_key=path_key(path), page_id=row.page_id, at=now)
            for row, path in rows
        ],
        update_conflicts=True,
        unique_fields=["site", "path_key"],
        update_fields=["page_id", "at"],
        batch_size=200,
    )


def forget_site(site_id: int) -> None:
    """A site is about to be deleted, perhaps with its root page: nothing is left to say about it."""
    for model in (PageDocument, PastPath, Change, SiteFeed):
        model.objects.filter(site=site_id).delete()


@transaction.atomic
def sync_page(page: Any, keys: Collection[str], *, now: datetime) -> None:
    """After a page was saved, given in its own class: its rows with all they hold, and what depends on it."""
    ChangeSequence.take()
    sites = SiteMap.load()
    _sync(Q(pk=page.pk), sites=_sites_around(page.path, sites), url_paths={page.pk: page.url_path}, now=now)
    rows = PageDocument.objects.filter(page=page.pk).defer("document", "card")
    write_contents(list(rows), pages={page.pk: page})
    mark({*keys, dependency_key("page", page.pk)}, now=now)


@transaction.atomic
def sync_tree(tree_path: str, *, url_paths: Mapping[int, str] | None = None, now: datetime) -> None:
    """After the place or the visibility of a page changed: it and everything below it.

    `url_paths` says what Wagtail is going to write there in this transaction.
    """
    ChangeSequence.take()
    where = Q(path__startswith=tree_path)
    sites = _sites_around(tree_path, SiteMap.load(url_paths))
    _sync(where, sites=sites, url_paths=url_paths or {}, now=now)
    mark_tree(Page.objects.filter(where), now=now)


@transaction.atomic
def sync_some(pages: Collection[int], *, now: datetime) -> set[int]:
    """Compare the rows of some pages with the pages, and mend them; the ids of those of which something was wrong."""
    ChangeSequence.take()
    where = Q(pk__in=pages)
    wrong = _sync(where, sites=SiteMap.load().sites, url_paths={}, now=now)
    rows = {row.pk: row for row in PageDocument.objects.filter(page__in=pages).defer("document", "card")}
    wrong |= {rows[pk].page_id for pk in write_contents(list(rows.values()))}
    if wrong:
        mark_tree(Page.objects.filter(pk__in=wrong), now=now)
    return wrong


@transaction.atomic
def sync_everything(*, now: datetime) -> None:
    """All rows of all sites, after a change to sites or languages; all documents are built again."""
    ChangeSequence.take()
    stray = PageDocument.objects.exclude(site__in=[site.id for site in SiteMap.load().sites])
    remove(list(stray.defer("document", "card")), now=now)
    _sync(Q(), sites=SiteMap.load().sites, url_paths={}, now=now)
    mark_everything(now=now)


@transaction.atomic
def drop_expired(*, now: datetime) -> int:
    """Remove the rows of pages whose time is over, though nothing has taken them down yet; how many there were."""
    ChangeSequence.take()
    expired = list(PageDocument.objects.filter(expires_at__lte=now).defer("document", "card"))
    remove(expired, now=now)
    mark_tree(Page.objects.filter(pk__in=[row.page_id for row in expired]), now=now)
    return len(expired)

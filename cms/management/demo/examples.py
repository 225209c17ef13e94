"""Gives the demo what a site collects in years: a page that was taken down, an address that has moved."""

from collections.abc import Iterable, Iterator

from django.apps import apps
from wagtail.models import Page

from cms.management.demo.data import Record, fingerprint
from cms.management.demo.ledger import Ledger
from cms.management.demo.library import Library
from cms.management.demo.pages import Outcome, fill
from cms.models import StandardPage

__all__ = ["place_redirects", "place_withdrawn"]


def place_withdrawn(record: Record, library: Library, ledger: Ledger, *, parent: Page) -> tuple[str, str]:
    """The path of a page that is published and taken down again, and what became of it."""
    path = f"{parent.get_url_parts()[2]}{record['slug']}/"
    name = f"page:{record['slug']}"
    if ledger.find(StandardPage, name) is not None:
        return path, Outcome.PRESENT
    if parent.get_children().filter(slug=record["slug"]).exists():
        return path, Outcome.FOREIGN
    page = parent.add_child(instance=StandardPage(title=record["title"], slug=record["slug"], live=False))
    fill(page, record, library)
    page.save_revision().publish()
    page.refresh_from_db()
    page.unpublish()
    ledger.write(page, name, fingerprint=fingerprint(record))
    return path, "made, published and taken down"


def place_redirects(records: Iterable[Record], library: Library) -> Iterator[tuple[str, str]]:
    """The addresses that lead to a page, and what became of each.

    None on a site without Wagtail's redirects, and none to a draft.
    """
    if not apps.is_installed("wagtail.contrib.redirects"):
        return
    from wagtail.contrib.redirects.models import Redirect

    for record in records:
        if Redirect.objects.filter(old_path=Redirect.normalise_path(record["from"])).exists():
            yield record["from"], "already there"
            continue
        page = Page.objects.get(pk=library.find("page", record["to"]))
        if not page.live:
            continue
        Redirect.add_redirect(record["from"], redirect_to=page, is_permanent=True)
        yield record["from"], f"leads to {page.specific.get_url_parts()[2]}"

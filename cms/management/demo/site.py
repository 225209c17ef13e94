"""Makes what the demo's pages stand in: a site with a home page."""

from django.db import transaction
from wagtail.models import Page, Site

from cms.management.demo.data import Record
from cms.management.demo.pages import Pages
from cms.models import StandardPage

__all__ = ["HOSTNAME", "place_home"]

HOSTNAME = "localhost"
WELCOME = "Welcome to your new Wagtail site!"


@transaction.atomic
def place_home(pages: Pages, record: Record, *, port: int) -> tuple[Page, str]:
    """The home page of the demo's site, and what became of it.

    Wagtail's welcome page gives way while nobody has touched it. A default site that has another home page keeps it:
    the demo's pages then go below that one.
    """
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    ours = pages.ledger.find(StandardPage, f"page:{record['slug']}")
    if ours is None and site is not None and not _is_pristine(site.root_page):
        home = site.root_page.specific
        return home, f"the site has a home page of its own, “{home.title}”; the demo goes below it"
    welcome = site.root_page if site is not None and ours is None else None
    if welcome is not None:
        Page.objects.filter(pk=welcome.pk).update(slug="welcome")
    home, outcome = pages.place(StandardPage, record, parent=Page.get_first_root_node())
    if site is None or site.root_page_id in (home.pk, getattr(welcome, "pk", None)):
        _serve(site or Site(is_default_site=True), home, port=port)
    if welcome is not None:
        Page.objects.get(pk=welcome.pk).delete()
    return home, outcome


def _is_pristine(page: Page) -> bool:
    return (
        page.specific_class is Page
        and page.title == WELCOME
        and page.latest_revision_id is None
        and page.get_children_count() == 0
    )


def _serve(site: Site, home: Page, *, port: int) -> None:
    wanted = {"hostname": HOSTNAME, "port": port, "root_page_id": home.pk}
    if site.pk is None or any(getattr(site, name) != value for name, value in wanted.items()):
        for name, value in wanted.items():
            setattr(site, name, value)
        site.site_name = site.site_name or home.title
        site.full_clean()
        site.save()

"""Where drafts go, and what a person wants of an import."""

from collections.abc import Callable, Container
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, Site

from cms.legacy.mapping import Names, WrongNames
from cms.models import IntroducedMixin, ResearchSummaryMixin, ResearchSummaryPage
from cms.models.legacy_runs import LegacyRun

__all__ = ["LoadRefused", "Order", "Target", "find_page", "page_model_of"]


class LoadRefused(Exception):
    """The item can not be loaded where it should go; nothing was written. The message is for people."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """Where drafts go: below ``parent``, in ``locale``, as pages of ``page_model``. Raises ``LoadRefused``."""

    parent: Page
    locale: Locale
    page_model: type[Page] = ResearchSummaryPage

    def __post_init__(self) -> None:
        model = self.page_model
        name = model._meta.verbose_name
        if not issubclass(self.page_model, ResearchSummaryMixin | IntroducedMixin):
            said = _("Pages of the type “%(type)s” have no standfirst and body to import into.")
            raise LoadRefused(said % {"type": name})
        if not model.can_create_at(self.parent):
            values = {"type": name, "parent": self.parent.title}
            raise LoadRefused(_("No page of the type “%(type)s” may stand below “%(parent)s”.") % values)


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """What is to be done with each entry, and the targets that the mapping names, judged. ``now`` is the time of the
    import, the same for all of it; ``deleted`` has the keys of earlier imports whose pages are gone."""

    target: Target
    now: datetime
    names: Names = field(default_factory=Names)
    publish: bool = False
    redirects: bool = True
    dry_run: bool = False
    run: LegacyRun | None = None
    deleted: Container[str] = ()
    types: dict[str, type[Page] | None] = field(default_factory=dict)
    parents: dict[str, Page] = field(default_factory=dict)
    is_gone: Callable[[str], bool] = lambda key: False
    """Whether the source of that key does not lie there any more."""

    @classmethod
    def of(cls, *, target: Target, names: Names, **options: Any) -> "Order":
        """Find the page types and parents that the mapping names. Raises ``WrongNames``."""
        types: dict[str, type[Page] | None] = {}
        for name, label in names.types.items():
            types[name] = None
            if label is not None:
                try:
                    types[name] = page_model_of(label)
                    Target(parent=target.parent, locale=target.locale, page_model=types[name] or Page)
                except LoadRefused as error:
                    raise WrongNames(f"types.{name}: {error}") from error
        parents: dict[str, Page] = {}
        for name, place in names.parents.items():
            page = find_page(place)
            if page is None:
                said = _("There is no page %(place)s.") % {"place": place}
                raise WrongNames(f"parents.{name}: {said}")
            parents[name] = page
        return cls(target=target, names=names, types=types, parents=parents, **options)


def page_model_of(label: str) -> type[Page]:
    """The page type of that name, such as ``cms.ResearchSummaryPage``. Raises ``LoadRefused``."""
    try:
        found = apps.get_model(label)
    except (LookupError, ValueError) as error:
        raise LoadRefused(_("There is no page type %(label)r.") % {"label": label}) from error
    if not issubclass(found, Page):
        raise LoadRefused(_("%(label)r is no page type.") % {"label": label})
    return found


def find_page(value: str) -> Page | None:
    """The page with the id, or with the path on the default site, or in the tree."""
    if value.isdecimal():
        found = Page.objects.filter(pk=int(value)).first() if len(value) < 19 else None
        return found.specific if found else None
    path = f"/{value.strip('/')}/" if value.strip("/") else "/"
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    paths = [site.root_page.url_path.rstrip("/") + path] if site else []
    for wanted in (*paths, path):
        if page := Page.objects.filter(url_path=wanted).first():
            return page.specific
    return None

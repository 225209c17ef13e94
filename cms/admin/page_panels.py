"""For whoever edits a page: which panels it carries and why, and of which kinds the chosen panels are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch, URLPattern, path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from wagtail.models import Page

from blocks.vocabulary import PanelPosition
from cms.delivery.page_panels import decisions_for
from cms.delivery.placing.plan import Decision
from cms.delivery.placing.rules import Rule
from cms.models import CallToAction, DeliveredPage
from cms.models.paths import SiteMap
from cms.remarks.reading import is_key

__all__ = ["page_panels_urls"]

MOST_KINDS = 200


@dataclass(frozen=True)
class Row:
    """A panel in the list."""

    panel: CallToAction | None
    panel_url: str
    where: str
    source: str
    """What brings it: the name of the page or the site whose rule it is; empty for one in the text."""
    source_url: str
    reason: str


@method_decorator(never_cache, name="dispatch")
class PagePanelsView(View):
    """A part of the editor's page: the panels of the newest draft, as the public would see it now."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The list."""
        found = get_object_or_404(Page, pk=pk)
        if not found.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        page = found.specific.get_latest_revision_as_object()
        sites = SiteMap.load()
        site = sites.site_of(page.path)
        rows: list[Row] = []
        if site is not None and isinstance(page, DeliveredPage):
            decisions = decisions_for(page, site=site, sites=sites, now=timezone.now())
            rows = list(_rows(request, decisions, site.id))
        context = {
            "carried": [row for row in rows if not row.reason],
            "left_out": [row for row in rows if row.reason],
            "is_on_a_site": site is not None,
        }
        return render(request, "cms/admin/page_panels.html", context)


def _rows(request: Any, decisions: Iterable[Decision], site: int) -> Iterable[Row]:
    panels = CallToAction.objects.in_bulk([each.panel for each in decisions if is_key(each.panel)])
    viewset: Any = CallToAction.snippet_viewset
    may_edit = viewset.permission_policy.user_has_permission(request.user, "change")
    above = Page.objects.in_bulk([each.rule.page for each in decisions if each.rule and each.rule.page])
    for decision in decisions:
        panel = panels.get(decision.panel) if is_key(decision.panel) else None
        rule = decision.rule
        yield Row(
            panel=panel,
            panel_url=reverse(viewset.get_url_name("edit"), args=(panel.pk,)) if panel and may_edit else "",
            where=_place_of_rule(rule) if rule else _place_in_text(decision),
            source=_source(rule, above) if rule else "",
            source_url=_source_url(rule, site) if rule else "",
            reason=str(decision.reason.label) if decision.reason else "",
        )


def _place_in_text(decision: Decision) -> str:
    if decision.block is None or decision.block < 0:
        return _("A field of the page")
    return _("In the text, block %(number)d") % {"number": decision.block + 1}


def _place_of_rule(rule: Rule) -> str:
    if rule.position == PanelPosition.AFTER_SECTION:
        return _("After section %(number)d") % {"number": rule.section or 0}
    return _("At the end")


def _source(rule: Rule, above: Mapping[int, Page]) -> str:
    if rule.page is None:
        return _("a rule of the site")
    page = above.get(rule.page)
    return _("a rule of “%(page)s”") % {"page": page.get_admin_display_title() if page else rule.page}


def _source_url(rule: Rule, site: int) -> str:
    if rule.page is not None:
        return reverse("wagtailadmin_pages:edit", args=(rule.page,))
    try:
        return reverse("wagtailsettings:edit", args=("cms", "siteprofile", site))
    except NoReverseMatch:  # the host does without wagtail.contrib.settings
        return ""


@method_decorator(never_cache, name="dispatch")
class PanelKindsView(View):
    """The kinds of panels by id, for the script that tells of a second one of a kind."""

    def get(self, request: HttpRequest) -> JsonResponse:
        """`{"7": {"kind": …, "label": …, "heading": …}}`; what is no id of a panel is not in it."""
        ids = [word for word in request.GET.get("ids", "").split(",") if word.isdecimal() and len(word) < 19]
        rows = CallToAction.objects.filter(pk__in=ids[:MOST_KINDS]).only("pk", "kind", "heading")
        return JsonResponse(
            {
                str(panel.pk): {
                    "kind": panel.kind,
                    "label": panel.get_kind_display(),
                    "heading": panel.heading,
                }
                for panel in rows
            }
        )


def page_panels_urls() -> list[URLPattern]:
    """Hook `register_admin_urls`."""
    return [
        path("panels/page/<int:pk>/", PagePanelsView.as_view(), name="cms_page_panels"),
        path("panels/kinds/", PanelKindsView.as_view(), name="cms_panel_kinds"),
    ]

"""A page in the admin for those who edit here for the first time."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.models import CallToAction, Person, Reference, ResearchIndexPage, ResearchSummaryPage, Topic

__all__ = ["guide_menu_item", "guide_urls"]

LAST = 900
"""The place in the menu: below what one works with."""

SECTIONS = (
    ("first-summary", _("Your first summary")),
    ("citing", _("Citing")),
    ("findings", _("Findings and numbers")),
    ("panels", _("Panels")),
    ("remarks", _("Remarks, and how to acknowledge one")),
    ("preview", _("Preview and sharing")),
    ("review", _("Review and publishing")),
    ("saving", _("When something is not saved")),
)

SIGNS = (
    ("cms-reference", _("A reference: a publication in the library")),
    ("cms-call-to-action", _("A panel: it asks readers to do something")),
    ("openquote", _("Cite a source, in the toolbar of a text")),
    ("comment-add", _("Comment on this field")),
    ("plus", _("Insert a block")),
    ("bars", _("Drag a block to another place")),
    ("copy", _("Duplicate a block")),
    ("bin", _("Remove a block")),
    ("list-ul", _("Remarks: what the rules say about the last saved draft")),
    ("mobile-alt", _("Preview: the page as readers would see it now")),
    ("info-circle", _("Status of the page: who sees it, its schedule, its workflow")),
    ("glasses", _("Checks of the previewed page")),
    ("history", _("History: every version, and what has changed between two")),
    ("warning", _("Something needs your attention")),
)


class GuideView(WagtailAdminTemplateMixin, View):
    """The guide. Its links lead to what the site has, and to what the user may open."""

    template_name = "cms/admin/guide.html"
    page_title = _("Guide")
    header_icon = "help"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get(self, request: HttpRequest) -> HttpResponse:
        page: HttpResponse = self.render_to_response(self.get_context_data())
        return page

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {
            **context,
            "sections": SECTIONS,
            "signs": SIGNS,
            "tools": {
                "add_summary": self._add_summary(),
                "summaries": _address("research-summaries:index"),
                "references": self._of_library(Reference),
                "import": self._of_library(Reference, "import", "add"),
                "panels": self._of_library(CallToAction),
                "people": self._of_library(Person),
                "topics": self._of_library(Topic),
                "sources": _address("cms_sources_report"),
                "shared": _address("shared-previews:index"),
                "remarks": _address("cms_remarks_report"),
            },
        }

    def _of_library(self, model: Any, view: str = "list", action: str = "") -> str:
        viewset = model.snippet_viewset
        actions = [action] if action else ["add", "change", "delete", "view"]
        policy = viewset.permission_policy
        allowed = policy.user_has_any_permission(self.request.user, actions)
        return _address(viewset.get_url_name(view)) if allowed else ""

    def _add_summary(self) -> str:
        """Where a summary is begun: below the first index that the user may add pages to."""
        model = ResearchSummaryPage._meta
        for index in ResearchIndexPage.objects.live().order_by("path"):
            if index.permissions_for_user(self.request.user).can_add_subpage():
                return _address("wagtailadmin_pages:add", model.app_label, model.model_name, index.pk)
        return ""


def _address(name: str, *args: Any) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:  # a host may have taken a list out
        return ""


class GuideMenuItem(MenuItem):
    """Shown to whoever edits pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(user_has_any_page_permission(request.user))


def guide_menu_item() -> MenuItem:
    """Hook of the research menu."""
    return GuideMenuItem(_("Guide"), reverse("cms_guide"), name="guide", icon_name="help", order=LAST)


def guide_urls() -> list[URLPattern]:
    """Hook `register_admin_urls`."""
    return [path("guide/", GuideView.as_view(), name="cms_guide")]

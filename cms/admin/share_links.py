"""Links with which somebody outside sees a draft on the frontend: made from a page, listed, and taken back."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.decorators.cache import never_cache
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn, UserColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log
from wagtail.models import Page, get_page_models
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms.admin.date_columns import PlainDateColumn
from cms.conf import conf
from cms.delivery.previewing.build import Viewer
from cms.delivery.previewing.frontends import frontend_site, site_of
from cms.delivery.previewing.keeping import keep_share, share_url
from cms.delivery.previewing.rights import may_preview_object, may_share
from cms.delivery.previewing.serving import what_to_set
from cms.models.delivered_page import DeliveredPage
from cms.models.paths import SiteMap
from cms.models.previews import PreviewSnapshot

__all__ = ["REVOKED", "SHARED", "ShareLinkViewSet", "share_button"]

SHARED, REVOKED = "cms.preview.share", "cms.preview.revoke"


def share_links_of(user: Any, *, now: datetime) -> QuerySet[PreviewSnapshot]:
    """The links that a user knows of: the own ones and those to pages that the user edits; a superuser all."""
    links = PreviewSnapshot.objects.filter(kind=PreviewSnapshot.Kind.SHARE, expires_at__gt=now)
    if user.is_superuser:
        return links
    pages = PagePermissionPolicy().instances_user_has_any_permission_for(user, {"change", "publish"})
    types = ContentType.objects.get_for_models(*get_page_models()).values()
    edited = pages.order_by().annotate(text=Cast("pk", CharField())).values("text")
    return links.filter(user=user) | links.filter(content_type__in=types, object_id__in=edited)


class ShareForm(forms.Form):
    """For how long, and for whom."""

    days = forms.TypedChoiceField(label=_("Valid for"), coerce=int, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Note"),
        max_length=200,
        required=False,
        help_text=_("For whom the link is, or what it is for. Only editors see it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days: Any = self.fields["days"]
        days.choices = [
            (number, ngettext("%(days)d day", "%(days)d days", number) % {"days": number})
            for number in conf.preview_share_days
        ]
        days.initial = conf.preview_share_days[0]


@method_decorator(never_cache, name="dispatch")
class ShareView(View):
    """Makes a link to the newest saved draft of a page, and shows it this once."""

    index_url_name = ""

    def setup(self, request: HttpRequest, *args: Any, pk: int, **kwargs: Any) -> None:
        super().setup(request, *args, pk=pk, **kwargs)
        found = get_object_or_404(Page, pk=pk)
        if not issubclass(found.specific_class or Page, DeliveredPage):
            raise Http404
        if not may_preview_object(request.user, found):
            raise PermissionDenied
        self.page = found.specific.get_latest_revision_as_object()
        self.sites = SiteMap.load()
        self.site = frontend_site(self.page, self.sites)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._show(ShareForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = ShareForm(request.POST)
        if self.site is None or not may_share(self.page) or not form.is_valid():
            return self._show(form)
        viewer = Viewer(request.user, self.site, self.sites, timezone.now())
        snapshot, token = keep_share(self.page, viewer, **form.cleaned_data)
        data = {"note": snapshot.note, "expires_at": snapshot.expires_at.isoformat()}
        log(instance=self.page, action=SHARED, user=request.user, data=data)
        return self._show(form, link=share_url(self.site.base_url, token), snapshot=snapshot)

    def _show(self, form: ShareForm, **made: Any) -> HttpResponse:
        missing = "" if self.site else what_to_set(site_of(self.page, self.sites))
        context = {
            "page": self.page,
            "form": form,
            "is_restricted": not may_share(self.page),
            "missing": missing,
            "list_url": reverse(self.index_url_name),
            "page_title": gettext("Share a preview"),
            "page_subtitle": self.page.get_admin_display_title(),
            "header_title": gettext("Share a preview"),
            "header_icon": "link",
            **made,
        }
        return render(self.request, "cms/admin/share.html", context)


class ShareLinkIndexView(generic.IndexView):
    """The list."""

    page_title = _("Shared previews")
    header_icon = "link"
    permission_required = None
    any_permission_required: list[str] | None = None

    def get_base_queryset(self) -> QuerySet[PreviewSnapshot]:
        return share_links_of(self.request.user, now=timezone.now()).select_related("user")

    def get_edit_url(self, instance: PreviewSnapshot) -> None:
        """Nothing is edited here: what was shared stays as it was."""

    def get_delete_url(self, instance: PreviewSnapshot) -> None:
        """It is taken back, by the button in its row."""

    def get_add_url(self) -> None:
        """Links are made from pages."""


@method_decorator(never_cache, name="dispatch")
class RevokeView(View):
    """Asks, and takes a link back: from then on it shows nothing, also to who has opened it."""

    index_url_name = ""

    def setup(self, request: HttpRequest, *args: Any, pk: int, **kwargs: Any) -> None:
        super().setup(request, *args, pk=pk, **kwargs)
        self.link = get_object_or_404(share_links_of(request.user, now=timezone.now()), pk=pk)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        context = {
            "link": self.link,
            "list_url": reverse(self.index_url_name),
            "page_title": gettext("Take back"),
            "page_subtitle": self.link.title,
            "header_title": gettext("Take back"),
            "header_icon": "link",
        }
        return render(request, "cms/admin/revoke.html", context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        page = Page.objects.filter(pk=self.link.object_id).first()
        self.link.delete()
        if page is not None:
            log(instance=page, action=REVOKED, user=request.user, data={"note": self.link.note})
        messages.success(request, _("The link is taken back: it shows nothing any more."))
        return redirect(reverse(self.index_url_name))


class ShareLinkViewSet(ViewSet):
    """Links to drafts that are shared."""

    name = "shared-previews"
    icon = "link"
    menu_label = _("Shared previews")
    menu_name = "shared-previews"

    def get_urlpatterns(self) -> list[URLPattern]:
        own = {"index_url_name": self.get_url_name("index")}
        columns = [
            TitleColumn("title", label=_("Page"), url_name=self.get_url_name("revoke"), sort_key="title"),
            Column("note", label=_("Note")),
            UserColumn("user", label=_("Made by")),
            DateColumn("created_at", label=_("Made"), sort_key="created_at"),
            PlainDateColumn("expires_at", label=_("Valid until"), sort_key="expires_at"),
        ]
        listing = {
            **own,
            "model": PreviewSnapshot,
            "columns": columns,
            "index_results_url_name": self.get_url_name("index_results"),
            "results_template_name": "cms/admin/share_results.html",
        }
        return [
            path("", self.construct_view(ShareLinkIndexView, **listing), name="index"),
            path(
                "results/",
                self.construct_view(ShareLinkIndexView, **listing, results_only=True),
                name="index_results",
            ),
            path("page/<int:pk>/", self.construct_view(ShareView, **own), name="share"),
            path("revoke/<int:pk>/", self.construct_view(RevokeView, **own), name="revoke"),
        ]


def share_button(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Any:
    """Hook `register_page_header_buttons`: the way to share the saved draft of a page."""
    if page.pk and issubclass(page.specific_class or Page, DeliveredPage) and may_preview_object(user, page):
        yield Button(
            _("Share a preview"),
            reverse("shared-previews:share", args=(page.pk,)),
            icon_name="link",
            priority=55,
        )

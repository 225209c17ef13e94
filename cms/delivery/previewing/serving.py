"""What the preview panel of the editor gets: the way to the frontend, or a page that says why there is none."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from pydantic import ValidationError
from wagtail.models import Locale, Page

from cms.conf import conf
from cms.delivery.previewing.build import Viewer
from cms.delivery.previewing.frontends import has_frontend, site_of
from cms.delivery.previewing.keeping import keep_live
from cms.delivery.previewing.rights import may_preview_object
from cms.models.paths import SiteMap, SiteRoots

__all__ = ["serve_preview", "what_to_set"]

HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}


def serve_preview(instance: Any, request: Any, mode: str) -> HttpResponse:
    """A redirect to the frontend's preview page, with a code that shows this object, as it is in the form, once."""
    user, session = getattr(request, "user", None), getattr(request, "session", None)
    if user is None or session is None or not session.session_key or not _may_preview(user, instance):
        return _explain(
            request, _("You can not preview this."), _("Sign in again, and open the editor anew.")
        )
    sites = SiteMap.load()
    site = site_of(instance, sites)
    if site is None or not has_frontend(site):
        return _explain(request, _("There is no frontend to show this page."), what_to_set(site))
    if instance.locale_id is None:  # a form for something new does not say in which language it will be
        instance.locale = Locale.get_default()
    modes = [name for name, _label in instance.preview_modes]
    try:
        _snapshot, code = keep_live(
            instance,
            Viewer(user, site, sites, timezone.now()),
            mode=mode if mode in modes else instance.default_preview_mode,
            session=session.session_key,
            admin_origin=f"{request.scheme}://{request.get_host()}",
            in_panel=bool(getattr(request, "in_preview_panel", False)),
        )
    except ValidationError:
        return _explain(
            request,
            _("There is too little to show yet."),
            _("Fill in what is required first: for a panel, what kind it is."),
        )
    address = f"{site.base_url}{conf.preview_path}?{urlencode({'code': code})}"
    return HttpResponse(status=302, headers={**HEADERS, "Location": address})


def _may_preview(user: Any, instance: Any) -> bool:
    """A page that was never saved stands under one where the user may add it: Wagtail has asked that."""
    if isinstance(instance, Page) and not instance.pk:
        return bool(instance.get_parent().permissions_for_user(user).can_add_subpage())
    return may_preview_object(user, instance)


def what_to_set(site: SiteRoots | None) -> str:
    """What an administrator has to do before anything can be previewed."""
    if site is None:
        return _("It belongs to no site: set up a site (Settings, Sites) whose root page is above it.")
    return _("Name the address of the frontend of “%(hostname)s” in the setting CMS_FRONTEND_URLS.") % {
        "hostname": site.hostname
    }


def _explain(request: Any, title: str, text: str) -> HttpResponse:
    context: Mapping[str, str] = {"title": title, "text": text}
    answer = render(request, "cms/admin/no_preview.html", context)
    for name, value in HEADERS.items():
        answer[name] = value
    return answer

"""What is in use can not be deleted, and the editor learns who uses it instead of meeting an exception."""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin.utils import quote
from django.db import models
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page

from cms.models.usage import ProtectedWhileUsed, uses_of

__all__ = ["refuse_deletion_in_use"]

MOST = 20
"""How many users of one object are listed; the usage view has all of them."""


def refuse_deletion_in_use(
    request: HttpRequest, instances: Iterable[models.Model]
) -> TemplateResponse | None:
    """Hook `before_delete_snippet`, for one object and for a selection: an explanation if one of them is in use."""
    selected = list(instances)
    blocked = [_blocked(request, one, users) for one in selected if (users := _users_of(one))]
    if not blocked:
        return None
    context = {
        "blocked": blocked,
        "others": len(selected) - len(blocked),
        "verbose_name": selected[0]._meta.verbose_name,
        "verbose_name_plural": selected[0]._meta.verbose_name_plural,
        "header_icon": getattr(getattr(selected[0], "snippet_viewset", None), "icon", "warning"),
        "back_url": _url_of("list", selected[0]),
    }
    return TemplateResponse(request, "cms/admin/in_use.html", context)


def _users_of(instance: models.Model) -> list[models.Model]:
    return uses_of(instance) if isinstance(instance, ProtectedWhileUsed) else []


def _blocked(request: HttpRequest, instance: models.Model, users: list[models.Model]) -> dict[str, Any]:
    finder = AdminURLFinder(request.user)
    return {
        "object": instance,
        "edit_url": finder.get_edit_url(instance),
        "usage_url": _url_of("usage", instance),
        "users": [_user(finder, user) for user in users[:MOST]],
        "more": max(0, len(users) - MOST),
    }


def _user(finder: AdminURLFinder, user: models.Model) -> dict[str, Any]:
    name = user.specific_class._meta.verbose_name if isinstance(user, Page) else user._meta.verbose_name
    kind = capfirst(str(name))
    url = finder.get_edit_url(user)
    if url is None:
        return {
            "label": _("(Private %(kind)s)") % {"kind": name},
            "kind": kind,
            "url": None,
        }
    label = user.get_admin_display_title() if isinstance(user, Page) else str(user)
    return {"label": label, "kind": kind, "url": url, "status": getattr(user, "status_string", "")}


def _url_of(view: str, instance: models.Model) -> str | None:
    viewset = getattr(instance, "snippet_viewset", None)
    if viewset is None:
        return None
    return reverse(viewset.get_url_name(view), args=() if view == "list" else (quote(instance.pk),))

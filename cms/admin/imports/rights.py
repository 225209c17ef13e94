"""Who looks at imports, and who begins them."""

from typing import Any

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.views import View

from cms.models import LegacyRun

__all__ = ["ADD", "VIEW", "MayAdd", "MayLook", "may_add", "may_look", "permissions_to_give"]

ADD = "cms.add_legacyrun"
VIEW = "cms.view_legacyrun"


def may_add(user: Any) -> bool:
    """Whether the user begins imports, and decides about them."""
    return bool(user.has_perm(ADD))


def may_look(user: Any) -> bool:
    """Whether the user sees what became of imports."""
    return bool(user.has_perm(VIEW) or user.has_perm(ADD))


def permissions_to_give() -> QuerySet[Permission]:
    """Hook `register_permissions`: the two that groups can be given."""
    meta = LegacyRun._meta
    names = [name.partition(".")[2] for name in (ADD, VIEW)]
    return Permission.objects.filter(content_type__app_label=meta.app_label, codename__in=names)


class MayLook(View):
    """Stands before a view: only those who may look get to it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse, before anything is looked up."""
        if not may_look(request.user):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[assignment]
        return response


class MayAdd(View):
    """Stands before a view: only those who may begin imports get to it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse, before anything is looked up."""
        if not may_add(request.user):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[assignment]
        return response

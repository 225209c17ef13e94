"""Who may not see personal data gets a 403, at every address of these screens, before anything is looked up.

Wagtail answers a refusal with a way back to its front page, which is a 302: neither a log nor a test can tell that from
a success. So the views are wrapped when a viewset constructs them, which no view can forget.
"""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from wagtail.admin.menu import MenuItem

__all__ = ["ERASE", "EXPORT", "VIEW", "GuardedViewSet", "guarded", "is_allowed", "refusal"]

VIEW = "cms.view_submission"
EXPORT = "cms.export_submission"
ERASE = "cms.erase_submission"

View = Callable[..., HttpResponse]


def is_allowed(user: Any, permissions: Sequence[str]) -> bool:
    """Whether the user has one of the permissions."""
    return any(user.has_perm(permission) for permission in permissions)


def refusal(request: HttpRequest) -> HttpResponse:
    """The answer to whoever may not."""
    return TemplateResponse(request, "cms/admin/submission_refused.html", status=403)


def guarded(view: View, permissions: Sequence[str]) -> View:
    """The view, for those who have one of the permissions; a refusal of its own is a 403 too."""

    @wraps(view)
    def guarded_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_allowed(request.user, permissions):
            return refusal(request)
        try:
            return view(request, *args, **kwargs)
        except PermissionDenied:
            return refusal(request)

    guarded_view.guarded_by = tuple(permissions)  # type: ignore[attr-defined]
    return guarded_view


class GuardedViewSet:
    """Stands before Wagtail's viewset: every view it constructs is guarded, and so is the menu item."""

    guarded_by: ClassVar[Sequence[str]]

    def construct_view(self, view_class: Any, **kwargs: Any) -> View:
        return guarded(super().construct_view(view_class, **kwargs), self.guarded_by)  # type: ignore[misc]

    @cached_property
    def menu_item_class(self) -> type[MenuItem]:
        permissions = self.guarded_by

        class GuardedMenuItem(MenuItem):
            """Shown to those who may open it."""

            def is_shown(self, request: HttpRequest) -> bool:
                return is_allowed(request.user, permissions)

        return GuardedMenuItem

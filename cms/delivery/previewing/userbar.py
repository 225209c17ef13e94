"""Wagtail's user bar on a frontend: quick actions and the content checks, also for the editor's panel of checks.

The editor's page and the frontend in its preview panel have different origins. The checker (axe) speaks to a frame of
another origin only if both have named it.
"""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from wagtail.admin.userbar import ContentCheckerItem, Userbar

from cms.conf import conf
from cms.delivery.previewing.opening import Opened

__all__ = ["allow_checks_of_frontends", "render_userbar"]

LOCAL = re.compile(r"""(?<=\s)(href|src)="(?://[^/"]+)?/(?!/)""")
ORIGIN = re.compile(r"https?://[^/]+")


class FrontendUserbar(Userbar):
    """The bar for a page of another origin. It speaks to the window of the editor only."""

    def __init__(self, opened: Opened, instance: Any) -> None:
        super().__init__(object=instance)
        self.opened = opened

    def get_context_data(self, parent_context: Any) -> Any:
        context = super().get_context_data(parent_context)
        return {**context, "origin": self.opened.snapshot.admin_origin}


def render_userbar(request: Any, opened: Opened) -> str:
    """HTML whose scripts, styles and links are those of the admin, by whole addresses.

    `request` is the one that asks. It gets what Wagtail's own preview has: the user, and where the bar will stand.
    """
    snapshot = opened.snapshot
    request.user, request.is_preview, request.is_editing = opened.user, True, True
    request.in_preview_panel = snapshot.in_panel
    request.cms_admin_origin = snapshot.admin_origin
    model: Any = snapshot.content_type.model_class()
    instance = model._default_manager.filter(pk=snapshot.object_id).first() if snapshot.object_id else None
    html = str(FrontendUserbar(opened, instance).render_html({"request": request}))
    return LOCAL.sub(rf'\1="{snapshot.admin_origin}/', html)


def allow_checks_of_frontends(request: Any, items: list[Any], page: Any) -> None:
    """Hook `construct_wagtail_userbar`: whoever looks at a frontend may check it, in the editor and on the frontend."""
    for item in items:
        if isinstance(item, ContentCheckerItem):
            item.get_axe_spec = partial(_spec, item.get_axe_spec)


def _spec(get: Any, request: Any) -> dict[str, Any]:
    spec: dict[str, Any] = get(request)
    known = spec.get("allowedOrigins") or ["<same_origin>"]
    return {**spec, "allowedOrigins": list(dict.fromkeys([*known, *_origins(request)]))}


def _origins(request: Any) -> Iterator[str]:
    """Of the frontends, and of the admin where the request tells it."""
    named = [*conf.frontend_urls.values(), getattr(request, "cms_admin_origin", "")]
    yield from (found[0] for found in map(ORIGIN.match, named) if found)

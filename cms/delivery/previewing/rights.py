"""Whether somebody may see the draft that a preview shows. Asked anew at each use: rights are withdrawn, pages move."""

from importlib import import_module
from typing import Any

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.utils.crypto import constant_time_compare
from wagtail.models import Page

from cms.conf import conf
from cms.models.paths import SiteMap
from cms.models.previews import PreviewSnapshot
from cms.models.public import is_restricted

__all__ = ["may_edit", "may_preview", "may_preview_object", "may_share", "session_lasts"]


def may_edit(user: Any, instance: Any) -> bool:
    """Whether the editor would open for the user."""
    if isinstance(instance, Page):
        return bool(instance.permissions_for_user(user).can_edit())
    return _may_change(user, type(instance), "change")


def may_preview_object(user: Any, instance: Any) -> bool:
    """Whether the user may see this draft: who edits or publishes it; for a new one, who may add it."""
    if not user.is_active or not user.has_perm("wagtailadmin.access_admin"):
        return False
    if isinstance(instance, Page):
        rights = instance.permissions_for_user(user)
        return bool(rights.can_edit() or rights.can_publish())
    return _may_change(user, type(instance), "change" if instance.pk else "add")


def may_share(page: Any) -> bool:
    """Whether a link may show the page to whoever has it: not while only some people may see it, once published."""
    return not Page.objects.filter(is_restricted(), pk=page.pk).exists()


def may_preview(user: Any, snapshot: PreviewSnapshot) -> bool:
    """The same for the object of a snapshot, which has to be there still, on the same site."""
    if not user.is_active or not user.has_perm("wagtailadmin.access_admin"):
        return False
    model: Any = snapshot.content_type.model_class()
    if model is None:
        return False
    if not issubclass(model, Page):
        if not snapshot.object_id:
            return _may_change(user, model, "add")
        return model._default_manager.filter(pk=snapshot.object_id).exists() and _may_change(
            user, model, "change"
        )
    page = Page.objects.filter(pk=snapshot.object_id or snapshot.parent_id).first()
    if page is None:
        return False
    site = SiteMap.load().site_of(page.path)
    if site is None or site.id != snapshot.site_id:
        return False
    if not snapshot.object_id:
        return bool(page.permissions_for_user(user).can_add_subpage())
    if snapshot.kind == PreviewSnapshot.Kind.SHARE and not may_share(page):
        return False
    return may_preview_object(user, page)


def _may_change(user: Any, model: Any, action: str) -> bool:
    return bool(model.snippet_viewset.permission_policy.user_has_permission(user, action))


def session_lasts(session_key: str, user: Any) -> bool:
    """Whether the user is still signed in there: not signed out, and with the password of then.

    Sessions that live in a cookie alone (`signed_cookies`) end for us when they expire or the password changes: nobody
    but the browser knows of a logout.
    """
    session = import_module(conf.session_engine).SessionStore(session_key)
    if session.get(SESSION_KEY) != user._meta.pk.value_to_string(user):
        return False
    known = str(session.get(HASH_SESSION_KEY) or "")
    current = (user.get_session_auth_hash(), *user.get_session_auth_fallback_hash())
    return any(constant_time_compare(known, each) for each in current)

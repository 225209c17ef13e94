"""Keeps snapshots: one for each look at a draft while it is edited, and one for each link that is shared."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from cms.conf import conf
from cms.delivery.previewing.build import Viewer, draft_of_page, draft_of_panel
from cms.delivery.previewing.edit_links import edit_links
from cms.delivery.previewing.rights import may_edit
from cms.delivery.previewing.secret_keys import hash_of, new_secret, seal
from cms.models.previews import PreviewKey, PreviewSnapshot

__all__ = ["keep_live", "keep_share", "purge_previews", "share_url"]

MOST_LOOKS = 5
"""Of one draft, for each editor: the panel and a few tabs."""


def keep_live(
    instance: Any, viewer: Viewer, *, mode: str, session: str, admin_origin: str, in_panel: bool
) -> tuple[PreviewSnapshot, str]:
    """A snapshot of what stands in the form, and the code that opens it once."""
    snapshot = _snapshot(instance, viewer, PreviewSnapshot.Kind.LIVE, mode)
    snapshot.expires_at = viewer.now + timedelta(hours=conf.preview_hours)
    if may_edit(viewer.user, instance):
        snapshot.edit = edit_links(instance, admin_origin=admin_origin)
    snapshot.admin_origin, snapshot.in_panel = admin_origin, in_panel
    purge_previews(now=viewer.now)
    snapshot.save()
    _forget_older(snapshot)
    code = new_secret()
    PreviewKey.objects.create(
        snapshot=snapshot,
        purpose=PreviewKey.Purpose.CODE,
        hash=hash_of("code", code),
        session=seal(session, code),
        expires_at=viewer.now + timedelta(seconds=conf.preview_code_seconds),
        ends_at=snapshot.expires_at,
    )
    return snapshot, code


def keep_share(page: Any, viewer: Viewer, *, days: int, note: str) -> tuple[PreviewSnapshot, str]:
    """A snapshot of a saved draft, and the token for the address that opens it as often as it is asked. Beside this
    draft there is nothing in it that is not public: only the right to see this one is asked when it is opened."""
    snapshot = _snapshot(page, viewer, PreviewSnapshot.Kind.SHARE, page.default_preview_mode)
    token = new_secret()
    snapshot.share_hash = hash_of("share", token)
    snapshot.expires_at = viewer.now + timedelta(days=days)
    snapshot.note = note
    purge_previews(now=viewer.now)
    snapshot.save()
    return snapshot, token


def share_url(base_url: str, token: str) -> str:
    """The address on the frontend of what is shared."""
    return f"{base_url}{conf.preview_path}?code={token}"


def purge_previews(*, now: datetime) -> int:
    """Forget what can not be opened any more; the number of snapshots."""
    PreviewKey.objects.filter(expires_at__lte=now).delete()
    _, deleted = PreviewSnapshot.objects.filter(expires_at__lte=now).delete()
    return deleted.get(PreviewSnapshot._meta.label, 0)


def _snapshot(instance: Any, viewer: Viewer, kind: str, mode: str) -> PreviewSnapshot:
    if isinstance(instance, Page):
        draft = draft_of_page(instance, viewer, with_others=kind == PreviewSnapshot.Kind.LIVE)
        content = f'{{"page":{draft.document.model_dump_json()},"card":{draft.card.model_dump_json()}}}'
    else:
        content = f'{{"call_to_action":{draft_of_panel(instance, viewer).model_dump_json()}}}'
    parent = instance.get_parent() if isinstance(instance, Page) and not instance.pk else None
    return PreviewSnapshot(
        kind=kind,
        content_type=ContentType.objects.get_for_model(instance),
        object_id=str(instance.pk or ""),
        parent_id=parent.pk if parent else None,
        site_id=viewer.site.id,
        user=viewer.user,
        title=str(instance)[:255],
        locale=instance.locale.language_code,
        mode=mode,
        content=content,
        created_at=viewer.now,
    )


def _forget_older(snapshot: PreviewSnapshot) -> None:
    same = PreviewSnapshot.objects.filter(
        kind=snapshot.kind,
        user=snapshot.user_id,
        content_type=snapshot.content_type_id,
        object_id=snapshot.object_id,
        parent_id=snapshot.parent_id,
    )
    kept = same.order_by("-pk").values_list("pk", flat=True)[:MOST_LOOKS]
    same.exclude(pk__in=list(kept)).delete()

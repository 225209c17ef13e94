"""What an editor has changed on a page since it was imported, so that a person can decide about a conflict."""

from typing import Any

from django.utils.text import capfirst
from wagtail.models import Page

from cms.models.legacy_sources import LegacySource

__all__ = ["changed_fields"]

_BOOKKEEPING = frozenset(
    {
        "pk", "path", "depth", "numchild", "url_path", "draft_title", "live", "has_unpublished_changes", "locked",
        "locked_at", "locked_by", "latest_revision", "live_revision", "latest_revision_created_at", "owner",
        "first_published_at", "last_published_at", "expired", "content_type", "translation_key", "locale", "alias_of",
        "wagtail_admin_comments",
    }
)  # fmt: skip


def changed_fields(source: LegacySource) -> list[str]:
    """The labels of the fields that differ between what the import wrote and the newest draft, in the order of the
    page; empty if the old revision is gone."""
    newest = source.page.latest_revision
    if source.revision is None or newest is None:
        return []
    before, after = source.revision.content, newest.content
    names = [name for name in after if name not in _BOOKKEEPING and before.get(name) != after[name]]
    return [_label(source.page, name) for name in names]


def _label(page: Page, name: str) -> str:
    model: Any = page.specific_class or Page
    found = next((field for field in model._meta.get_fields() if field.name == name), None)
    return str(capfirst(getattr(found, "verbose_name", name)))

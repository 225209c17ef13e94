"""Hear of every change to what documents are built from, and keep rows and marks in step with it.

The receivers run inside the transaction of the change: of pages always (Wagtail saves them in one), of our own models
(`ChangesContent`), and of everything else where a request is one transaction (`ATOMIC_REQUESTS`). If a receiver fails,
the change fails. What no signal tells (`queryset.update`, bulk loads) is found by `rebuild_documents --verify`.
"""

from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import QuerySet
from django.db.models.signals import m2m_changed, post_delete, post_migrate, post_save, pre_delete, pre_save
from django.utils import timezone
from treebeard.mp_tree import path_updated
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Locale,
    Page,
    PageLogEntry,
    PageViewRestriction,
    Revision,
    Site,
)

from cms.delivery.contents import write_topics
from cms.delivery.index import forget_site, remove, sync_everything, sync_page, sync_tree
from cms.delivery.keys import TREE, dependency_key, object_keys
from cms.delivery.marking import mark, mark_everything
from cms.delivery.pages import specific_pages
from cms.delivery.watched import parental_keys, watched_models
from cms.models import ChangeSequence, PageDocument, SiteProfile
from cms.models.pages import delivered_models

__all__ = ["connect"]

DRAFT_ONLY = frozenset(
    {
        "draft_title", "has_unpublished_changes", "latest_revision", "latest_revision_created_at", "locked",
        "locked_at", "locked_by", "owner",
    }
)  # fmt: skip
"""Columns of pages that say nothing about what is public."""

PLACES: dict[Any, tuple[str, ...]] = {
    Page: ("translation_key", "locale_id"),
    PageViewRestriction: ("page_id",),
    CollectionViewRestriction: ("collection_id",),
    SiteProfile: (
        "citation_style", "panel_rules", "most_panels", "panel_distance", "organisation", "logo_id", "share_image_id",
    ),
}  # fmt: skip
"""Columns that say where something belongs, or how: what they said before matters, too. Of a site's profile, documents
have nothing but what these say."""
OTHERS = (Site, Locale, PageViewRestriction, Collection, CollectionViewRestriction)
"""Models that decide what is public, and where."""


def _take_turn() -> None:
    """Every change takes the sequence before it locks anything else, so that no two wait for each other."""
    if connection.in_atomic_block:
        ChangeSequence.take()


def before_save(sender: type[Any], instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Wait for the others; and remember where a page or a restriction stood."""
    if raw:
        return
    _take_turn()
    columns = PLACES.get(Page if isinstance(instance, Page) else sender)
    if columns and instance.pk:
        instance._cms_before = sender._default_manager.filter(pk=instance.pk).values_list(*columns).first()


def after_save(sender: type[Any], instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Something was saved."""
    if raw:
        return
    if isinstance(instance, Page):
        if not _only_draft(kwargs.get("update_fields")):
            _page_saved(instance)
    elif sender in (Site, Locale):
        sync_everything(now=timezone.now())
    elif sender is PageViewRestriction:
        for page in {instance.page_id, *(getattr(instance, "_cms_before", None) or ())}:
            _restricted(page)
    elif sender is Revision:
        _revision_saved(instance, kwargs.get("update_fields"))
    elif sender is not SiteProfile or not _says_the_same(instance):
        _mark(sender, instance)


def _says_the_same(profile: SiteProfile) -> bool:
    """Whether documents are as they were before this profile was saved."""
    before = getattr(profile, "_cms_before", None)
    fields: list[Any] = [SiteProfile._meta.get_field(name) for name in PLACES[SiteProfile]]
    after = [field.get_prep_value(getattr(profile, field.attname)) for field in fields]
    return before is not None and after == [
        field.get_prep_value(value) for field, value in zip(fields, before, strict=True)
    ]


def before_delete(sender: type[Any], instance: Any, **kwargs: Any) -> None:
    """Something is about to be deleted."""
    _take_turn()
    if sender is Page:
        now = timezone.now()
        instance._cms_is_root = Site.objects.filter(root_page=instance.pk).exists()
        remove(list(PageDocument.objects.filter(page=instance.pk).defer("document", "card")), now=now)
        mark(set(object_keys(instance)), now=now)
    elif sender is Site:
        forget_site(instance.pk)
    elif not isinstance(instance, Page):
        _mark(sender, instance)


def after_delete(sender: type[Any], instance: Any, origin: Any = None, **kwargs: Any) -> None:
    """Something was deleted. What goes with a page is no matter, but for a site: what was below another one's too, or
    translates it, may have a path there now."""
    by_itself = isinstance(origin, sender) or getattr(origin, "model", None) is sender
    if sender is PageViewRestriction and by_itself:
        _restricted(instance.page_id)
    elif (sender is Site and by_itself) or (sender is Page and getattr(instance, "_cms_is_root", False)):
        sync_everything(now=timezone.now())
    elif sender is get_image_model().get_rendition_model():
        mark([dependency_key("image", instance.image_id)], now=timezone.now())


def before_log_entry(sender: type[Any], **kwargs: Any) -> None:
    """A page is about to be deleted: Wagtail locks whole subtrees."""
    _take_turn()


def _only_draft(update_fields: Any) -> bool:
    return update_fields is not None and bool(DRAFT_ONLY.issuperset(update_fields))


def _page_saved(instance: Page) -> None:
    now = timezone.now()
    found = Page.objects.filter(pk=instance.pk)
    rows = list(found.values_list("pk", "content_type__app_label", "content_type__model"))
    saved = specific_pages(rows)
    if not saved:  # saved as its base, while its own part is still to come
        return
    page = saved[0]
    before = getattr(instance, "_cms_before", None)
    if _is_moving(page):
        sync_tree(page.path, url_paths=_future_url_paths(page), now=now)
    elif before is not None and before != (page.translation_key, page.locale_id):
        sync_everything(now=now)  # of a site's root page, it decides where all its languages are
    sync_page(page, set(object_keys(page)), now=now)


def _is_moving(page: Any) -> bool:
    """Whether the pages below are still where this one was: Wagtail saves a page before it moves them along."""
    below = Page.objects.filter(path__startswith=page.path, depth=page.depth + 1)
    return bool(below.exclude(url_path__startswith=page.url_path).exists())


def _future_url_paths(page: Any) -> dict[int, str]:
    """Where Wagtail is going to put the page and all below it, by page id."""
    by_path: dict[str, str] = {}
    found: dict[int, str] = {}
    tree = Page.objects.filter(path__startswith=page.path).order_by("path")
    for pk, path, slug in tree.values_list("pk", "path", "slug"):
        above = by_path.get(path[: -Page.steplen])
        by_path[path] = found[pk] = page.url_path if above is None else f"{above}{slug}/"
    return found


def _restricted(page: int) -> None:
    path = Page.objects.filter(pk=page).values_list("path", flat=True).first()
    if path is not None:
        sync_tree(path, now=timezone.now())


def _revision_saved(revision: Revision, update_fields: Any) -> None:
    """A scheduled version ends the time for which documents are right."""
    named = update_fields is not None and "approved_go_live_at" in update_fields
    if revision.approved_go_live_at is None and not named:
        return
    model = revision.base_content_type.model_class()
    if model is not None:
        kind = "page" if model is Page else model._meta.label_lower
        mark([dependency_key(kind, revision.object_id)], now=timezone.now())


def _mark(sender: Any, instance: Any) -> None:
    keys: set[str] = set()
    if sender in watched_models():
        keys |= set(object_keys(instance))
    if sender in (Collection, CollectionViewRestriction):
        before = getattr(instance, "_cms_before", None) or ()
        for collection in (instance.pk,) if sender is Collection else (instance.collection_id, *before):
            keys |= _files_in(Collection.objects.filter(pk=collection))
    keys |= {dependency_key("page", getattr(instance, name)) for name in parental_keys(sender)}
    if keys:
        mark(keys, now=timezone.now())


def _files_in(collections: QuerySet[Collection]) -> set[str]:
    """The keys of the images and documents of a collection and those below it."""
    path = collections.values_list("path", flat=True).first()
    kinds = (("image", get_image_model()), ("document", get_document_model()))
    return {
        dependency_key(kind, pk)
        for kind, model in kinds
        for pk in model.objects.filter(collection__path__startswith=path or "-").values_list("pk", flat=True)
    }


def place_changed(sender: type[Any], new_path: str, **kwargs: Any) -> None:
    """A page or a collection has another place in the tree, by itself or because a sibling was put before it."""
    if sender is Collection:
        mark(_files_in(Collection.objects.filter(path=new_path)), now=timezone.now())
    elif issubclass(sender, Page):
        mark([TREE], now=timezone.now())


def topics_changed(sender: type[Any], instance: Any, action: str, reverse: bool, **kwargs: Any) -> None:
    """Topics are stored after the page itself."""
    if not action.startswith("post_"):
        return
    now = timezone.now()
    if reverse or not isinstance(instance, Page):
        mark_everything(now=now)
        return
    _take_turn()
    rows = PageDocument.objects.filter(page=instance.pk).defer("document", "card")
    write_topics([(row, instance) for row in rows])
    mark([dependency_key("page", instance.pk)], now=now)


def after_migrate(**kwargs: Any) -> None:
    """A site that had pages before it had stored documents gets the rows of those."""
    if not PageDocument.objects.exists():
        sync_everything(now=timezone.now())


def connect(app_config: Any) -> None:
    """Called when the app is ready."""
    children = [model for model in apps.get_models() if parental_keys(model)]
    senders: set[Any] = {*watched_models(), *OTHERS, *children}
    for sender in senders:
        for signal, receiver in (
            (pre_save, before_save),
            (post_save, after_save),
            (pre_delete, before_delete),
        ):
            signal.connect(receiver, sender=sender, dispatch_uid=f"cms.{receiver.__name__}")
    post_save.connect(after_save, sender=Revision, dispatch_uid="cms.after_save")
    for sender in (Page, Site, PageViewRestriction, get_image_model().get_rendition_model()):
        post_delete.connect(after_delete, sender=sender, dispatch_uid="cms.after_delete")
    # Wagtail writes into the history what it is about to do, before it touches the rows of pages.
    pre_save.connect(before_log_entry, sender=PageLogEntry, dispatch_uid="cms.before_log_entry")
    path_updated.connect(place_changed, dispatch_uid="cms.place_changed")
    for model in delivered_models():
        for field in model._meta.many_to_many:
            if field.name == "topics":
                through = field.remote_field.through
                m2m_changed.connect(topics_changed, sender=through, dispatch_uid=f"cms.{through.__name__}")
    post_migrate.connect(after_migrate, sender=app_config, dispatch_uid="cms.after_migrate")

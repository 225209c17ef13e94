"""Hear of every change to what judgements rest on, and mark them in the same transaction.

The receivers beside `cms.delivery.changes` are for documents; drafts have none, so judgements keep their own list of
what they rest on. They never keep a change from being made.
"""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.signals import post_save, pre_delete
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import post_page_move

from cms.delivery.changes import DRAFT_ONLY
from cms.delivery.keys import dependency_key, object_keys
from cms.delivery.marking import in_batches
from cms.delivery.watched import watched_models
from cms.models import JudgedFrom, PageJudgement, SiteProfile
from cms.models.delivered_page import DeliveredPage
from cms.remarks.judge import judge_page
from cms.remarks.keep import keep, today

__all__ = ["connect", "mark_pages"]

logger = logging.getLogger(__name__)


@contextmanager
def _harmless(what: str) -> Iterator[None]:
    """Whatever goes wrong here is logged, undone by itself, and nobody's change suffers from it."""
    try:
        with transaction.atomic():
            yield
    except Exception:
        logger.exception("%s", what)


def mark_pages(judgements: QuerySet[PageJudgement]) -> None:
    """These judgements do not hold any more. Rows are locked in one order, so that no two wait for each other."""
    ids = list(judgements.order_by("pk").select_for_update().values_list("pk", flat=True))
    for batch in in_batches(ids):
        PageJudgement.objects.filter(pk__in=batch).update(stale=True, marks=F("marks") + 1)


def _mark_keys(keys: Iterable[str]) -> None:
    resting = JudgedFrom.objects.filter(key__in=sorted(keys)).values("judgement")
    mark_pages(PageJudgement.objects.filter(pk__in=resting))


def _mark_tree(path: str) -> None:
    """Those of the pages at and below this path, and of all that link there."""
    below: QuerySet[Page] = Page.objects.filter(path__startswith=path)
    for batch in in_batches(below.values_list("pk", flat=True)):
        _mark_keys(dependency_key("page", pk) for pk in batch)


def after_save(sender: type[Any], instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Something that judgements may rest on was saved."""
    names = kwargs.get("update_fields")
    if raw:
        return
    if isinstance(instance, Page) and names is not None and DRAFT_ONLY.issuperset(names):
        if "latest_revision" in names and isinstance(instance, DeliveredPage):
            _judge_draft(instance)
        return
    with _harmless(f"Judgements that rest on {sender.__name__} {instance.pk} were not marked."):
        _mark_keys(object_keys(instance))


def before_delete(sender: type[Any], instance: Any, **kwargs: Any) -> None:
    """Something that judgements may rest on is about to be deleted."""
    with _harmless(f"Judgements that rest on {sender.__name__} {instance.pk} were not marked."):
        _mark_keys(object_keys(instance))


def restriction_changed(sender: Any, instance: PageViewRestriction, **kwargs: Any) -> None:
    """A page and all below it are private, or not any more: of interest to those that link there."""
    with _harmless(f"Judgements that rest on page {instance.page_id} were not marked."):
        _mark_tree(Page.objects.filter(pk=instance.page_id).values_list("path", flat=True).first() or "-")


def page_moved(sender: Any, instance: Page, **kwargs: Any) -> None:
    """What stands above a page says which panels it carries, and its site who may link there."""
    with _harmless(f"Judgements below page {instance.pk} were not marked."):
        _mark_tree(instance.path)


def site_changed(sender: Any, instance: Site, **kwargs: Any) -> None:
    """Which pages are of which site, and what links lead elsewhere, is open again for all."""
    with _harmless(f"Judgements were not marked when site {instance.pk} changed."):
        mark_pages(PageJudgement.objects.filter(stale=False))


def _judge_draft(page: Any) -> None:
    """There is a new draft, or the newest one was written over: judged at once, so that the editor is told without
    having to wait for anybody."""
    with _harmless(f"Page {page.pk} is not marked as changed."):
        mark_pages(PageJudgement.objects.filter(pk=page.pk))
    if page.latest_revision is None:
        return
    with _harmless(f"Page {page.pk} could not be judged."):
        marks = PageJudgement.objects.filter(pk=page.pk).values_list("marks", flat=True).first()
        draft = page.latest_revision.as_object()
        keep(draft, judge_page(draft, today=today()), marks=marks or 0)


def connect() -> None:
    """Called when the app is ready."""
    for model in {*watched_models(), SiteProfile}:
        for signal, receiver in ((post_save, after_save), (pre_delete, before_delete)):
            signal.connect(receiver, sender=model, dispatch_uid=f"cms.remarks.{receiver.__name__}")
    for signal in (post_save, pre_delete):
        signal.connect(
            restriction_changed, sender=PageViewRestriction, dispatch_uid="cms.remarks.restriction"
        )
        signal.connect(site_changed, sender=Site, dispatch_uid="cms.remarks.site")
    post_page_move.connect(page_moved, dispatch_uid="cms.remarks.page_moved")

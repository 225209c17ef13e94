"""Judgements kept for lists: of the newest draft of each page, written down as long as they hold.

A judgement rests on objects; a change to one of them makes it stale (`cms.remarks.staleness`), and so does the next
day, another version of the site, and another setting of a rule. Whoever lists judges some of the stale ones again, the
worker the rest. What is kept is for editors: publishing judges afresh.
"""

import logging
from collections.abc import Collection, Iterator
from datetime import date
from time import monotonic
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page

from cms.delivery.build import keys_of, policy_of
from cms.delivery.keys import dependency_key
from cms.evidence import Severity
from cms.models import JudgedFrom, PageJudgement, StoredRemark
from cms.models.delivered_page import DeliveredPage
from cms.models.pages import delivered_models
from cms.models.paths import SiteMap
from cms.remarks.judge import Judgement, judge_page, ruleset

__all__ = [
    "bring_up_to_date",
    "judge_and_keep",
    "judge_some",
    "judged_pages",
    "keep",
    "newest_draft",
    "to_judge",
    "today",
]

logger = logging.getLogger(__name__)
BATCH = 500
ROUND = 5.0
"""Seconds that the worker judges in one round, so that no mail waits for long."""


def today() -> date:
    """The day by which calendars are judged."""
    return timezone.localdate()


def newest_draft(pk: int) -> Any:
    """What the editor opens: the newest version of a page, in its own class; None if there is no such page."""
    page = Page.objects.filter(pk=pk).select_related("locale").first()
    return None if page is None else page.specific.get_latest_revision_as_object()


def judge_and_keep(pk: int) -> Judgement | None:
    """Judge the newest draft of a page and write that down; None if there is no such page that can be judged.

    If something changed meanwhile the row stays stale, and the judgement is given all the same. Raises what gathering
    the page raises.
    """
    marks = PageJudgement.objects.filter(page=pk).values_list("marks", flat=True).first()
    draft = newest_draft(pk)
    if not isinstance(draft, DeliveredPage):
        return None
    judgement = judge_page(draft, today=today())
    keep(draft, judgement, marks=marks or 0)
    return judgement


@transaction.atomic
def keep(page: Any, judgement: Judgement, *, marks: int) -> bool:
    """Write down what was found while the judgement had been marked so often; whether it still holds."""
    PageJudgement.objects.get_or_create(page_id=page.pk)
    held = PageJudgement.objects.filter(page=page.pk, marks=marks).update(
        judged_on=today(),
        stale=False,
        ruleset=ruleset(),
        failed=list(judgement.failed),
        open_errors=judgement.count(Severity.ERROR),
        open_warnings=judgement.count(Severity.WARNING),
        open_notices=judgement.count(Severity.NOTICE),
        acknowledged=len(judgement.remarks) - len(judgement.open),
    )
    if not held:
        return False
    StoredRemark.objects.filter(judgement=page.pk).delete()
    StoredRemark.objects.bulk_create(_rows(page.pk, judgement), batch_size=BATCH)
    _keep_keys(page)
    return True


def _rows(pk: int, judgement: Judgement) -> Iterator[StoredRemark]:
    for position, each in enumerate(judgement.remarks):
        remark = each.remark
        yield StoredRemark(
            judgement_id=pk,
            position=position,
            rule=remark.rule,
            code=remark.code,
            severity=remark.severity,
            block=remark.block or "",
            field=remark.field or "",
            params=dict(remark.params),
            fingerprint=remark.fingerprint,
            acknowledgement=each.acknowledgement,
        )


def _keep_keys(page: Any) -> None:
    keys = {**dict.fromkeys(_keys_by_rule(page), True), **dict.fromkeys(_own_keys(page), False)}
    rows = JudgedFrom.objects.filter(judgement=page.pk)
    known = dict(rows.values_list("key", "by_rule"))
    if gone := [key for key, by_rule in known.items() if keys.get(key) != by_rule]:
        rows.filter(key__in=gone).delete()
    new = [
        JudgedFrom(judgement_id=page.pk, key=key, by_rule=by_rule)
        for key, by_rule in sorted(keys.items())
        if known.get(key) != by_rule
    ]
    JudgedFrom.objects.bulk_create(new, batch_size=BATCH, ignore_conflicts=True)


def _own_keys(page: Any) -> set[str]:
    """What a document of the page would be built from, but for what rules bring."""
    keys = {dependency_key(kind, pk) for kind, pk in keys_of(page)} | {dependency_key("page", page.pk)}
    topics = page.topics.all() if any(each.name == "topics" for each in page._meta.many_to_many) else ()
    return keys | {dependency_key("cms.topic", topic.pk) for topic in topics}


def _keys_by_rule(page: Any) -> set[str]:
    """The rules for panels that hold for the page, and the panels that they may bring."""
    site = SiteMap.load().site_of(page.path)
    if site is None:
        return set()
    policy = policy_of(page, site=site, now=timezone.now())
    return {*policy.keys, *(dependency_key(kind, pk) for kind, pk in policy.panel_keys)}


def judged_pages() -> QuerySet[Page]:
    """The pages of types that are judged, in the order of their ids."""
    of_types = Q(pk__in=[])
    for model in delivered_models():
        of_types |= Q(
            content_type__app_label=model._meta.app_label, content_type__model=model._meta.model_name
        )
    found: QuerySet[Page] = Page.objects.filter(of_types).order_by("pk")
    return found


def to_judge(among: QuerySet[Page] | None = None) -> QuerySet[Page]:
    """Those whose judgement is missing or does not hold any more."""
    fresh = PageJudgement.objects.filter(
        page=OuterRef("pk"), stale=False, judged_on=today(), ruleset=ruleset()
    )
    return (judged_pages() if among is None else among).filter(~Exists(fresh))


def bring_up_to_date(among: Collection[int], *, most: int) -> None:
    """Judge stale ones of these pages again, no more than so many. What fails is logged and stays as it was."""
    pages = to_judge(judged_pages().filter(pk__in=among)) if among else to_judge().none()
    for pk in _free(list(pages.values_list("pk", flat=True)[:most])):
        _try(pk)


def judge_some() -> None:
    """Before each round of `deliver_outbox`: judge what is stale, for some seconds; the next round goes on."""
    deadline, last = monotonic() + ROUND, 0
    while monotonic() < deadline:
        batch = list(to_judge().filter(pk__gt=last).values_list("pk", flat=True)[:50])
        if not batch:
            return
        for pk in batch:
            _try(pk)
            last = pk
            if monotonic() > deadline:
                return


def _try(pk: int) -> None:
    try:
        with transaction.atomic():
            judge_and_keep(pk)
    except Exception:
        logger.exception("Page %s could not be judged.", pk)


def _free(ids: list[int]) -> list[int]:
    """Those that no other request is judging at this moment, where the database can tell: a list waits for nobody."""
    if not connection.features.has_select_for_update_skip_locked:
        return ids
    known = set(PageJudgement.objects.filter(pk__in=ids).values_list("pk", flat=True))
    with transaction.atomic():
        rows = PageJudgement.objects.filter(pk__in=known).select_for_update(skip_locked=True).order_by("pk")
        mine = set(rows.values_list("pk", flat=True))
    return [pk for pk in ids if pk in mine or pk not in known]

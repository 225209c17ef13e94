"""An editor accepts a remark with a reason, or takes that back. Both stand in the page's history."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from cms.evidence import Remark, Severity
from cms.models import PageJudgement, RemarkAcknowledgement, StoredRemark
from cms.models.changes import one_change
from cms.remarks.judge import judge_page
from cms.remarks.keep import newest_draft, today
from cms.remarks.words import message_of

__all__ = [
    "ACKNOWLEDGED",
    "LONGEST_REASON",
    "WITHDRAWN",
    "acknowledge",
    "acknowledge_rule",
    "withdraw",
]

ACKNOWLEDGED = "cms.remark.acknowledged"
WITHDRAWN = "cms.remark.withdrawn"
LONGEST_REASON = 1000


def acknowledge(
    page: Page, remark: Remark | StoredRemark, *, user: Any, reason: str
) -> RemarkAcknowledgement:
    """Accept a remark about a page. It holds as long as the content that the remark is about stays.

    Raises `ValidationError` if there is no reason, or a very long one.
    """
    said = reason.strip()
    if not said:
        raise ValidationError({"reason": _("Give a reason: whoever comes after you has to understand it.")})
    if len(said) > LONGEST_REASON:
        message = _("The reason has %(length)d characters; %(most)d are the most.")
        raise ValidationError({"reason": message % {"length": len(said), "most": LONGEST_REASON}})
    message = message_of(remark)
    with one_change():
        accepted, _is_new = RemarkAcknowledgement.objects.update_or_create(
            page_id=page.pk,
            fingerprint=remark.fingerprint,
            defaults={
                "rule": remark.rule,
                "block": remark.block or "",
                "message": message,
                "reason": said,
                "user": user,
                "user_name": _name_of(user),
                "created_at": timezone.now(),
            },
        )
        _log(page, ACKNOWLEDGED, user, rule=remark.rule, remark=message, reason=said)
        StoredRemark.objects.filter(judgement=page.pk, fingerprint=remark.fingerprint).update(
            acknowledgement=accepted
        )
        _count_again(page.pk)
    return accepted


def acknowledge_rule(
    page: Page, rule: str, *, user: Any, reason: str, block: str | None = None, code: str | None = None
) -> list[RemarkAcknowledgement]:
    """Accept the open remarks of a rule about the newest draft of a page: all, or those about a block, or of a code.

    Raises `LookupError` if there is none.
    """
    found = [
        remark
        for remark in judge_page(newest_draft(page.pk), today=today()).open
        if remark.rule == rule and block in (None, remark.block) and code in (None, remark.code)
    ]
    if not found:
        raise LookupError(f"The page {page.pk} has no open remark of the rule {rule!r} there.")
    return [acknowledge(page, remark, user=user, reason=reason) for remark in found]


def withdraw(page: Page, fingerprint: str, *, user: Any) -> bool:
    """Take an acknowledgement back; whether there was one."""
    with one_change():
        accepted = RemarkAcknowledgement.objects.filter(page=page.pk, fingerprint=fingerprint).first()
        if accepted is None:
            return False
        _log(page, WITHDRAWN, user, rule=accepted.rule, remark=accepted.message, reason=accepted.reason)
        accepted.delete()
        _count_again(page.pk)
    return True


def _count_again(pk: int) -> None:
    rows: list[Any] = list(
        StoredRemark.objects.filter(judgement=pk).values_list("severity", "acknowledgement").order_by()
    )
    still_open = [severity for severity, accepted in rows if accepted is None]
    PageJudgement.objects.filter(pk=pk).update(
        open_errors=still_open.count(Severity.ERROR),
        open_warnings=still_open.count(Severity.WARNING),
        open_notices=still_open.count(Severity.NOTICE),
        acknowledged=len(rows) - len(still_open),
    )


def _log(page: Page, action: str, user: Any, **data: str) -> None:
    log(instance=page, action=action, user=user, data=data)


def _name_of(user: Any) -> str:
    if user is None:
        return ""
    return str(user.get_full_name() or user.get_username())[:255]

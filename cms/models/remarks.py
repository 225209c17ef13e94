"""What rules have said about pages, kept for lists; and which remarks an editor has accepted, and why."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.conf import conf

__all__ = ["JudgedFrom", "PageJudgement", "RemarkAcknowledgement", "StoredRemark"]


class RemarkAcknowledgement(models.Model):
    """An editor accepts a remark with a reason. It holds as long as the content that the remark is about stays."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+", verbose_name=_("page"))
    rule = models.CharField(_("rule"), max_length=100)
    block = models.CharField(_("block"), max_length=100, blank=True)
    fingerprint = models.CharField(
        max_length=64, help_text=_("Names the remark and the content that it is about."), editable=False
    )
    message = models.TextField(_("remark"), help_text=_("As the editor read it."))
    reason = models.TextField(_("reason"))
    user = models.ForeignKey(
        conf.auth_user_model, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("user")
    )
    user_name = models.CharField(
        max_length=255, blank=True, help_text=_("Stays when the account is deleted."), editable=False
    )
    created_at = models.DateTimeField(_("at"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("acknowledgement")
        verbose_name_plural = _("acknowledgements")
        constraints = [
            models.UniqueConstraint(fields=["page", "fingerprint"], name="cms_acknowledged_once"),
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.reason}"


class PageJudgement(models.Model):
    """What the rules say about the newest draft of a page. Stale once anything that it rests on has changed."""

    page = models.OneToOneField(
        Page, on_delete=models.CASCADE, primary_key=True, related_name="judgement", editable=False
    )
    judged_on = models.DateField(_("judged on"), null=True, help_text=_("Some rules look at the calendar."))
    stale = models.BooleanField(default=True, db_index=True, editable=False)
    marks = models.PositiveIntegerField(
        default=0,
        help_text=_("How often it became stale: a judgement that was overtaken is not kept."),
        editable=False,
    )
    ruleset = models.CharField(
        max_length=64,
        blank=True,
        help_text=_("Names the rules and their settings, by which it was judged."),
        editable=False,
    )
    failed = models.JSONField(default=list, help_text=_("The rules that could not judge it."), editable=False)
    open_errors = models.PositiveIntegerField(_("errors"), default=0)
    open_warnings = models.PositiveIntegerField(_("warnings"), default=0)
    open_notices = models.PositiveIntegerField(_("notices"), default=0)
    acknowledged = models.PositiveIntegerField(_("acknowledged"), default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("judgement")
        verbose_name_plural = _("judgements")

    def __str__(self) -> str:
        return f"{self.page_id}: {self.open_errors}/{self.open_warnings}/{self.open_notices}"

    @property
    def open_remarks(self) -> int:
        """How many remarks nobody has accepted."""
        return self.open_errors + self.open_warnings + self.open_notices


class StoredRemark(models.Model):
    """One of its remarks, in the page's order."""

    judgement = models.ForeignKey(
        PageJudgement, on_delete=models.CASCADE, related_name="remarks", editable=False
    )
    position = models.PositiveIntegerField(editable=False)
    rule = models.CharField(_("rule"), max_length=100, db_index=True)
    code = models.CharField(max_length=100, editable=False)
    severity = models.CharField(_("severity"), max_length=20)
    block = models.CharField(_("block"), max_length=100, blank=True)
    field = models.CharField(_("field"), max_length=100, blank=True)
    params = models.JSONField(default=dict, editable=False)
    fingerprint = models.CharField(max_length=64, editable=False)
    acknowledgement = models.ForeignKey(
        RemarkAcknowledgement,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("acknowledged"),
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        ordering = ["judgement_id", "position"]

    def __str__(self) -> str:
        return f"{self.rule} {self.block or self.field}"

    @property
    def page(self) -> Page:
        """The page, in its base class."""
        return self.judgement.page


class JudgedFrom(models.Model):
    """“This judgement rests on that object”: a change to it makes the judgement stale."""

    judgement = models.ForeignKey(PageJudgement, on_delete=models.CASCADE, related_name="+", db_index=False)
    key = models.CharField(max_length=200, db_index=True)
    by_rule = models.BooleanField(
        default=False, help_text=_("Whether only a rule for panels leads there, and nothing on the page.")
    )

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["judgement", "key"], name="cms_judgedfrom_once")]

    def __str__(self) -> str:
        return self.key

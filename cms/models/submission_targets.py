"""Where submissions go on to: a signed webhook, a team's mailbox, or somebody else's JSON API."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.models.events import generate_secret

__all__ = ["SubmissionTarget"]


class SubmissionTarget(models.Model):
    """A receiver of submissions, with all that readers wrote: it is for those who may see personal data."""

    class Kind(models.TextChoices):
        """How it is reached."""

        WEBHOOK = "webhook", _("Signed webhook")
        EMAIL = "email", _("E-mail to a team")
        HTTP_JSON = "http_json", _("JSON to another service")

    name = models.CharField(_("name"), max_length=200, help_text=_("What you call the receiver in lists."))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.WEBHOOK)
    active = models.BooleanField(
        _("switched on"), default=True, help_text=_("While it is off, nothing is sent to it.")
    )
    kinds = models.JSONField(
        _("kinds of panels"),
        default=list,
        blank=True,
        help_text=_("Leave all of them empty to get every kind."),
    )
    panels = models.ManyToManyField(
        "cms.CallToAction",
        verbose_name=_("panels"),
        blank=True,
        related_name="+",
        help_text=_("Only what was sent through these, in any language. Leave it empty for all panels."),
    )
    site = models.ForeignKey(
        "wagtailcore.Site",
        verbose_name=_("site"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("Only what was sent on this site. Leave it empty for all sites."),
    )
    url = models.URLField(_("address"), max_length=2000, blank=True, help_text=_("Where to POST the JSON."))
    secret = models.CharField(_("secret"), max_length=120, default=generate_secret, blank=True)
    recipients = models.TextField(_("recipients"), blank=True, help_text=_("E-mail addresses, one a line."))
    headers = models.JSONField(
        _("headers"),
        default=dict,
        blank=True,
        help_text=_("Further headers, such as an API key: name to value."),
    )
    mapping = models.JSONField(
        _("field mapping"),
        default=dict,
        blank=True,
        help_text=_(
            "Name in the other service to what stands here, such as fields.email, panel or received_at."
        ),
    )
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("receiver of submissions")
        verbose_name_plural = _("receivers of submissions")
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

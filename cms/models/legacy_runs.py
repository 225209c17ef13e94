"""Imports of old articles, each with what became of everything in it: an import that was stopped goes on from there."""

import uuid

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.conf import conf

__all__ = ["LegacyOutcome", "LegacyRun", "LegacyUpload"]


class LegacyRun(models.Model):
    """One import: of what, where to, how far it has come."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("waiting to be examined")
        EXAMINING = "examining", _("being examined")
        EXAMINED = "examined", _("examined, nothing written yet")
        WAITING = "waiting", _("waiting to be imported")
        LOADING = "loading", _("being imported")
        FINISHED = "finished", _("finished")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")

    class Phase(models.TextChoices):
        INDEX = "index", _("reading")
        ENTRIES = "entries", _("articles")
        LINKS = "links", _("links between articles")
        DONE = "done", _("done")

    uuid = models.UUIDField(_("identifier"), default=uuid.uuid4, unique=True, editable=False)
    label = models.CharField(_("source"), max_length=255)
    fingerprint = models.CharField(
        _("fingerprint"), max_length=64, blank=True, help_text=_("Of the files and the options.")
    )
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.UPLOADED)
    phase = models.CharField(_("phase"), max_length=20, choices=Phase.choices, default=Phase.INDEX)
    position = models.PositiveIntegerField(_("entries done"), default=0)
    total = models.PositiveIntegerField(_("entries in all"), null=True)
    options = models.JSONField(_("options"), default=dict, encoder=DjangoJSONEncoder)
    counts = models.JSONField(_("counts"), default=dict)
    problem = models.TextField(_("problem"), blank=True)
    parent = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("below"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    locale = models.ForeignKey(
        "wagtailcore.Locale", verbose_name=_("locale"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    user = models.ForeignKey(
        conf.auth_user_model,
        verbose_name=_("started by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    touched_at = models.DateTimeField(
        _("last step at"), null=True, help_text=_("While a process is at work this is never long ago.")
    )
    finished_at = models.DateTimeField(_("finished at"), null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("import of old articles")
        verbose_name_plural = _("imports of old articles")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.label


class LegacyUpload(models.Model):
    """A piece of a file that somebody brought: in the database, where every host finds it and no reader."""

    run = models.ForeignKey(LegacyRun, on_delete=models.CASCADE, related_name="uploads")
    name = models.CharField(max_length=255)
    number = models.PositiveIntegerField()
    data = models.BinaryField()

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        ordering = ["run", "name", "number"]
        constraints = [
            models.UniqueConstraint(fields=["run", "name", "number"], name="cms_legacyupload_piece")
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.number}"


class LegacyOutcome(models.Model):
    """What became of one entry of an import."""

    class Outcome(models.TextChoices):
        CREATED = "created", _("draft created")
        UPDATED = "updated", _("draft updated")
        UNCHANGED = "unchanged", _("unchanged")
        CONFLICT = "conflict", _("not updated: edited since")
        DUPLICATE = "duplicate", _("same as another one")
        SET_ASIDE = "set_aside", _("no article: set aside")
        MEDIA = "media", _("file")
        FAILED = "failed", _("could not be imported")

    run = models.ForeignKey(
        LegacyRun, verbose_name=_("import"), on_delete=models.CASCADE, related_name="outcomes"
    )
    position = models.PositiveIntegerField(_("place in the source"))
    key = models.CharField(_("source"), max_length=500)
    label = models.CharField(_("entry"), max_length=500)
    title = models.CharField(_("title"), max_length=255, blank=True)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome.choices)
    page = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("page"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    warnings = models.PositiveIntegerField(_("warnings"), default=0)
    report = models.JSONField(_("report"), default=dict)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("outcome of an import")
        verbose_name_plural = _("outcomes of imports")
        default_permissions = ()
        ordering = ["run", "position"]
        constraints = [models.UniqueConstraint(fields=["run", "position"], name="cms_legacyoutcome_position")]

    def __str__(self) -> str:
        return self.label

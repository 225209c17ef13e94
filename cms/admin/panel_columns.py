"""Whether readers see a panel at this moment, in the words of the list of panels."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import StatusTagColumn

from cms.models import CallToAction

__all__ = ["ShownColumn", "shown_in_words"]


def _moment(value: datetime) -> str:
    return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")


def shown_in_words(panel: CallToAction, *, now: datetime) -> str:
    """“Shown”, or since when, until when or why not."""
    ends = [moment for moment in (panel.ends_at, panel.expire_at) if moment]
    end = min(ends, default=None)
    if not panel.live:
        return _("Not published")
    if end and end <= now:
        return _("Ended")
    if panel.starts_at and panel.starts_at > now:
        return _("From %(moment)s") % {"moment": _moment(panel.starts_at)}
    if end:
        return _("Until %(moment)s") % {"moment": _moment(end)}
    return _("Shown")


class ShownColumn(StatusTagColumn):
    """A tag; one that stands out for what readers see now."""

    def __init__(self, name: str = "shown", **kwargs: Any) -> None:
        super().__init__(name, primary=self._is_shown, **kwargs)

    @staticmethod
    def _is_shown(panel: CallToAction) -> bool:
        now = timezone.now()
        expired = panel.expire_at is not None and panel.expire_at <= now
        return panel.live and not expired and panel.is_shown_at(now)

    def get_value(self, instance: CallToAction) -> str:
        return shown_in_words(instance, now=timezone.now())

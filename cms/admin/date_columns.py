"""Dates in lists as dates. Wagtail's own column says how long ago a day was, and "just now" of every day to come."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from wagtail.admin.ui.tables import Column

__all__ = ["PlainDateColumn"]


class PlainDateColumn(Column):
    """A day, or a moment in the time zone of the user, in the format of the language; empty if there is none."""

    def get_value(self, instance: Any) -> str:
        """The date in words."""
        value: date | None = super().get_value(instance)
        if value is None:
            return ""
        if isinstance(value, datetime):
            return str(date_format(timezone.localtime(value), "DATETIME_FORMAT"))
        return str(date_format(value, "DATE_FORMAT"))

"""The dates of an item. WordPress writes ``0000-00-00 00:00:00`` where it has none."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def when(*candidates: str) -> datetime | None:
    """Return the first that is a date, aware; what names no zone is taken as UTC. None if none is."""
    for text in candidates:
        try:
            found = (
                datetime.fromisoformat(text.strip()) if text[:4].isdigit() else parsedate_to_datetime(text)
            )
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        if found.year > 1:
            return found if found.tzinfo else found.replace(tzinfo=UTC)
    return None

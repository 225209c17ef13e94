"""Previews of what is not public yet."""

from collections.abc import Sequence

from django.conf import settings

from cms.conf.base import Base

__all__ = ["Previewing"]


class Previewing(Base):
    """Previews of what is not public yet."""

    @property
    def preview_path(self) -> str:
        """Path on the frontend of the page that shows previews; the single-use code follows as `?code=`."""
        path: str = self._get("PREVIEW_PATH", "/preview/")
        return path

    @property
    def preview_code_seconds(self) -> int:
        """So many seconds the code in the address of a preview can be exchanged."""
        seconds: int = self._get("PREVIEW_CODE_SECONDS", 60)
        return seconds

    @property
    def preview_minutes(self) -> int:
        """So many minutes without use end a preview."""
        minutes: int = self._get("PREVIEW_MINUTES", 10)
        return minutes

    @property
    def preview_hours(self) -> int:
        """So many hours a preview lasts at most, however often it is looked at."""
        hours: int = self._get("PREVIEW_HOURS", 8)
        return hours

    @property
    def preview_share_days(self) -> Sequence[int]:
        """The days for which a link to a draft can be shared; an editor chooses one of them."""
        days: Sequence[int] = self._get("PREVIEW_SHARE_DAYS", (1, 7, 30))
        return days

    @property
    def preview_limit(self) -> tuple[int, int]:
        """(exchanges of codes, seconds) for one network address."""
        limit: tuple[int, int] = self._get("PREVIEW_LIMIT", (300, 60))
        return limit

    @property
    def session_engine(self) -> str:
        """Where the host keeps sessions."""
        engine: str = settings.SESSION_ENGINE
        return engine

    @property
    def admin_base_url(self) -> str:
        """Where editors work, as the host has set it; without a slash at the end."""
        base: str = getattr(settings, "WAGTAILADMIN_BASE_URL", None) or ""
        return base.rstrip("/")

"""What belongs to the host or to Django."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings

from cms.conf.base import Base

__all__ = ["Host"]


class Host(Base):
    """What belongs to the host or to Django."""

    @property
    def media_url(self) -> str:
        """Where the host serves uploads."""
        url: str = settings.MEDIA_URL
        return url

    @property
    def debug(self) -> bool:
        """Whether this is a development machine."""
        return bool(settings.DEBUG)

    @property
    def cors_allowed_origins(self) -> Sequence[str]:
        """Origins that django-cors-headers lets read the API."""
        origins: Sequence[str] = getattr(settings, "CORS_ALLOWED_ORIGINS", ())
        return origins

    @property
    def cors_allowed_origin_regexes(self) -> Sequence[Any]:
        """Expressions for origins that it lets read the API."""
        expressions: Sequence[Any] = getattr(settings, "CORS_ALLOWED_ORIGIN_REGEXES", ())
        return expressions

    @property
    def cors_allow_all_origins(self) -> bool:
        """Whether it lets every origin read the API."""
        return bool(getattr(settings, "CORS_ALLOW_ALL_ORIGINS", False))

    @property
    def cors_allow_headers(self) -> Sequence[str] | None:
        """Headers of requests that it lets browsers send; None if the host has not said which."""
        headers: Sequence[str] | None = getattr(settings, "CORS_ALLOW_HEADERS", None)
        return headers

    @property
    def fixtures_dir(self) -> Path:
        """Where the demo's data lies."""
        return Path(self._get("FIXTURES_DIR", None) or Path(settings.BASE_DIR) / "fixtures")

    @property
    def auth_user_model(self) -> str:
        """The host's user model."""
        model: str = settings.AUTH_USER_MODEL
        return model

    @property
    def atomic_requests(self) -> bool:
        """Whether the host commits all that a request changes together."""
        return bool(settings.DATABASES["default"].get("ATOMIC_REQUESTS"))

    @property
    def middleware(self) -> Sequence[str]:
        """The host's middleware."""
        installed: Sequence[str] = settings.MIDDLEWARE
        return installed

    @property
    def upload_fields(self) -> int | None:
        """How many fields a request may have; None for any number."""
        most: int | None = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
        return most

    @property
    def content_languages(self) -> Sequence[str]:
        """Codes of the languages that content can be in."""
        languages = getattr(settings, "WAGTAIL_CONTENT_LANGUAGES", settings.LANGUAGES)
        return [code for code, _ in languages]

    @property
    def i18n_enabled(self) -> bool:
        """Whether the host has content in several languages."""
        return bool(getattr(settings, "WAGTAIL_I18N_ENABLED", False))

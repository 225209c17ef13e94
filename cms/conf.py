"""The only reader of settings: one typed property each, read when it is asked for, with its default beside it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings

__all__ = ["conf"]


class Conf:
    """The plugin's settings. In a host's settings each has the prefix `CMS_`."""

    @staticmethod
    def _get(name: str, default: Any) -> Any:
        return getattr(settings, f"CMS_{name}", default)

    @property
    def frontend_urls(self) -> Mapping[str, str]:
        """Hostname of a Wagtail site → address of its frontend, such as {"localhost": "https://www.example.org"}."""
        urls: Mapping[str, str] = self._get("FRONTEND_URLS", {})
        return urls

    @property
    def media_base_url(self) -> str:
        """Prefix that makes relative media and document URLs absolute; without a slash at the end."""
        base: str = self._get("MEDIA_BASE_URL", None) or getattr(settings, "WAGTAILADMIN_BASE_URL", "")
        return base.rstrip("/")

    @property
    def image_widths(self) -> Sequence[int]:
        """Widths in pixels of the preset renditions, smallest first; an image is never enlarged."""
        widths: Sequence[int] = self._get("IMAGE_WIDTHS", (400, 800, 1600))
        return widths

    @property
    def image_formats(self) -> Sequence[str]:
        """Formats of the preset renditions, best first; the image's own (or JPEG, PNG) follows by itself."""
        formats: Sequence[str] = self._get("IMAGE_FORMATS", ("avif", "webp"))
        return formats

    @property
    def cache_seconds(self) -> int:
        """`max-age` of public answers. More than 0 only together with a purge of the cache in front."""
        seconds: int = self._get("CACHE_SECONDS", 0)
        return seconds

    @property
    def build(self) -> str:
        """Names the release of the site, such as a commit: another name, and all documents are built again."""
        name: str = self._get("BUILD", "")
        return name

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
    def outgoing_allowed_hosts(self) -> Sequence[str]:
        """Names, addresses and networks that may be asked although they are not public, such as "10.1.0.0/16"."""
        hosts: Sequence[str] = self._get("OUTGOING_ALLOWED_HOSTS", ())
        return hosts

    @property
    def outgoing_allow_http(self) -> bool:
        """Whether outgoing requests may go to plain `http` addresses too."""
        allowed: bool = self._get("OUTGOING_ALLOW_HTTP", False)
        return allowed

    @property
    def purge_backends(self) -> Sequence[Mapping[str, Any]]:
        """Caches that are purged by tags: a list of {"BACKEND": dotted path, "OPTIONS": {…}, "NAME": optional}."""
        backends: Sequence[Mapping[str, Any]] = self._get("PURGE_BACKENDS", ())
        return backends

    @property
    def purges(self) -> bool:
        """Whether there is a cache in front that has to be told what to forget."""
        return bool(self.purge_backends) or self.wagtail_frontend_cache

    @property
    def wagtail_frontend_cache(self) -> bool:
        """Whether the host has configured a cache for `wagtail.contrib.frontend_cache`."""
        names = ("WAGTAILFRONTENDCACHE", "WAGTAILFRONTENDCACHE_LOCATION")
        return any(getattr(settings, name, None) for name in names)

    @property
    def citation_styles(self) -> Mapping[str, Mapping[str, str]]:
        """Further CSL styles: name → {"label": what editors read, "source": path of the .csl file}. They need the
        extra `citeproc`."""
        styles: Mapping[str, Mapping[str, str]] = self._get("CITATION_STYLES", {})
        return styles

    @property
    def contact_email(self) -> str:
        """Whom a registry can write to if our requests trouble it; empty if nobody is named."""
        address: str = self._get("CONTACT_EMAIL", "")
        return address

    @property
    def lookup_registries(self) -> Sequence[str | Mapping[str, Any]]:
        """Registries in the order of trust: dotted paths, or {"BACKEND": dotted path, "OPTIONS": {…}}."""
        registries: Sequence[str | Mapping[str, Any]] = self._get(
            "LOOKUP_PROVIDERS",
            (
                "cms.lookup.registries.Crossref",
                "cms.lookup.registries.PubMed",
                "cms.lookup.registries.EuropePMC",
                "cms.lookup.registries.DataCite",
            ),
        )
        return registries

    @property
    def lookup_seconds(self) -> float:
        """How long one look-up may take in all, however many registries are asked."""
        seconds: float = self._get("LOOKUP_SECONDS", 20.0)
        return seconds

    @property
    def lookup_found_seconds(self) -> int:
        """How long a record that was found is kept in the cache."""
        seconds: int = self._get("LOOKUP_FOUND_SECONDS", 24 * 60 * 60)
        return seconds

    @property
    def lookup_not_known_seconds(self) -> int:
        """How long it is remembered that a registry does not know a work: it may be about to be registered."""
        seconds: int = self._get("LOOKUP_NOT_KNOWN_SECONDS", 15 * 60)
        return seconds

    @property
    def check_days(self) -> int:
        """Days from one check of a reference for notices to the next."""
        days: int = self._get("CHECK_DAYS", 7)
        return days

    @property
    def check_settled_days(self) -> int:
        """The same for a work that is retracted or withdrawn already, or that no registry reports notices of."""
        days: int = self._get("CHECK_SETTLED_DAYS", 30)
        return days

    @property
    def checked_at_days(self) -> int:
        """After so many days a check that found nothing new is written down, and so published, as the last one."""
        days: int = self._get("CHECKED_AT_DAYS", 30)
        return days

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
    def content_languages(self) -> Sequence[str]:
        """Codes of the languages that content can be in."""
        languages = getattr(settings, "WAGTAIL_CONTENT_LANGUAGES", settings.LANGUAGES)
        return [code for code, _ in languages]

    @property
    def i18n_enabled(self) -> bool:
        """Whether the host has content in several languages."""
        return bool(getattr(settings, "WAGTAIL_I18N_ENABLED", False))


conf = Conf()

"""What is delivered, and where to."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from cms.conf.base import Base

__all__ = ["Delivery"]


class Delivery(Base):
    """What is delivered, and where to."""

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
    def api_base_url(self) -> str:
        """Where readers' browsers and mail programs reach the API: scheme and host, without a slash at the end."""
        base: str = self._get("API_BASE_URL", None) or getattr(settings, "WAGTAILADMIN_BASE_URL", "")
        return base.rstrip("/")

    @property
    def page_flags(self) -> Mapping[str, Any]:
        """Marks that an editor can set on a page, for rules that keep panels off it: name → label."""
        flags: Mapping[str, Any] = self._get(
            "PAGE_FLAGS", {"no_promotion": _("No promotion"), "sensitive": _("Sensitive subject")}
        )
        if not isinstance(flags, Mapping):  # asked before any system check
            raise ImproperlyConfigured("CMS_PAGE_FLAGS is {name: label}.")
        return flags

    @property
    def json_ld_types(self) -> Mapping[str, str]:
        """Type of page on the wire → the schema.org type that its structured data has, where a site wants another one
        than the page model says: {"research_summary": "Article"} instead of "MedicalWebPage"."""
        types: Mapping[str, str] = self._get("JSON_LD_TYPE", {})
        return types

    @property
    def repeated_panels(self) -> str:
        """What becomes of a second panel of one kind that an editor puts on a page: "refuse" the publication, or
        "drop" the repeat. It is never delivered."""
        repeated: str = self._get("REPEATED_PANELS", "refuse")
        return repeated

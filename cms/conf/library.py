"""References and the registries that know of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from cms.conf.base import Base

__all__ = ["Library"]


class Library(Base):
    """References and the registries that know of them."""

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

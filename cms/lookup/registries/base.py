"""What a registry is to the rest: something that may know the work that an identifier names."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar
from urllib.parse import urlencode
from xml.etree.ElementTree import Element

from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from cms.bibliography.identifiers import Identifier
from cms.conf import conf
from cms.lookup.asking import ask, read_json, read_xml, unusable
from cms.lookup.errors import NoAnswer
from cms.lookup.found import Found
from cms.lookup.pacing import Pace
from cms.lookup.time_budget import TimeBudget
from cms.models.references import Origin

__all__ = ["Registry", "configured"]


class Registry(ABC):
    """A registry. `base_url` and the pace are options in `CMS_LOOKUP_PROVIDERS`."""

    origin: ClassVar[Origin]
    base_url: str
    per_second: float = 5.0
    at_once: int = 3
    reports_notices: ClassVar[bool] = True
    """Whether its records say what became of a work. DataCite's do not."""
    knows_identifiers: ClassVar[bool] = False
    """Whether it finds a work by DOI, though another is asked for its record, and knows its PMID and PMCID."""

    def __init__(self, *, base_url: str | None = None, per_second: float | None = None) -> None:
        self.base_url = (base_url or self.base_url).rstrip("/")
        self.pace = Pace(str(self.origin.label), per_second or self.per_second, self.at_once)

    @property
    def name(self) -> str:
        """As people call it."""
        return self.pace.name

    @abstractmethod
    def rank(self, identifier: Identifier) -> int | None:
        """Whether it is asked for this one: None, or after whom. The lowest rank is asked first."""

    @abstractmethod
    def find(self, identifier: Identifier, budget: TimeBudget) -> Found | None:
        """The work's record, or None if the registry says that it has none. Raises `NoAnswer`.

        `csl` may lack a title here, and `notices` are as the registry has them.
        """

    def unusable(self) -> NoAnswer:
        """The error to raise for an answer that is not of the documented shape."""
        return unusable(self.name)

    def json(
        self,
        path: str,
        budget: TimeBudget,
        *,
        query: Mapping[str, str] | None = None,
        base_url: str | None = None,
    ) -> Mapping[str, Any] | None:
        """The JSON object at a path below `base_url`; None for 404. Raises `NoAnswer`."""
        url = _url(base_url or self.base_url, path, query)
        answer = ask(url, pace=self.pace, budget=budget, accept="application/json")
        return None if answer is None else read_json(answer, registry=self.name)

    def xml(self, path: str, budget: TimeBudget, *, query: Mapping[str, str]) -> Element | None:
        """The root of the XML document at a path below `base_url`; None for 404. Raises `NoAnswer`."""
        url = _url(self.base_url, path, query)
        answer = ask(url, pace=self.pace, budget=budget, accept="application/xml, text/xml")
        return None if answer is None else read_xml(answer, registry=self.name)


def _url(base: str, path: str, query: Mapping[str, str] | None) -> str:
    known = {name: value for name, value in (query or {}).items() if value}
    return f"{base}/{path}" + (f"?{urlencode(known)}" if known else "")


def configured() -> list[Registry]:
    """The registries of `CMS_LOOKUP_PROVIDERS`, in their order. Raises `ImproperlyConfigured`."""
    return [_made(entry) for entry in conf.lookup_registries]


def _made(entry: str | Mapping[str, Any]) -> Registry:
    given: Mapping[str, Any] = {"BACKEND": entry} if isinstance(entry, str) else entry
    try:
        made = import_string(given["BACKEND"])(**given.get("OPTIONS", {}))
    except (ImportError, KeyError, TypeError) as error:
        raise ImproperlyConfigured(f"CMS_LOOKUP_PROVIDERS: {error}") from error
    if not isinstance(made, Registry):
        raise ImproperlyConfigured(f"CMS_LOOKUP_PROVIDERS: {given['BACKEND']} is no Registry.")
    return made

"""What a registry says about a work, in the library's own terms."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cms.lookup.notices import Notice, merged, read_notice
from cms.models.references import Origin

__all__ = ["Found"]


@dataclass(frozen=True)
class Found:
    """A record. `csl` is valid CSL-JSON, with every identifier that the registry knows; `url` is the registry's page.

    `reports_notices` says whether the registry would have told of a notice in this very answer: only then does an empty
    `notices` mean that there is none.
    """

    csl: dict[str, Any]
    origin: Origin
    url: str
    notices: tuple[Notice, ...] = field(default=())
    reports_notices: bool = False

    def as_cached(self) -> dict[str, Any]:
        """Plain values, which any cache and any later release can read."""
        return {
            "csl": self.csl,
            "origin": str(self.origin),
            "url": self.url,
            "notices": [notice.as_json() for notice in self.notices],
            "reports_notices": self.reports_notices,
        }

    @classmethod
    def of_cached(cls, value: Mapping[str, Any]) -> "Found":
        """The opposite of `as_cached`."""
        return cls(
            csl=dict(value["csl"]),
            origin=Origin(value["origin"]),
            url=value["url"],
            notices=merged(filter(None, map(read_notice, value["notices"]))),
            reports_notices=value["reports_notices"],
        )

"""What caches need to know about an answer, and whether the client has it already (RFC 9110, 13; RFC 9111)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils.http import http_date, parse_etags, parse_http_date_safe

from cms.conf import conf

__all__ = ["Validators", "entity_tags"]


def entity_tags(header: str) -> list[str]:
    """The entity tags of `If-None-Match`, compared as if all were strong (RFC 9110, 13.1.2)."""
    return [tag.removeprefix("W/") for tag in parse_etags(header)]


@dataclass(frozen=True, kw_only=True)
class Validators:
    """The validators of an answer, how long it stays right, and the tags by which a cache forgets it."""

    etag: str
    """Without quotes."""
    now: datetime
    changed_at: datetime | None = None
    """When the answer, or what it follows from, last changed."""
    exactly: bool = False
    """Whether that is the answer's own time, and no two versions share a second: only then may a date decide."""
    valid_until: datetime | None = None
    """The first moment at which the answer is known to change."""
    tags: Iterable[str] = ()

    @property
    def max_age(self) -> int:
        """Seconds for which a cache may send the answer without asking."""
        if self.valid_until is None:
            return conf.cache_seconds
        left = (self.valid_until - self.now) / timedelta(seconds=1)
        return max(0, min(conf.cache_seconds, int(left)))

    @property
    def headers(self) -> dict[str, str]:
        """The header fields of the answer, also of a 304."""
        fields = {"ETag": f'"{self.etag}"', "Cache-Control": f"public, max-age={self.max_age}"}
        if self.changed_at is not None and self.changed_at <= self.now:
            fields["Last-Modified"] = http_date(int(self._second))
        tags = list(self.tags)
        if tags:
            fields["Cache-Tag"] = ",".join(tags)
            fields["Surrogate-Key"] = " ".join(tags)
        return fields

    @property
    def _second(self) -> float:
        """The second to name. Within the second of a change the one before: another reader may have seen less of it."""
        moment = (self.changed_at or self.now).astimezone(UTC).replace(microsecond=0)
        return moment.timestamp() - (moment == self.now.replace(microsecond=0))

    def are_known(self, headers: Any) -> bool:
        """Whether a request's conditions say that the client has this answer."""
        if "If-None-Match" in headers:
            known = entity_tags(headers["If-None-Match"])
            return f'"{self.etag}"' in known or "*" in known
        since = parse_http_date_safe(headers.get("If-Modified-Since", ""))
        if since is None or self.changed_at is None or not self.exactly:
            return False
        return int(self.changed_at.timestamp()) <= since

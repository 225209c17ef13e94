"""Which site a request means, as part of the statement that answers it: to look it up first is a query more."""

from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.db import connection
from wagtail.models import Site

__all__ = ["CHANGED", "AskedSite", "FoundSite", "as_moment", "next_end"]

SITES = Site._meta.db_table
NAMED = f"""SELECT id FROM {SITES} WHERE hostname = %s AND (port = %s OR %s)
 ORDER BY (port = %s) DESC, is_default_site DESC, id LIMIT 1"""  # noqa: S608 - nothing of a request is in the text
OF_HOST = f"""SELECT id FROM {SITES} WHERE hostname = %s OR is_default_site
 ORDER BY (hostname = %s) DESC, (port = %s) DESC, is_default_site DESC, id LIMIT 1"""  # noqa: S608
CHANGED = "SELECT second FROM cms_changesequence WHERE id = 1"
"""When the newest change began, in seconds since 1970."""
STYLE = "SELECT citation_style FROM cms_siteprofile WHERE site_id = site.id"
ENDS = """SELECT MIN(expires_at) AS moment FROM cms_pagedocument WHERE expires_at > %s
 UNION ALL SELECT MIN(valid_until) FROM cms_pagedocument WHERE valid_until > %s
 UNION ALL SELECT MIN(starts_at) FROM cms_calltoaction WHERE starts_at > %s
 UNION ALL SELECT MIN(ends_at) FROM cms_calltoaction WHERE ends_at > %s
 UNION ALL SELECT MIN(approved_go_live_at) FROM wagtailcore_revision WHERE approved_go_live_at > %s"""


class FoundSite(NamedTuple):
    """A site, and when anything last changed on any of them."""

    id: int
    changed_at: datetime
    """When the newest change began, in whole seconds."""
    citation_style: str = ""
    """The style that its profile says, where that was asked for."""

    @classmethod
    def of(cls, pk: int, second: int | None, citation_style: str | None = None) -> "FoundSite":
        """From its id, what `CHANGED` says, and its style."""
        return cls(pk, datetime.fromtimestamp(second or 0, UTC), citation_style or "")


class AskedSite(NamedTuple):
    """What a request says of the site it means."""

    hostname: str
    port: int | None
    by_name: bool
    """Whether `?site=` named it; otherwise it is the Host header, and the default site answers for unknown hosts."""

    def subquery(self) -> tuple[str, list[Any]]:
        """SQL for the id of the site, with its parameters."""
        port = self.port or 0
        if self.by_name:
            return NAMED, [self.hostname, port, self.port is None, port]
        return OF_HOST, [self.hostname, self.hostname, port]

    def find(self) -> FoundSite | None:
        """The site, if there is one. One query."""
        sql, values = self.subquery()
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT site.id, ({CHANGED}), ({STYLE}) FROM ({sql}) AS site",  # noqa: S608
                values,
            )
            row = cursor.fetchone()
        return row and FoundSite.of(*row)


def next_end(*, now: datetime) -> datetime | None:
    """The first moment at which something ends or goes live by itself, and lists change with it. One query."""
    moment = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        cursor.execute(ENDS, [moment] * 5)
        return min((as_moment(row[0]) for row in cursor.fetchall() if row[0]), default=None)


def as_moment(value: datetime | str) -> datetime:
    """A time stamp as the database's driver gives it."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

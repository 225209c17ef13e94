"""Tells a database that is away, and may be back in a moment, from anything else that goes wrong."""

from django.db import InterfaceError, OperationalError, connection

__all__ = ["RETRY_AFTER", "database_is_away"]

RETRY_AFTER = "5"
"""Seconds that clients are asked to wait: a database is started anew within that time, or not soon."""


def database_is_away(error: BaseException | None) -> bool:
    """Whether the error is that the database can not be reached, or has ended the connection."""
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    return connection.connection is None or not connection.is_usable()

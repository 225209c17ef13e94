"""Whether the process is alive, and whether it can serve: for load balancers and whoever restarts processes.

What is missing is named in general terms only; the details are in the log. Nothing here asks for the Host header.
"""

import logging
import secrets
from collections.abc import Callable

from django.core.cache import cache
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from cms.api.problems import PROBLEM_MEDIA_TYPE

__all__ = ["alive", "ready"]

UNCACHED = {"Cache-Control": "no-store"}

logger = logging.getLogger(__name__)


@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers at all. Asks neither the database nor the cache."""
    return JsonResponse({"status": "ok"}, headers=UNCACHED)


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """200 if requests can be served; 503 and a problem document (RFC 9457) that names what is missing if not."""
    missing = [name for name, check in CHECKS.items() if not _passes(name, check)]
    if not missing:
        return JsonResponse({"status": "ok"}, headers=UNCACHED)
    problem = {
        "type": "/problems/not-ready",
        "title": "Not ready",
        "status": 503,
        "detail": f"Not available: {', '.join(missing)}.",
        "instance": request.path,
        "errors": [{"field": name, "code": "unavailable", "detail": "See the log."} for name in missing],
    }
    return JsonResponse(
        problem, status=503, content_type=PROBLEM_MEDIA_TYPE, headers={**UNCACHED, "Retry-After": "5"}
    )


def _passes(name: str, check: Callable[[], bool]) -> bool:
    try:
        passed = check()
    except Exception:  # whatever a driver raises, the answer is that it is not there
        logger.exception("Not ready: the check of %s failed.", name)
        return False
    if not passed:
        logger.error("Not ready: %s.", name)
    return passed


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone() == (1,))
    except Exception:
        if not connection.in_atomic_block:
            connection.close()  # so that the next question is not asked on a connection that is broken
        raise


class Migrations:
    """Whether all migrations are applied. Once they are they stay so, and are not asked about again."""

    def __init__(self) -> None:
        self.are_applied = False

    def __call__(self) -> bool:
        if not self.are_applied:
            loader = MigrationLoader(connection)
            # Squashed migrations are in the graph in the place of those they replace, or the other way round.
            self.are_applied = set(loader.graph.nodes) <= set(loader.applied_migrations)
        return self.are_applied


migrations = Migrations()


def _cache() -> bool:
    key, value = f"cms.health.{secrets.token_hex(8)}", secrets.token_hex(8)
    cache.set(key, value, timeout=10)
    return bool(cache.get(key) == value)


CHECKS: dict[str, Callable[[], bool]] = {"database": _database, "migrations": migrations, "cache": _cache}

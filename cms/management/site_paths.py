"""Asks the API what is at a path, so that the shell of a site drawn in the browser goes out with the right status.

Search engines and link checkers read the status before any script runs: a page that moved is a redirect to them, one
that was taken down is gone, and one that never was is not found.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import unquote, urlencode, urlsplit

from django.utils.encoding import iri_to_uri

__all__ = ["PathAnswer", "path_asker"]

PATIENCE = 3.0
"""Seconds; then the shell goes out all the same, and tells the reader itself what is wrong."""

TOLD = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}


@dataclass(frozen=True)
class PathAnswer:
    """The status for a path, and the address that a redirect leads to."""

    status: HTTPStatus = HTTPStatus.OK
    location: str = ""


def path_asker(api: str) -> Callable[[str], PathAnswer]:
    """What asks the API at this address (absolute, up to `/api/v1`). An API that does not answer is no error."""
    parts = urlsplit(api.rstrip("/"))
    connection_class = HTTPSConnection if parts.scheme == "https" else HTTPConnection

    def ask(path: str) -> PathAnswer:
        connection = connection_class(parts.netloc, timeout=PATIENCE)
        try:
            connection.request("GET", f"{parts.path}/resolve/?{urlencode({'path': unquote(path)})}")
            answer = connection.getresponse()
            return _answer(answer.status, answer.read())
        except (OSError, HTTPException, ValueError):
            return PathAnswer()
        finally:
            connection.close()

    return ask


def _answer(status: int, body: bytes) -> PathAnswer:
    if status in TOLD:
        return PathAnswer(HTTPStatus(status))
    if status != HTTPStatus.OK:
        return PathAnswer()
    found = json.loads(body)
    if found.get("kind") != "redirect":
        return PathAnswer()
    moved = HTTPStatus.MOVED_PERMANENTLY if found["permanent"] else HTTPStatus.FOUND
    return PathAnswer(moved, iri_to_uri(found["location"]))

"""Asks one URL and gives the answer as plain values, within limits of time, size and redirects."""

import http.client
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin

import requests
import urllib3
from requests.structures import CaseInsensitiveDict
from urllib3.util import Retry, Url, parse_url

from cms.conf import conf
from cms.outgoing.addresses import AllowedHosts, literal_address
from cms.outgoing.connections import Guard, GuardedAdapter, LimitedRetry
from cms.outgoing.errors import (
    AddressRefused,
    AnswerTooLarge,
    ConnectionFailed,
    InvalidAddress,
    TooManyRedirects,
)
from cms.outgoing.time_limit import TimeLimit

__all__ = ["Answer", "check_address", "fetch"]

REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
KEPT_ELSEWHERE: Final = frozenset({"accept", "accept-language", "user-agent"})
"""Headers that go along to another origin; all others may be meant for the first one only."""
CHUNK: Final = 64 * 1024
CHECK_SECONDS: Final = 3.0
DEFAULT_HEADERS: Final = {
    "User-Agent": "headless-research-summaries",
    "Accept": "*/*",
    # A compressed answer can be a thousand times its size.
    "Accept-Encoding": "identity",
    "Connection": "close",
}
FAILURES: Final = (
    requests.RequestException,
    urllib3.exceptions.HTTPError,
    http.client.HTTPException,
    OSError,
)


@dataclass(frozen=True)
class Answer:
    """What a server said. `headers` ignore case; `body` is as sent; `truncated` if there was more of it."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    truncated: bool = False

    @property
    def is_success(self) -> bool:
        """Whether the status is one of the 200s."""
        return 200 <= self.status < 300


def fetch(
    method: str,
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    body: bytes | None = None,
    timeout: float = 10.0,
    max_bytes: int = 1_000_000,
    truncate: bool = False,
    follow: int = 0,
    retries: int = 0,
) -> Answer:
    """The answer, whatever its status. `timeout` is in seconds and holds for everything together.

    A body of more than `max_bytes` raises, or is cut with `truncate`. At most `follow` redirects are followed, and
    `retries` more attempts made, and both only for GET and HEAD. Raises one of the `OutgoingError`s.
    """
    repeatable = method in ("GET", "HEAD")
    sent = {**DEFAULT_HEADERS, **(headers or {})}
    with TimeLimit(timeout) as limit:
        guard = Guard(_allowed(), limit=limit)
        tries: Retry = (
            LimitedRetry.of(retries, limit=limit) if repeatable and retries else Retry(0, read=False)
        )
        for _hop in range(follow + 1):
            prepared = _prepared(method, url, headers=sent, body=body)
            answer = _ask(prepared, guard, retries=tries, max_bytes=max_bytes, truncate=truncate)
            location = answer.headers.get("Location")
            if not (follow and repeatable and location and answer.status in REDIRECTS):
                return answer
            target = urljoin(answer.url, location)
            if _origin(target) != _origin(answer.url):
                sent = {name: value for name, value in sent.items() if name.lower() in KEPT_ELSEWHERE}
                sent = {**DEFAULT_HEADERS, **sent}
            url = target
    raise TooManyRedirects(follow)


def check_address(url: str) -> None:
    """Judge a URL before anything is sent, as when somebody types it. It is judged again with each request.

    Raises `InvalidAddress`, `AddressRefused`, `UnknownHost` or, if the name servers are slow, `TimeLimitExceeded`.
    """
    prepared = _prepared("GET", url, headers={}, body=None)
    parts = _parts(prepared.url or "")
    with TimeLimit(CHECK_SECONDS) as limit:
        Guard(_allowed(), limit=limit).look_up(parts.host or "", port=parts.port or 443)


def _allowed() -> AllowedHosts:
    return AllowedHosts.parse(conf.outgoing_allowed_hosts)


def _prepared(
    method: str, url: str, *, headers: Mapping[str, str], body: bytes | None
) -> requests.PreparedRequest:
    """The request as it will be sent. What is judged is the URL that the connection is made from."""
    _parts(url)
    try:
        prepared = requests.Request(method, url, headers=dict(headers), data=body).prepare()
    except (requests.RequestException, UnicodeError) as error:
        raise InvalidAddress("malformed") from error
    parts = _parts(prepared.url or "")
    address = literal_address(parts.host or "")
    if address is not None and not _allowed().permits(address, host=str(address)):
        raise AddressRefused(str(address), addresses=(str(address),))
    return prepared


def _parts(url: str) -> Url:
    try:
        parts = parse_url(url.strip())
    except urllib3.exceptions.LocationParseError as error:
        raise InvalidAddress("malformed") from error
    if parts.scheme not in ("http", "https"):
        raise InvalidAddress("scheme")
    if parts.scheme == "http" and not conf.outgoing_allow_http:
        raise InvalidAddress("http")
    if not parts.host:
        raise InvalidAddress("host")
    if parts.auth is not None:
        raise InvalidAddress("credentials")
    if parts.port == 0:
        raise InvalidAddress("port")
    return parts


def _origin(url: str) -> tuple[str | None, str | None, int | None]:
    parts = _parts(url)
    return parts.scheme, parts.host, parts.port or {"http": 80, "https": 443}[parts.scheme or ""]


def _ask(
    prepared: requests.PreparedRequest, guard: Guard, *, retries: Retry, max_bytes: int, truncate: bool
) -> Answer:
    adapter = GuardedAdapter(guard, retries=retries)
    try:
        response = adapter.send(prepared, stream=True, timeout=guard.limit.remaining(), verify=_authorities())
        try:
            body = _read(response, max_bytes)
        finally:
            response.close()
    except FAILURES as error:
        guard.limit.remaining()  # what a limit cut off looks like any other broken connection
        host = _parts(prepared.url or "").host or ""
        raise ConnectionFailed(host, reason=_reason(error)) from error
    finally:
        adapter.close()
    guard.limit.remaining()
    if len(body) > max_bytes and not truncate:
        raise AnswerTooLarge(max_bytes)
    return Answer(
        url=prepared.url or "",
        status=response.status_code,
        headers=CaseInsensitiveDict(response.headers),
        body=body[:max_bytes],
        truncated=len(body) > max_bytes,
    )


def _authorities() -> str | bool:
    """Whose certificates are believed: those of `REQUESTS_CA_BUNDLE`, as with any program that uses requests."""
    return os.environ.get("REQUESTS_CA_BUNDLE") or True


def _read(response: requests.Response, max_bytes: int) -> bytes:
    """The body, or one byte more of it than is wanted."""
    read = bytearray()
    while len(read) <= max_bytes:
        chunk = response.raw.read(min(CHUNK, max_bytes + 1 - len(read)), decode_content=False)
        if not chunk:
            break
        read += chunk
    return bytes(read)


def _reason(error: BaseException) -> str:
    """The innermost cause in words: the outer ones repeat the URL, with whatever token is in it."""
    while True:
        inner = error.__cause__ or error.__context__ or getattr(error, "reason", None)
        if not isinstance(inner, BaseException):
            break
        error = inner
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return f"{type(error).__name__}: {error}"[:200]

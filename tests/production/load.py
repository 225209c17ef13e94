"""Readers, some at once, who ask nginx for all kinds of answers and send forms, until they are told to stop."""

import http.client
import json
import socket
import ssl
import threading
import time
import uuid
from collections import Counter, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.production.commands import expect

__all__ = ["Answer", "Client", "Load"]

HOST = "cms.example.org"
PANEL = "/api/v1/calls-to-action/information-packet"
READ = (
    "/api/v1/pages/",
    "/api/v1/pages/?q=cells&count=exact&facets=topic",
    "/api/v1/resolve/?path=/research/mesenchymal-stem-cells-for-lupus/",
    "/api/v1/references/",
    "/api/v1/feed.json",
    "/api/v1/changes/",
)
PAUSE = 0.05
"""Seconds between two requests of a reader."""


@dataclass(frozen=True)
class Answer:
    """What came back; status 0 and the error if nothing did."""

    method: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float


class Client:
    """Asks nginx over TLS, each time by a connection of its own."""

    def __init__(self, port: int, certificate: Path) -> None:
        self.port, self.context = port, ssl.create_default_context(cafile=str(certificate))

    def ask(
        self, path: str, *, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """GET, or POST of a body."""
        began, method = time.monotonic(), "GET" if body is None else "POST"
        connection = http.client.HTTPSConnection(HOST, self.port, timeout=90, context=self.context)
        # The name is the certificate's; the address is this machine's.
        connection._create_connection = self._to_here  # type: ignore[attr-defined]
        try:
            connection.request(method, path, body, headers={"Host": HOST, **(headers or {})})
            answer = connection.getresponse()
            content = answer.read()
            found = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(method, answer.status, found, content, time.monotonic() - began)
        except (OSError, http.client.HTTPException) as error:
            return Answer(method, 0, {}, repr(error).encode(), time.monotonic() - began)
        finally:
            connection.close()

    @staticmethod
    def _to_here(address: tuple[str, int], *args: object, **options: object) -> socket.socket:
        return socket.create_connection(("127.0.0.1", address[1]), timeout=90)


def is_fine(answer: Answer) -> bool:
    """Whether the answer is what a site without any trouble gives."""
    return 200 <= answer.status < 300


@dataclass
class Load:
    """As long as the context is open, three readers read and two send forms.

    `allowed` says what beside a success is as it should be; a form that got such an answer is sent again, with the
    same key, until it is accepted.
    """

    client: Client
    allowed: Callable[[Answer], bool] = lambda answer: False
    counts: Counter[str] = field(default_factory=Counter)
    refused: int = 0
    failures: list[str] = field(default_factory=list)
    accepted: list[str] = field(default_factory=list)
    slowest: float = 0.0
    stop: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Self:
        pages = json.loads(self.client.ask("/api/v1/pages/").body)["items"]
        self.paths = (*READ, *(f"/api/v1/pages/{page['id']}/" for page in pages))
        work = [self._read] * 3 + [self._send] * 2
        self.threads = [threading.Thread(target=self._try, args=(each, at)) for at, each in enumerate(work)]
        for thread in self.threads:
            thread.start()
        time.sleep(3)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            time.sleep(3)
        self.stop.set()
        for thread in self.threads:
            thread.join()

    def check(self) -> str:
        """What it was, in a line. Raises `Failed` if any answer was not as it should be."""
        expect(
            not self.failures, f"{len(self.failures)} wrong answers, first:\n" + "\n".join(self.failures[:5])
        )
        expect(self.counts["read"] > 50, f"Only {self.counts['read']} answers were read.")
        expect(len(self.accepted) > 2, f"Only {len(self.accepted)} forms were accepted.")
        said = f"{self.counts['read']} answers read, {len(self.accepted)} forms accepted, 0 errors"
        refused = f", {self.refused} asked to try again" if self.refused else ""
        return f"{said}{refused}; the slowest took {self.slowest:.1f} s"

    def _try(self, work: Callable[[int], None], number: int) -> None:
        try:
            work(number)
        except Exception as error:  # noqa: BLE001 - it is a failure, not the end of a thread that nobody sees
            self.failures.append(repr(error))

    def _ask(self, path: str, **sent: object) -> Answer:
        answer = self.client.ask(path, **sent)  # type: ignore[arg-type]
        self.slowest = max(self.slowest, answer.seconds)
        if not is_fine(answer):
            if self.allowed(answer):
                self.refused += 1
            else:
                self.failures.append(f"{path}: {answer.status} {answer.body[:300].decode(errors='replace')}")
        return answer

    def _read(self, number: int) -> None:
        at = number
        while not self.stop.wait(PAUSE):
            if is_fine(self._ask(self.paths[at % len(self.paths)])):
                self.counts["read"] += 1
            at += 1

    def _send(self, number: int) -> None:
        tokens: deque[tuple[float, str]] = deque()
        panel = json.loads(self.client.ask(f"{PANEL}/").body)
        while not self.stop.wait(4 * PAUSE):
            token = self._ask(f"{PANEL}/token/")
            if is_fine(token):
                tokens.append((time.monotonic(), json.loads(token.body)["token"]))
            # Nobody fills in a form in less than two seconds.
            if tokens and time.monotonic() - tokens[0][0] > 2.2:
                self._submit(panel["form"]["consent"], tokens.popleft()[1])

    def _submit(self, consent: Mapping[str, object] | None, token: str) -> None:
        address = f"{uuid.uuid4().hex}@example.org"
        fields = {"name": "A made-up reader", "email": address}
        body: dict[str, object] = {"fields": fields, "token": token}
        if consent:
            body |= {"consent": True, "consent_version": consent["version"]}
        headers = {"Content-Type": "application/json", "Idempotency-Key": uuid.uuid4().hex}
        end = time.monotonic() + 60
        while time.monotonic() < end:
            answer = self._ask(f"{PANEL}/submissions/", body=json.dumps(body).encode(), headers=headers)
            if is_fine(answer):
                self.accepted.append(address)
                return
            if not self.allowed(answer):
                return
            time.sleep(0.5)
        self.failures.append(f"A form was not accepted within a minute: {answer.body.decode()}")

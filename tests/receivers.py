"""Real HTTP servers on this machine that behave well, badly, or not at all, and remember what they were sent."""

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from django.test import override_settings

LOCAL = override_settings(CMS_OUTGOING_ALLOWED_HOSTS=["127.0.0.1"], CMS_OUTGOING_ALLOW_HTTP=True)
"""While it is in force, servers on this machine may be asked."""


@dataclass(frozen=True)
class Received:
    """One request."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


Behaviour = Callable[[BaseHTTPRequestHandler, Received], None]


@dataclass
class Receiver:
    """A running server. `behave` may be exchanged while it runs."""

    url: str
    port: int
    behave: Behaviour
    requests: list[Received] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)


def answers(status: int = 200, body: bytes = b"ok", **headers: str) -> Behaviour:
    """Answers every request the same."""

    def behave(handler: BaseHTTPRequestHandler, received: Received) -> None:
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return behave


def answers_in_turn(*behaviours: Behaviour) -> Behaviour:
    """The first request gets the first answer, and so on; the last answer is for all that follow."""
    left = list(behaviours)

    def behave(handler: BaseHTTPRequestHandler, received: Received) -> None:
        (left.pop(0) if len(left) > 1 else left[0])(handler, received)

    return behave


def drips(part: bytes, *, start: bytes = b"") -> Behaviour:
    """Sends `start` and then `part` again and again, well within the timeout of any single read."""

    def behave(handler: Any, received: Received) -> None:
        try:
            handler.wfile.write(start)
            while not handler.server.receiver.closing.wait(0.05):
                handler.wfile.write(part)
                handler.wfile.flush()
        except OSError:
            pass  # the client had enough

    return behave


@contextmanager
def receiver(behave: Behaviour | None = None, *, certificate: Path | None = None) -> Iterator[Receiver]:
    """A server on a free port of 127.0.0.1, until the context is left."""

    class Handler(BaseHTTPRequestHandler):
        def handle_any(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            received = Received(self.command, self.path, dict(self.headers), self.rfile.read(length))
            running.requests.append(received)
            running.behave(self, received)

        do_GET = do_POST = do_PURGE = handle_any  # noqa: N815

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = False
    scheme = "http"
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        scheme = "https"
    port = server.server_address[1]
    running = Receiver(url=f"{scheme}://127.0.0.1:{port}", port=port, behave=behave or answers())
    server.receiver = running  # type: ignore[attr-defined]
    server.handle_error = lambda *args: None  # type: ignore[method-assign]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield running
    finally:
        running.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()

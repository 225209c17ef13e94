"""Start and end the servers that are compared: gunicorn with two workers each, on ports of this machine only."""

import http.client
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

__all__ = ["ROOT", "run_server"]

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0
"""Seconds within which a server has to answer its first request."""


@contextmanager
def run_server(settings: str, *, log: Path, workers: int = 2) -> Iterator[int]:
    """A site with these settings; the port on 127.0.0.1. It has ended when this does. Raises `RuntimeError`."""
    port = _free_port()
    command = [
        *(sys.executable, "-m", "gunicorn", "--workers", str(workers), "--bind", f"127.0.0.1:{port}"),
        *("--timeout", "120", "--log-level", "warning", "django.core.wsgi:get_wsgi_application()"),
    ]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": settings}
    with log.open("wb") as output:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
        try:
            _wait_for(port, server, log)
            yield port
        finally:
            server.terminate()
            try:
                server.wait(timeout=30)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait_for(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = monotonic() + PATIENCE
    while monotonic() < deadline and server.poll() is None:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            connection.request("GET", "/")
            connection.getresponse().read()
        except OSError:
            sleep(0.1)
        else:
            connection.close()
            return
    raise RuntimeError(f"A server did not start:\n{log.read_text()[-2000:]}")

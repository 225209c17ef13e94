"""gunicorn on one host, and the worker, as systemd runs them: the socket is systemd's, and outlives the process."""

import http.client
import os
import shlex
import signal
import socket
import subprocess
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from tests.production.commands import ROOT, Failed, expect, free_port, wait_until

__all__ = ["Host", "Worker", "end"]


def end(process: subprocess.Popen[bytes], *, seconds: float) -> int:
    """Its exit status after SIGTERM. Raises `Failed` if it had to be killed because it took longer."""
    process.terminate()
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        raise Failed(f"{process.args!r} has not ended within {seconds:g} seconds.") from None


class Host:
    """One machine with gunicorn. Its address is listened on from the beginning, as by `summaries.socket`."""

    given: Callable[[], tuple[Mapping[str, str], str, Path]]
    """What it is started with, asked at each start: variables, command, folder of the code."""

    def __init__(self, log: Path) -> None:
        self.log = log
        self.port = free_port()
        self.socket = socket.create_server(("127.0.0.1", self.port), backlog=128)
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start gunicorn; it takes requests some seconds later, those that came before first."""
        environment, command, folder = self.given()
        number = self.socket.fileno()
        # What systemd does: the socket is descriptor 3, and the process is told so by its own number.
        script = f"exec 3<&{number}; export LISTEN_FDS=1 LISTEN_PID=$$; exec {command}"
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                ["bash", "-c", script],
                env=dict(environment),
                cwd=folder,
                pass_fds=[number],
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def wait(self) -> None:
        """Until it is ready, as `/readyz` says. Raises `Failed` if it ends, or takes too long."""
        wait_until(self._is_ready, f"{self.log.name} is ready")

    def _is_ready(self) -> bool:
        ended = self.process is None or self.process.poll() is not None
        expect(not ended, f"{self.log.name} has ended:\n{self.said()}")
        # The socket takes connections before gunicorn does: whoever asks then waits.
        with suppress(OSError, http.client.HTTPException):
            return self.ask("/readyz", patience=10)[0] == 200
        return False

    def ask(self, path: str, *, patience: float = 90) -> tuple[int, Mapping[str, str], bytes]:
        """Status, headers and body of a GET that does not go through nginx; `patience` is in seconds."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=patience)
        headers = {"Host": "cms.example.org", "X-Forwarded-Proto": "https"}
        try:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def stop(self) -> None:
        """As `systemctl stop`: requests under way are answered."""
        if self.process is not None:
            process, self.process = self.process, None
            try:
                end(process, seconds=90)
            finally:
                _kill_group(process.pid)

    def restart(self) -> None:
        """As `systemctl restart`; returns when it is ready."""
        self.stop()
        self.start()
        self.wait()

    def lose(self) -> None:
        """As when the machine is gone: nothing is finished, and nobody listens any more."""
        assert self.process is not None
        self.socket.close()
        _kill_group(self.process.pid)
        self.process.wait()
        self.process = None

    def come_back(self) -> None:
        """The machine is there again, with the same address. Returns when it is ready."""
        wait_until(self._listens, "The address of the lost host is free")
        self.start()
        self.wait()

    def _listens(self) -> bool:
        with suppress(OSError):
            self.socket = socket.create_server(("127.0.0.1", self.port), backlog=128)
            return True
        return False

    def said(self) -> str:
        """The end of its log."""
        return self.log.read_text(errors="replace")[-3000:] if self.log.exists() else ""

    def close(self) -> None:
        """Stop it and let the address go."""
        self.socket.close()
        self.stop()


def _kill_group(number: int) -> None:
    """What systemd does in the end to all that a unit has left behind."""
    with suppress(ProcessLookupError):
        os.killpg(number, signal.SIGKILL)


class Worker:
    """`deliver_outbox` as a service."""

    def __init__(self, log: Path, environment: Mapping[str, str], command: str) -> None:
        self.log, self.environment, self.command = log, dict(environment), command
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """It begins with what is due."""
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                shlex.split(self.command), env=self.environment, cwd=ROOT, stdout=output, stderr=output
            )

    def kill(self) -> None:
        """Without a warning, as when memory runs out."""
        assert self.process is not None
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()

    @property
    def runs(self) -> bool:
        """Whether it has not ended."""
        return self.process is not None and self.process.poll() is None

    def said(self) -> str:
        """Its log."""
        return self.log.read_text(errors="replace")

    def close(self) -> None:
        """As `systemctl stop`: one that was still starting may end by the signal. Raises `Failed` if it ends badly."""
        if self.runs:
            assert self.process is not None
            status = end(self.process, seconds=150)
            expect(status in (0, -signal.SIGTERM), f"The worker ended with {status}:\n{self.said()}")

"""Run programs and wait for what other processes do; whatever fails says what it was and what it wrote."""

import os
import random
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

__all__ = ["PATIENCE", "ROOT", "Failed", "demote", "expect", "free_port", "run", "wait_until"]

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 180.0
"""Seconds that another process has for what is waited for; machines of continuous integration are slow."""
LONGEST = 600.0
"""Seconds after which a program that should end by itself is ended."""


class Failed(Exception):
    """Something that was promised did not happen. The message is for people."""


def expect(holds: bool, otherwise: str) -> None:
    """Raises `Failed`."""
    if not holds:
        raise Failed(otherwise)


def run(
    command: Sequence[str],
    *,
    environment: Mapping[str, str] | None = None,
    folder: Path = ROOT,
    user: int | None = None,
    given: bytes | None = None,
) -> str:
    """What the program wrote to its standard output. Raises `Failed`."""
    try:
        done = subprocess.run(
            command,
            env=environment,
            cwd=folder,
            user=user,
            input=given,
            capture_output=True,
            check=False,
            timeout=LONGEST,
        )
    except subprocess.TimeoutExpired:
        raise Failed(f"{' '.join(command)} has not ended within {LONGEST:g} seconds.") from None
    if done.returncode:
        said = (done.stderr or done.stdout).decode(errors="replace")[-3000:]
        raise Failed(f"{' '.join(command)} ended with {done.returncode}:\n{said}")
    return done.stdout.decode()


def wait_until(happened: Callable[[], object], what: str, *, seconds: float = PATIENCE) -> None:
    """Raises `Failed` if it has not happened in time."""
    end = time.monotonic() + seconds
    while not happened():
        expect(time.monotonic() < end, f"{what}: not within {seconds:g} seconds.")
        time.sleep(0.1)


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on, and that no outgoing connection takes meanwhile: those are higher."""
    while True:
        port = random.randrange(12_000, 32_000)
        with suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            return port


def demote() -> int | None:
    """The account that PostgreSQL runs under: it refuses root. None where this is not run by root."""
    if os.getuid():
        return None
    import pwd

    try:
        return pwd.getpwnam("postgres").pw_uid
    except KeyError:
        raise Failed("There is no account “postgres”: install PostgreSQL.") from None

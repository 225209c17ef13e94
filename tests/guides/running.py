"""Runs the commands of the guides as a reader would: in bash, in a folder of the project, with its Python."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.guides.examples import ROOT

__all__ = ["Demo", "free_port", "run", "running_demo"]

STARTING_SECONDS = 300
COMMAND_SECONDS = 600
TREE = ("blocks", "cms", "fixtures", "Makefile", "manage.py", "requirements.txt")


def run(script: str, *, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a block of commands; the first one that fails ends it."""
    own = {name: os.environ[name] for name in ("HOME", "LANG", "TMPDIR") if name in os.environ}
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return subprocess.run(
        ["bash", "-eu", "-c", script],
        cwd=folder,
        env={**own, "PATH": path, "PYTHONDONTWRITEBYTECODE": "1", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=COMMAND_SECONDS,
        check=False,
    )


PASSWORD = re.compile(r"Login  editor / (\S+)")


@dataclass(frozen=True)
class Demo:
    """`make demo`, running in a copy of the project. ``said`` is what it printed."""

    folder: Path
    port: int
    frontend_port: int
    log: Path

    @property
    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    @property
    def password(self) -> str:
        """Of the account `editor`, as `make demo` has printed it."""
        found = PASSWORD.search(self.said)
        assert found is not None
        return found[1]

    def run(self, script: str) -> subprocess.CompletedProcess[str]:
        """The commands, which name the demo's usual ports, with the ports of this one."""
        return run(
            self.moved(script),
            folder=self.folder,
            DEBUG="1",
            WAGTAILADMIN_BASE_URL=f"http://localhost:{self.port}",
            FRONTEND_URLS=f"localhost=http://localhost:{self.frontend_port}",
            API=f"http://localhost:{self.port}/api/v1",
        )

    def moved(self, text: str) -> str:
        """The text with the ports of this demo."""
        return text.replace("localhost:8000", f"localhost:{self.port}").replace(
            "localhost:8001", f"localhost:{self.frontend_port}"
        )

    def moved_back(self, text: str) -> str:
        """The text with the ports that the guides print."""
        return text.replace(f"localhost:{self.port}", "localhost:8000").replace(
            f"localhost:{self.frontend_port}", "localhost:8001"
        )


@contextmanager
def running_demo(folder: Path) -> Iterator[Demo]:
    """The demo, made and started in an empty folder; it ends with the block."""
    for name in TREE:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    demo = Demo(folder, free_port(), free_port(), folder / "make-demo.log")
    environment = {
        name: os.environ[name] for name in ("HOME", "LANG", "PATH", "TMPDIR") if name in os.environ
    }
    command = [
        "make", "demo", f"VENV={Path(sys.prefix)}", f"PORT={demo.port}", f"FRONTEND_PORT={demo.frontend_port}",
    ]  # fmt: skip
    with demo.log.open("wb") as log:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**environment, "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        for port, path in ((demo.port, "/api/v1/"), (demo.frontend_port, "/")):
            _wait_for(f"http://127.0.0.1:{port}{path}", process, demo)
        yield demo
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait_for(address: str, process: subprocess.Popen[bytes], demo: Demo) -> None:
    end = time.monotonic() + STARTING_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        try:
            with urlopen(address, timeout=5) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.3)
    raise AssertionError(f"{address} does not answer; make demo said:\n{demo.said}")


def free_port() -> int:
    """A port that nobody listened at a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port

"""Ask servers of this machine for a bounded time, in turns, and say how they compare.

Machines are noisy and others work on them, so what counts are ratios between servers that took turns (A B C A B C …),
computed round by round, and not the requests a second of one of them. The tool is wrk, or a loop in Python without it.
"""

import http.client
import os
import re
import shutil
import statistics
import subprocess
import threading
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter, sleep
from typing import Any

__all__ = ["CONNECTIONS", "Target", "Tool", "compare", "fetch"]

CONNECTIONS = (1, 16)
WRK = shutil.which("wrk")
Address = tuple[str, str]
"""(path, entity tag to send or nothing)"""


@dataclass(frozen=True)
class Target:
    """A server and what it is asked for, address after address."""

    port: int
    addresses: Sequence[Address]


@dataclass(frozen=True)
class Run:
    """What came of one run; times in milliseconds."""

    rate: float
    median: float
    p99: float
    failed: int


@dataclass(frozen=True)
class Tool:
    """How long and how often to ask."""

    seconds: int
    rounds: int
    folder: Path

    @property
    def name(self) -> str:
        """For the report."""
        return "wrk" if WRK else "a loop in Python"

    def run(self, target: Target, connections: int) -> Run:
        """Ask over so many connections at once; longer, if nothing at all was answered in time."""
        for seconds in (self.seconds, 10 * self.seconds):
            found = self._wrk(target, connections, seconds) if WRK else _loop(target, connections, seconds)
            if found is not None:
                return found
        raise RuntimeError(f"Nothing was answered within {10 * self.seconds} s.")

    def _wrk(self, target: Target, connections: int, seconds: int) -> Run | None:
        addresses = self.folder / "addresses"
        addresses.write_text("".join(f"{path} {tag}".strip() + "\n" for path, tag in target.addresses))
        script = Path(__file__).with_name("rotate.lua")
        done = subprocess.run(
            [
                *(str(WRK), "--threads", "1", "--connections", str(connections), "--timeout", "30s"),
                *(
                    "--duration",
                    f"{self.seconds}s",
                    "--script",
                    str(script),
                    f"http://127.0.0.1:{target.port}",
                ),
            ],
            env={**os.environ, "BENCH_ADDRESSES": str(addresses)},
            capture_output=True,
            text=True,
            timeout=seconds + 60,
            check=True,
        )
        found = re.search(r"^measured (.*)$", done.stdout, re.MULTILINE)
        if found is None:
            raise RuntimeError(f"wrk said nothing:\n{done.stdout}{done.stderr}")
        requests, micros, median, p99, failed = map(int, found[1].split())
        if not requests:
            return None
        return Run(requests / micros * 1e6, median / 1000, p99 / 1000, failed)


def _loop(target: Target, connections: int, seconds: float) -> Run | None:
    """The same with threads: slower in itself, and so with smaller ratios."""
    spent: list[float] = []
    failed: list[int] = []
    began = perf_counter()

    def ask(first: int) -> None:
        for path, tag in islice(cycle(target.addresses), first, None):
            start = perf_counter()
            if start - began > seconds:
                return
            status, _, _ = fetch(target.port, path, tag)
            spent.append((perf_counter() - start) * 1000)
            if status not in (200, 304):
                failed.append(status)

    threads = [threading.Thread(target=ask, args=(number * 7,)) for number in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if not spent:
        return None
    ordered = sorted(spent)
    rate = len(ordered) / (perf_counter() - began)
    return Run(rate, statistics.median(ordered), ordered[int(len(ordered) * 0.99)], len(failed))


def fetch(port: int, path: str, tag: str = "") -> tuple[int, Mapping[str, str], bytes]:
    """(status, headers, body) of one request."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        headers = {"Accept": "application/json", **({"If-None-Match": tag} if tag else {})}
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        return response.status, dict(response.headers), response.read()
    finally:
        connection.close()


def compare(targets: Mapping[str, Target], tool: Tool, *, reference: str) -> dict[str, Any]:
    """Name → {size in bytes, connections → median figures, and `ratio`: how many times slower than the reference}.

    Raises `RuntimeError` if a target answers other than 200 or 304.
    """
    found: dict[str, Any] = {name: {"bytes": _checked(name, target)} for name, target in targets.items()}
    for connections in CONNECTIONS:
        runs: dict[str, list[Run]] = {name: [] for name in targets}
        for _ in range(tool.rounds):
            for name, target in targets.items():
                runs[name].append(tool.run(target, connections))
                _settle(target)
        for name, of_one in runs.items():
            found[name][str(connections)] = _figures(of_one, runs[reference])
    return found


def _settle(target: Target) -> None:
    """Wait until what was still queued when the run ended is answered: it must not slow down who is next."""
    for _ in range(4):
        fetch(target.port, "/nothing")
    sleep(0.2)


def _checked(name: str, target: Target) -> int:
    """The mean size of the answers; asking for all of them once is also the warm-up."""
    sizes = []
    for path, tag in target.addresses:
        status, _, body = fetch(target.port, path, tag)
        if status != (304 if tag else 200):
            raise RuntimeError(f"{name}: {path} answered {status}: {body[:300]!r}")
        sizes.append(len(body))
    return round(statistics.mean(sizes))


def _figures(runs: Sequence[Run], reference: Sequence[Run]) -> dict[str, float]:
    rates = [run.rate for run in runs]
    middle = statistics.median(rates)
    typical = {key: statistics.median(asdict(run)[key] for run in runs) for key in ("rate", "median", "p99")}
    return {
        **{key: round(value, 3) for key, value in typical.items()},
        "failed": sum(run.failed for run in runs),
        "spread": round((max(rates) - min(rates)) / middle, 3),
        "ratio": round(
            statistics.median(by.rate / run.rate for by, run in zip(reference, runs, strict=True)), 3
        ),
    }

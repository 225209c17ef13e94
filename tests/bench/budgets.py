"""The budgets that the plugin has to keep, and whether the figures of a run keep them."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from tests.bench.load import CONNECTIONS

__all__ = ["Verdict", "judge"]

SMALL, LARGE = 1000, 100_000
BIG_LIMIT = 1.5
"""How many times slower an answer may be with a hundred times the pages."""


class Verdict(NamedTuple):
    """A budget, what was measured, and whether it holds."""

    budget: str
    measured: str
    holds: bool


def judge(run: Mapping[str, Any], runs: Mapping[str, Any]) -> list[Verdict]:
    """The verdicts on a run; `runs` are all that there are by number of pages, for the comparison of sizes."""
    return [*_ratios(run["http"]), *_counts(run["queries"]), *_times(run), *_sizes(run["http"], runs)]


def _of(http: Mapping[str, Any], question: str, key: str, server: str = "plugin") -> list[float]:
    return [http[question][server][str(connections)][key] for connections in CONNECTIONS]


def _listed(values: list[float]) -> str:
    return " and ".join(f"{value:.2f}" for value in values)


def _ratios(http: Mapping[str, Any]) -> Iterator[Verdict]:
    limits = {
        "document": 1.7,
        "list on a topic": 2.5,
        "list of all": 2.5,
        "search, rare word": 3.0,
        "search, frequent word": 3.0,
    }
    for question, limit in limits.items():
        if question in http:
            ratios = _of(http, question, "ratio")
            yield Verdict(
                f"{question}: at most {limit} × by hand", f"{_listed(ratios)} ×", max(ratios) <= limit
            )
    known = _compared(http["document"], "plugin, known already", "plugin")
    yield Verdict(
        "document, known already: less than the plain request", f"{_listed(known)} ×", max(known) < 1
    )
    deep = _compared(http["list of all"], "plugin, deep page", "plugin, second page")
    yield Verdict("deep page of a list: at most 1.25 × the second", f"{_listed(deep)} ×", max(deep) <= 1.25)


def _compared(servers: Mapping[str, Any], request: str, plain: str) -> list[float]:
    """How many times as long a request takes as another one."""
    return [
        servers[request][str(connections)]["ratio"] / servers[plain][str(connections)]["ratio"]
        for connections in CONNECTIONS
    ]


def _counts(queries: Mapping[str, int]) -> Iterator[Verdict]:
    for names, limit in ((("document", "document, known"), 1), (("list", "list on a topic", "search"), 3)):
        for name in names:
            if name in queries:
                yield Verdict(
                    f"{name}, warm: at most {limit} queries", str(queries[name]), queries[name] <= limit
                )
    builds = [count for name, count in queries.items() if name.startswith("build of")]
    yield Verdict("build: at most 12 queries, however long", ", ".join(map(str, builds)), max(builds) <= 12)


def _times(run: Mapping[str, Any]) -> Iterator[Verdict]:
    times, correction = run["build"], run["correction"]
    share = times["build"] / times["publish by Wagtail alone"]
    yield Verdict("build: under half of Wagtail's publish()", f"{share:.2f}", share < 0.5)
    yield Verdict(
        f"correction of a reference on {correction['pages']} pages: commit under 1 s",
        f"{correction['commit'] / 1000:.2f} s",
        correction["commit"] < 1000,
    )
    yield Verdict(
        "… every answer after that is right",
        f"{correction['wrong answers']} wrong",
        not correction["wrong answers"],
    )
    for style, milliseconds in run.get("formatting", {}).items():
        verdict = f"120 citations in {style}: formatted in under 20 ms"
        yield Verdict(verdict, f"{milliseconds:.1f} ms", milliseconds < 20)
    yield from _answers_tell_nothing(run.get("submitting", {}))
    for_thousand = correction["workers"] * 1000 / max(1000, correction["pages"])
    yield Verdict(
        "… workers refresh 1 000 documents in under 60 s", f"{for_thousand:.0f} s", for_thousand < 60
    )


def _answers_tell_nothing(times: Mapping[str, float]) -> Iterator[Verdict]:
    if times:
        apart = max(times.values()) / min(times.values()) - 1
        measured = ", ".join(f"{name} {milliseconds:.2f} ms" for name, milliseconds in times.items())
        yield Verdict(
            "submissions take the same time whoever sends them: within 10 %", measured, apart <= 0.1
        )


def _sizes(http: Mapping[str, Any], runs: Mapping[str, Any]) -> Iterator[Verdict]:
    """Latencies of this machine at different times; the ratios above are the more certain figures."""
    if not {str(SMALL), str(LARGE)} <= set(runs):
        return
    small, large = runs[str(SMALL)]["http"], runs[str(LARGE)]["http"]
    for question, server in (
        ("document", "plugin"),
        ("list on a topic", "plugin"),
        ("list of all", "plugin"),
        ("list of all", "plugin, deep page"),
        ("search, rare word", "plugin"),
    ):
        if question in small and question in large:
            before = _of(small, question, "median", server)[0]
            after = _of(large, question, "median", server)[0]
            yield Verdict(
                f"{question}, {server}: with {LARGE} pages within {BIG_LIMIT} × of {SMALL}",
                f"{after / before:.2f} × ({before:.1f} → {after:.1f} ms)",
                after / before <= BIG_LIMIT,
            )

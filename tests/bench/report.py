"""Tables for the terminal: how the servers compare, what things cost, and which budgets hold."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tests.bench.budgets import judge
from tests.bench.load import CONNECTIONS

__all__ = ["report"]


def report(run: Mapping[str, Any], runs: Mapping[str, Any]) -> str:
    """All that a run found."""
    return "\n".join(
        [
            *_machine(run),
            "",
            *_http(run["http"]),
            "",
            *_table(["queries", "number"], [[name, str(count)] for name, count in run["queries"].items()]),
            "",
            *_growth(run["growth"]),
            "",
            *_build(run["build"]),
            "",
            *_table(
                ["budget", "measured", ""],
                [
                    [each.budget, each.measured, "holds" if each.holds else "MISSES"]
                    for each in judge(run, runs)
                ],
            ),
        ]
    )


def _machine(run: Mapping[str, Any]) -> Iterator[str]:
    about = run["about"]
    yield (
        f"{about['pages']} made-up pages of {about['blocks']} blocks and {about['citations']} citations; "
        f"{about['database']}; Python {about['python']}; {about['cores']} cores; load {about['load']}"
    )
    yield f"Asked with {about['tool']}: {about['rounds']} rounds of {about['seconds']} s, servers in turn."


def _http(http: Mapping[str, Any]) -> Iterator[str]:
    """Each ratio is the median over the rounds; spread is the range of the rounds over their median."""
    heads = ["question", "server", "bytes"]
    for connections in CONNECTIONS:
        heads += [f"ratio, {connections} conn.", "ms", "requests/s", "spread"]
    rows = []
    for question, servers in http.items():
        for server, found in servers.items():
            row = [question, server, str(found["bytes"])]
            for connections in CONNECTIONS:
                figures = found[str(connections)]
                row += [
                    f"{figures['ratio']:.2f}",
                    f"{figures['median']:.1f}",
                    f"{figures['rate']:.0f}",
                    f"{figures['spread']:.0%}" + ("!" if figures["failed"] else ""),
                ]
            rows.append(row)
    return _table(heads, rows)


def _growth(growth: Sequence[Mapping[str, float]]) -> Iterator[str]:
    heads = ["blocks", "bytes", "document, ms", "build, ms", "Wagtail v2, ms"]
    keys = ("document", "build", "wagtail")
    return _table(
        heads,
        [[str(row["blocks"]), str(row["bytes"]), *(f"{row[key]:.1f}" for key in keys)] for row in growth],
    )


def _build(times: Mapping[str, float]) -> Iterator[str]:
    rows = []
    for name, value in times.items():
        if not name.endswith("queries"):
            queries = times.get(f"{name}, queries")
            rows.append([name, f"{value:.1f}", "" if queries is None else str(queries)])
    return _table(["a page of 20 blocks", "ms", "queries"], rows)


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(len(row[at]) for row in [heads, *rows]) for at in range(len(heads))]
    numeric = [all(_is_number(row[at]) for row in rows) for at in range(len(heads))]

    def line(row: Sequence[str]) -> str:
        cells = (
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(row, widths, numeric, strict=True)
        )
        return "  ".join(cells).rstrip()

    yield line(heads)
    yield "  ".join("-" * width for width in widths)
    yield from map(line, rows)


def _is_number(text: str) -> bool:
    return not text or text[0].isdigit()

"""Draws how latency grows, as an SVG without any library: against the number of pages, and of blocks.

Both scales are logarithmic. Colours are chosen for light and for dark backgrounds, and lines are named at their ends,
so that nobody has to tell them apart by colour.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10
from typing import Any

__all__ = ["draw"]

WIDTH, HEIGHT = 880, 360
TOP, BOTTOM = 52, 306
STYLE = """
text { font: 12px system-ui, sans-serif; fill: #333 }
.title { font-weight: 600; font-size: 14px }
.grid { stroke: #ccc; stroke-width: 1 }
.line { fill: none; stroke-width: 2.5 }
.plugin { --c: #0a6fb8 } .list { --c: #7a3fb0 } .build { --c: #b05a00 } .wagtail { --c: #b3261e } .hand { --c: #6b6b6b }
.search { --c: #0b7a53 }
.line { stroke: var(--c) } .dot, .name { fill: var(--c) }
@media (prefers-color-scheme: dark) {
text { fill: #ddd } .grid { stroke: #444 }
.plugin { --c: #62b5f0 } .list { --c: #c59bf0 } .build { --c: #f0a860 } .wagtail { --c: #f28b82 } .hand { --c: #a8a8a8 }
.search { --c: #6fd3ab }
}
"""
Points = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Line:
    """A named line; its class decides the colour."""

    name: str
    look: str
    points: Points


def draw(runs: Mapping[str, Any]) -> str:
    """The SVG of all runs by number of pages; lengths are those of the run with the fewest pages."""
    first = next(iter(runs.values()))
    growth = first["growth"]
    pages = [
        Line(
            name,
            look,
            [
                (int(number), run["http"][question][server]["1"]["median"])
                for number, run in _with(runs, question)
            ],
        )
        for name, look, question, server in (
            ("list, deep", "list", "list of all", "plugin, deep page"),
            ("search", "search", "search, rare word", "plugin"),
            ("document", "plugin", "document", "plugin"),
            ("document, by hand", "hand", "document", "by hand"),
        )
    ]
    blocks = [
        Line(name, look, [(row["blocks"], row[key]) for row in growth])
        for name, look, key in (
            ("Wagtail v2", "wagtail", "wagtail"),
            ("build", "build", "build"),
            ("document", "plugin", "document"),
        )
    ]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
            "<title>Latency against the number of pages and of blocks</title>",
            f"<style>{STYLE}</style>",
            *_panel(
                [line for line in pages if line.points], left=52, title="ms, by number of pages", of="pages"
            ),
            *_panel(blocks, left=500, title="ms, by number of blocks of the page", of="blocks"),
            f'<text x="52" y="{HEIGHT - 10}">{escape(_caption(first["about"]))}</text>',
            "</svg>\n",
        ]
    )


def _with(runs: Mapping[str, Any], question: str) -> Iterator[tuple[str, Any]]:
    return ((number, run) for number, run in runs.items() if question in run["http"])


def _caption(about: Mapping[str, Any]) -> str:
    return (
        f"Median, one client; {about['database']}, two workers, {about['cores']} cores. "
        f"Left over HTTP, pages of {about['blocks']} blocks; right in process."
    )


def _panel(lines: Sequence[Line], *, left: int, title: str, of: str) -> Iterator[str]:
    width = 245
    x_values = sorted({x for line in lines for x, _ in line.points})
    y_values = [y for line in lines for _, y in line.points]
    low, high = floor(log10(min(y_values))), ceil(log10(max(y_values)))
    high = max(high, low + 1)
    x_low, x_high = log10(x_values[0]), log10(x_values[-1])

    def x_of(value: float) -> float:
        span = x_high - x_low
        return left + (width * (log10(value) - x_low) / span if span else width / 2)

    def y_of(value: float) -> float:
        return BOTTOM - (BOTTOM - TOP) * (log10(value) - low) / (high - low)

    yield f'<text class="title" x="{left}" y="26">{escape(title)}</text>'
    for power in range(low, high + 1):
        y = y_of(10.0**power)
        yield f'<line class="grid" x1="{left}" x2="{left + width}" y1="{y:.1f}" y2="{y:.1f}"/>'
        yield f'<text x="{left - 8}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:g}</text>'
    for value in x_values:
        label = f"{value:,.0f}".replace(",", "\u202f")
        yield f'<text x="{x_of(value):.1f}" y="{BOTTOM + 20}" text-anchor="middle">{label}</text>'
    yield from _lines(lines, x_of, y_of)


def _lines(lines: Sequence[Line], x_of: Any, y_of: Any) -> Iterator[str]:
    taken: list[float] = []
    for line in sorted(lines, key=lambda each: each.points[-1][1], reverse=True):
        places = [(x_of(x), y_of(y)) for x, y in line.points]
        joined = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        yield f'<g class="{line.look}"><polyline class="line" points="{joined}"/>'
        yield from (f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>' for x, y in places)
        x, y = places[-1]
        y = max([y, *(other + 15 for other in taken)])  # no name on top of another
        taken.append(y)
        name = f"{line.name} {line.points[-1][1]:.1f}"
        yield f'<text class="name" x="{x + 9:.1f}" y="{y + 4:.1f}">{escape(name)}</text></g>'

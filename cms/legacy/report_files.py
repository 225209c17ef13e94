"""A report is written to a file piece by piece: that of a large import does not have to fit into memory."""

from collections.abc import Callable, Iterator
from pathlib import Path

from cms.legacy.report_html import as_html
from cms.legacy.report_json import as_json
from cms.legacy.report_text import text_of_run
from cms.models.legacy_runs import LegacyRun

__all__ = ["REPORT_KINDS", "write_report"]

REPORT_KINDS: dict[str, Callable[[LegacyRun], Iterator[str]]] = {
    ".html": as_html,
    ".json": as_json,
    ".txt": text_of_run,
}
"""What makes the report, by the ending of the file's name."""


def write_report(run: LegacyRun, path: Path) -> None:
    """Write the report of the kind that the name says. Raises ``OSError``."""
    with path.open("w", encoding="utf-8") as file:
        for piece in REPORT_KINDS[path.suffix](run):
            file.write(piece)

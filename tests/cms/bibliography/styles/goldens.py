"""The golden citations, and how a text is compared with one."""

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cms.bibliography.styles import Citations, Formatted, format_citation, format_entry

GOLDEN = Path(__file__).parents[3] / "golden" / "citations"


def _read(name: str) -> Any:
    return json.loads((GOLDEN / name).read_text(encoding="utf-8"))


RECORDS: dict[str, dict[str, Any]] = {record["id"]: record for record in _read("records.json")}
CELLS: list[dict[str, Any]] = _read("bibliography.json")["cells"]
CASES: list[dict[str, Any]] = _read("clusters.json")["cases"]


def normal(text: str) -> str:
    """The form in which goldens are compared: one kind of quotation mark, dash and blank."""
    text = unicodedata.normalize("NFC", text).replace("…", "...")
    text = re.sub("[‘’‚‛‹›]", "'", re.sub("[“”„‟«»]", '"', text))
    text = re.sub("[‐‑‒–—―−]", "-", re.sub("[\u200b-\u200d\u2060\ufeff\u00ad]", "", text))
    return re.sub(r"\s+", " ", text).strip()


def is_right(found: Formatted, golden: dict[str, Any]) -> bool:
    """Whether the text is the golden one or another that counts as right, after normalisation."""
    return normal(found.text) in [normal(text) for text in (golden["text"], *golden.get("also", ()))]


def entries(style: str, *, counted: bool) -> Iterator[tuple[Formatted, dict[str, Any]]]:
    """Our entry and the golden cell, for each record in a style."""
    for cell in CELLS:
        if cell["style"] == style and cell["counted"] is counted:
            yield format_entry(RECORDS[cell["id"]], style), cell


def citations(style: str) -> Iterator[tuple[Formatted, dict[str, Any]]]:
    """Our citation and the golden case, for each case in a style."""
    for case in CASES:
        if case["style"] == style:
            references = [RECORDS[identity] for identity in case["references"]]
            yield format_citation(references, case["items"], style, case["mode"]), case


def markers(style: str) -> Iterator[tuple[Formatted, dict[str, Any]]]:
    """Our citation of a record that is cited alone, and the golden one."""
    for cell in CELLS:
        if cell["style"] == style and "citation" in cell:
            record = RECORDS[cell["id"]]
            yield Citations([record], style).format([{"id": cell["id"]}]), cell["citation"]

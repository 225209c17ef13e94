"""Records travel between programs as files: CSL-JSON, BibTeX, RIS and NBIB, each read and written here.

`read` never raises for what is in a file: what can not be read is a problem with its entry and line, the rest is read.
`write` and `read` lose nothing that the format can hold; the module of a format says what it can not.
"""

from collections.abc import Iterable, Mapping
from types import ModuleType
from typing import Any, NamedTuple

from cms.bibliography.exchange import bibtex, csl_json, nbib, ris
from cms.bibliography.exchange.decoding import decoded
from cms.bibliography.exchange.reading import MAX_BYTES, Problem, Reading, Record, TooMuch

__all__ = ["FORMATS", "MAX_BYTES", "Format", "Problem", "Reading", "Record", "detect", "read", "write"]


class Format(NamedTuple):
    """What a format is called, and how its files are named and sent."""

    label: str
    extension: str
    media_type: str


FORMATS: Mapping[str, Format] = {
    "csl-json": Format("CSL-JSON", "json", "application/vnd.citationstyles.csl+json"),
    "bibtex": Format("BibTeX", "bib", "application/x-bibtex"),
    "ris": Format("RIS", "ris", "application/x-research-info-systems"),
    "nbib": Format("NBIB (PubMed)", "nbib", "application/nbib"),
}
_MODULES: Mapping[str, ModuleType] = {"csl-json": csl_json, "nbib": nbib, "ris": ris, "bibtex": bibtex}


def detect(text: str) -> str | None:
    """The format (a key of FORMATS) that a text is written in, by what its entries begin with."""
    return next((name for name, module in _MODULES.items() if module.looks_like(text)), None)


def read(data: bytes | str, format: str | None = None) -> Reading:  # noqa: A002 - what everybody calls it
    """Everything in a file, in the format named (a key of FORMATS; raise KeyError), else the one that it looks like."""
    reading = Reading(format or "")
    module = _MODULES[format] if format else None
    if len(data) > MAX_BYTES:
        reading.refuse(
            "", 0, f"The file is larger than {MAX_BYTES // 2**20} MB. Split it, and import the parts."
        )
        return reading
    text, changes = decoded(data)
    for line, message in changes:
        reading.refuse("", line, message)
    if not text.strip():
        reading.refuse("", 0, "The file is empty.")
        return reading
    if module is None:
        reading.format = detect(text) or ""
        if not reading.format:
            labels = ", ".join(each.label for each in FORMATS.values())
            reading.refuse("", 1, f"No entry was found: this is none of {labels}.")
            return reading
        module = _MODULES[reading.format]
    try:
        module.read(text, reading)
    except TooMuch as error:
        reading.problems.append(Problem("", 0, str(error)))
    if not reading.records and not reading.problems:
        reading.refuse("", 1, f"No entry in the format {FORMATS[reading.format].label} was found.")
    return reading


def write(records: Iterable[Mapping[str, Any]], format: str) -> str:  # noqa: A002
    """A file with the records, in a format (a key of FORMATS; raise KeyError)."""
    text: str = _MODULES[format].write(records)
    return text

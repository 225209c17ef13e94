"""What comes out of a file is records and problems, so that one broken entry never costs the others."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = [
    "MAX_BYTES",
    "MAX_LINES",
    "MAX_PROBLEMS",
    "MAX_RECORDS",
    "Csl",
    "Problem",
    "Reading",
    "Record",
    "TooMuch",
]

Csl = dict[str, Any]

MAX_BYTES = 10 * 2**20
"""What is larger is refused unread: 10 MiB are about 25,000 entries, more than anybody cites."""
MAX_RECORDS = 50_000
MAX_PROBLEMS = 1000
MAX_LINES = 20_000
"""Lines with a tag in one entry of RIS or NBIB: one with 2,000 authors and their addresses has 6,000."""


@dataclass(frozen=True, slots=True)
class Record:
    """A sound record of a file: what the entry is called there, its line (from 1), and what had to be changed."""

    csl: Mapping[str, Any]
    name: str
    line: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be read: the entry ("" for the whole file), its line (from 1, or 0), and a plain sentence."""

    entry: str
    line: int
    message: str


@dataclass(slots=True)
class Reading:
    """All of a file: `format` is a key of FORMATS, "" if it was not recognised."""

    format: str = ""
    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, entry: str, line: int, message: str) -> None:
        """Note a problem. Raise TooMuch when there are so many that nobody will read on."""
        if len(self.problems) >= MAX_PROBLEMS:
            raise TooMuch(f"There are more than {MAX_PROBLEMS} problems; the rest of the file was not read.")
        self.problems.append(Problem(entry[:80], line, message))

    def add(self, record: Record) -> None:
        """Take a record. Raise TooMuch when there are more than anybody's."""
        if len(self.records) >= MAX_RECORDS:
            raise TooMuch(f"There are more than {MAX_RECORDS} entries; the rest of the file was not read.")
        self.records.append(record)


class TooMuch(ValueError):
    """Reading stops here. The message says why."""

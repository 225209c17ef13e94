"""Reads exports that a test writes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cms.legacy.entries import Entry
from cms.legacy.readers.opening import Sources

Read = Callable[[str | bytes], list[Entry]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """All entries of an export."""

    def read_export(text: str | bytes) -> list[Entry]:
        path = tmp_path / "export.xml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        sources = Sources([path])
        with sources.index():
            return list(sources.entries())

    return read_export

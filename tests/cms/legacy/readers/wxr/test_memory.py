"""Reading an export needs the memory of one item, however many it has."""

import tracemalloc
from pathlib import Path

from cms.legacy.readers.opening import Sources
from tests.cms.legacy.readers.wxr.exports import export, posts

MEBIBYTE = 1024 * 1024


def peak_of(path: Path, count: int) -> int:
    path.write_text(export(*posts(count)))
    tracemalloc.start()
    sources = Sources([path])
    with sources.index() as index:
        assert index.total == 2 * count
        for _ in sources.entries():
            pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def test_an_export_of_four_times_the_size_needs_no_more_memory(tmp_path: Path):
    small = peak_of(tmp_path / "small.xml", 200)
    large = peak_of(tmp_path / "large.xml", 800)
    assert (tmp_path / "large.xml").stat().st_size > 6 * MEBIBYTE
    assert large < small + 2 * MEBIBYTE
    assert large < 40 * MEBIBYTE

"""Whatever an export is like, each of its items becomes an entry: imported, or reported with a reason."""

import dataclasses
from pathlib import Path

import pytest

from cms.legacy.items import Item
from cms.legacy.readers.opening import Sources
from tests.cms.legacy.readers.wxr.odd_exports import ODD_EXPORTS, Odd
from tests.cms.legacy.readers.wxr.odd_items import ODD_ITEMS

KINDS = {"a": "article", "m": "media", "s": "set_aside", "u": "unreadable"}


def words_of(item: Item) -> str:
    return " ".join(
        [item.title or "", *(str(getattr(element, "text", "")) for element in item.elements)]
        + [str(dataclasses.asdict(element)) for element in item.elements]
    )


@pytest.mark.parametrize("odd", [*ODD_EXPORTS, *ODD_ITEMS], ids=lambda odd: odd.name)
def test_every_item_of_an_odd_export_is_read_or_reported(odd: Odd, tmp_path: Path):
    path = tmp_path / "export.xml"
    path.write_bytes(odd.data)
    sources = Sources([path])
    with sources.index() as index:
        entries = list(sources.entries())
        assert index.total == len(entries)
        assert [entry.kind for entry in entries] == [KINDS[kind] for kind in odd.kinds]
        assert len({entry.key for entry in entries}) == len(entries)
        rest = list(sources.entries(start=1))
    assert [entry.key for entry in rest] == [entry.key for entry in entries[1:]]
    for entry in entries:
        assert entry.kind in ("article", "media") or entry.problem
    articles = [entry.item for entry in entries if entry.item]
    text = "\n".join(map(words_of, articles))
    for words in odd.words:
        assert words in text
    for item in articles:
        assert item.elements
    mended = {code for item in articles for code in item.mended}
    assert mended >= set(odd.mended)
    assert not mended - set(odd.mended) - {"entities_mended", "illegal_characters_removed"}

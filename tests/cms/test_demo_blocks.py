"""The demo's data becomes streams: names are resolved, ids are stable, imported paragraphs are kept."""

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from blocks.stored_citations import citations_in
from cms.management.demo.blocks import expand, merge, stream
from cms.management.demo.data import DemoDataError, fingerprint, in_order, read_demo_data
from cms.management.demo.pictures import DRAWINGS, draw

COLOURS = ("#000000", "#888888", "#ffffff")


def find(kind: str, name: str) -> int:
    return {"reference": {"zhou2020": 7}, "page": {"other": 12}}[kind][name]


def imported(text: str) -> dict[str, str]:
    return {"type": "paragraph", "value": f"<p>{text}</p>", "id": text}


def test_a_name_becomes_a_primary_key() -> None:
    assert expand({"reference": {"$reference": "zhou2020"}}, find, scope="s") == {"reference": 7}


def test_a_link_to_a_page_becomes_an_internal_link() -> None:
    linked = expand('<p>See <a href="page:other">there</a>.</p>', find, scope="s")
    assert linked == '<p>See <a linktype="page" id="12">there</a>.</p>'


def test_a_cite_becomes_a_citation_in_the_text() -> None:
    cited = expand('<p>So <cite key="zhou2020" locator="Table 2">.</p>', find, scope="s")
    (citation,) = citations_in(cited)
    assert citation.items == ({"reference": 7, "locator": "Table 2"},)


def test_an_ordinary_link_stays_as_it_is() -> None:
    text = '<a href="https://doi.org/10.1/x">x</a>'
    assert expand(text, find, scope="s") == text


def test_a_list_becomes_items_with_ids() -> None:
    (first, second) = expand(["a", "b"], find, scope="s")
    assert (first["type"], first["value"], second["value"]) == ("item", "a", "b")
    assert first["id"] != second["id"]


def test_a_typed_table_stays_as_it_is() -> None:
    table = {"columns": [{"type": "text", "heading": "A"}], "rows": [{"values": ["1"]}]}
    assert expand({"table": table}, find, scope="s") == {"table": table}


def test_the_same_data_gives_the_same_ids() -> None:
    items = [{"type": "limitations", "value": {"items": ["a"]}}]
    assert stream(items, find, scope="s") == stream(items, find, scope="s")


def test_streams_of_different_pages_have_different_ids() -> None:
    items = [{"type": "paragraph", "value": "a"}]
    assert stream(items, find, scope="s")[0]["id"] != stream(items, find, scope="t")[0]["id"]


def test_an_imported_paragraph_goes_where_its_first_words_stand() -> None:
    items: list[dict[str, Any]] = [
        {"$imported": "Second"},
        {"type": "heading", "value": {}},
        {"$imported": "First"},
    ]
    merged = merge(items, [imported("First one"), imported("Second one")], find, scope="s")
    assert [block.get("value") for block in merged] == ["<p>Second one</p>", {}, "<p>First one</p>"]


def test_imported_blocks_that_nobody_names_go_to_the_star() -> None:
    items: list[dict[str, Any]] = [{"$imported": "*"}, {"type": "heading", "value": {}}]
    merged = merge(items, [imported("a"), imported("b")], find, scope="s")
    assert [block["type"] for block in merged] == ["paragraph", "paragraph", "heading"]


def test_no_imported_block_is_lost_without_a_star() -> None:
    merged = merge([{"type": "heading", "value": {}}], [imported("a")], find, scope="s")
    assert [block["type"] for block in merged] == ["heading", "paragraph"]


def test_escaped_text_is_found_by_its_words() -> None:
    merged = merge([{"$imported": "Fish & chips"}], [imported("Fish &amp; chips for all")], find, scope="s")
    assert merged == [imported("Fish &amp; chips for all")]


def test_words_that_no_imported_block_begins_with_are_an_error() -> None:
    with pytest.raises(DemoDataError, match="begins with “Third”"):
        merge([{"$imported": "Third"}], [imported("First")], find, scope="s")


def test_a_summary_comes_after_those_it_links_to() -> None:
    first, second = {"slug": "a", "body": "page:b"}, {"slug": "b", "body": ""}
    assert in_order([first, second]) == [second, first]


def test_summaries_that_link_in_a_circle_are_an_error() -> None:
    with pytest.raises(DemoDataError, match="circle"):
        in_order([{"slug": "a", "body": "page:b"}, {"slug": "b", "body": "page:a"}])


def test_a_fingerprint_changes_with_the_data() -> None:
    assert fingerprint({"a": 1}) != fingerprint({"a": 2})


def test_missing_data_is_an_error_that_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(DemoDataError, match=r"article\.txt"):
        read_demo_data(tmp_path)


def test_broken_json_is_an_error_that_names_the_file(tmp_path: Path) -> None:
    (tmp_path / "article.txt").touch()
    (tmp_path / "pages.json").write_text("{")
    with pytest.raises(DemoDataError, match=r"pages\.json is not JSON"):
        read_demo_data(tmp_path)


@pytest.mark.parametrize("drawing", DRAWINGS)
def test_a_picture_has_the_size_asked_for(drawing: str) -> None:
    picture = Image.open(io.BytesIO(draw(drawing, size=(160, 90), colours=COLOURS)))
    assert (picture.format, picture.size) == ("PNG", (160, 90))


def test_a_picture_is_the_same_each_time() -> None:
    assert draw("cells", size=(160, 90), colours=COLOURS) == draw("cells", size=(160, 90), colours=COLOURS)

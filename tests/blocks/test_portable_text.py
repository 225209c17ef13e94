"""Nodes say what the HTML says: rendered again, they give it back character by character."""

from typing import Any

import pytest
from hypothesis import given
from pydantic import TypeAdapter, ValidationError

from blocks.clean import Profile, clean, plain_text
from blocks.portable_text import LinkTarget, ListItemNode, Node, TextNode, to_nodes
from tests.blocks.hostile_html import ATTACKS
from tests.blocks.html_strategies import inline, prose, soup
from tests.blocks.portable_text_html import render, render_line

NODES: TypeAdapter[list[Node]] = TypeAdapter(list[Node])


def echo(kind: str, pk: int) -> LinkTarget:
    return LinkTarget(kind=kind, id=pk, type=None, path=None)


def as_json(html: str, *, targets=echo) -> list[dict[str, Any]]:
    return NODES.dump_python(to_nodes(html, targets=targets), mode="json")


def only(html: str) -> dict[str, Any]:
    (node,) = as_json(html)
    return node


# HTML and nodes say the same


@given(html=soup)
def test_prose_made_from_soup_comes_back_from_its_nodes(html):
    cleaned = clean(html, profile=Profile.PROSE)
    assert render(as_json(cleaned)) == cleaned


@given(html=soup)
def test_a_line_made_from_soup_comes_back_from_its_nodes(html):
    cleaned = clean(html, profile=Profile.INLINE)
    assert render_line(as_json(cleaned)) == cleaned


@given(html=prose)
def test_well_formed_prose_comes_back_from_its_nodes(html):
    cleaned = clean(html, profile=Profile.PROSE)
    assert render(as_json(cleaned)) == cleaned


@given(html=inline)
def test_a_well_formed_line_comes_back_from_its_nodes(html):
    cleaned = clean(html, profile=Profile.INLINE)
    assert render_line(as_json(cleaned)) == cleaned


@pytest.mark.parametrize(("name", "attack"), ATTACKS, ids=[name for name, _ in ATTACKS])
def test_what_is_left_of_an_attack_comes_back_from_its_nodes(name, attack):
    cleaned = clean(attack, profile=Profile.PROSE)
    assert render(as_json(cleaned)) == cleaned


@given(html=soup)
def test_nodes_of_tables_hold_the_words_of_the_html(html):
    cleaned = clean(html, profile=Profile.TABLE)
    texts = [
        node["code"] if node["_type"] == "code" else "".join(span["text"] for span in node["children"])
        for node in as_json(cleaned)
        if node["_type"] in {"block", "code"}
    ]
    assert "\n".join(texts) == plain_text(cleaned)


@given(html=soup)
def test_keys_are_unique_and_marks_are_defined(html):
    nodes = as_json(clean(html, profile=Profile.TABLE))
    keys = [node["_key"] for node in nodes]
    for node in nodes:
        links = [link["_key"] for link in node.get("markDefs", [])]
        keys += links + [span["_key"] for span in node.get("children", [])]
        used = {mark for span in node.get("children", []) for mark in span["marks"]}
        assert used - {"strong", "em", "sup", "sub", "code"} == set(links)
    assert len(keys) == len(set(keys))


@given(html=soup)
def test_a_level_is_at_most_one_deeper_than_the_item_before(html):
    level = 0
    for node in as_json(clean(html, profile=Profile.PROSE)):
        assert node.get("level", 0) <= level + 1
        level = node.get("level", 0)


# The shape of nodes


def test_nothing_has_no_nodes():
    assert as_json("") == []


def test_text_without_a_block_is_one_normal_block():
    assert only("a <strong>b</strong>") == {
        "_type": "block",
        "_key": "b0",
        "style": "normal",
        "children": [
            {"_type": "span", "_key": "b0s0", "text": "a ", "marks": []},
            {"_type": "span", "_key": "b0s1", "text": "b", "marks": ["strong"]},
        ],
        "markDefs": [],
    }


@pytest.mark.parametrize("tag", ["h2", "h3", "h4", "h5", "h6", "blockquote"])
def test_the_style_of_a_block_is_its_element(tag):
    assert only(f"<{tag}>a</{tag}>")["style"] == tag


@pytest.mark.parametrize("mark", ["strong", "em", "sup", "sub", "code"])
def test_a_decorator_has_its_standard_name(mark):
    assert only(f"<p><{mark}>a</{mark}></p>")["children"][0]["marks"] == [mark]


def test_marks_are_listed_from_the_outermost():
    (span,) = only("<p><strong><em>a</em></strong></p>")["children"]
    assert span["marks"] == ["strong", "em"]


def test_a_line_break_is_a_newline_in_the_text():
    assert only("<p>a<br>b</p>")["children"][0]["text"] == "a\nb"


def test_white_space_between_and_inside_blocks_is_folded():
    nodes = as_json("\n<p> a \n b </p>\n<p>c</p>\n")
    assert [node["children"][0]["text"] for node in nodes] == ["a b", "c"]


def test_white_space_of_preformatted_text_counts():
    assert only("<pre> a\n  b</pre>") == {"_type": "code", "_key": "b0", "code": " a\n  b"}


def test_a_plain_block_has_no_key_that_makes_it_a_list_item():
    assert not {"listItem", "level"} & only("<p>a</p>").keys()


def test_items_know_their_list_and_level():
    nodes = as_json("<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>")
    found = [(node["children"][0]["text"], node["listItem"], node["level"]) for node in nodes]
    assert found == [("a", "bullet", 1), ("b", "number", 2), ("c", "bullet", 1)]


def test_a_link_is_defined_once_and_named_by_its_spans():
    node = only('<p><a href="/x/" id="c1">a <em>b</em></a></p>')
    assert node["markDefs"] == [{"_type": "link", "_key": "b0l0", "href": "/x/", "id": "c1", "target": None}]
    assert [span["marks"] for span in node["children"]] == [["b0l0"], ["b0l0", "em"]]


def test_two_links_to_the_same_place_stay_two():
    node = only('<p><a href="/x/">a</a><a href="/x/">b</a></p>')
    assert [span["marks"] for span in node["children"]] == [["b0l0"], ["b0l1"]]


def test_a_link_says_what_it_leads_to():
    def targets(kind: str, pk: int) -> LinkTarget:
        return LinkTarget(kind=kind, id=pk, type="research_summary", path="/x/")

    (node,) = as_json('<a href="/x/" data-link="page" data-id="3">a</a>', targets=targets)
    assert node["markDefs"][0]["target"] == {
        "kind": "page",
        "id": 3,
        "type": "research_summary",
        "path": "/x/",
    }


def test_a_link_whose_target_nobody_knows_has_its_address():
    (node,) = as_json('<a href="/x/" data-link="page" data-id="3">a</a>', targets=lambda kind, pk: None)
    assert (node["markDefs"][0]["href"], node["markDefs"][0]["target"]) == ("/x/", None)


def test_only_links_of_ours_are_looked_up():
    asked = []
    to_nodes(
        '<a href="/x/" data-link="document" data-id="3">a</a> <a href="/y/">b</a>',
        targets=lambda kind, pk: asked.append((kind, pk)),
    )
    assert asked == [("document", 3)]


def test_an_image_has_its_size():
    assert only('<img src="/a.png" alt="b" width="4" height="3" data-id="7">') == {
        "_type": "image", "_key": "b0", "id": 7, "src": "/a.png", "alt": "b", "width": 4, "height": 3,
    }  # fmt: skip


def test_an_image_of_unknown_size_says_so():
    node = only('<img src="/a.png" alt="">')
    assert (node["id"], node["width"], node["height"]) == (None, None, None)


def test_a_rule_is_a_break():
    assert only("<hr>") == {"_type": "break", "_key": "b0"}


def test_each_cell_of_a_table_is_a_block():
    nodes = as_json("<table><caption>C</caption><tbody><tr><th>A</th><td>b</td></tr></tbody></table>")
    assert [node["children"][0]["text"] for node in nodes] == ["C", "A", "b"]


# The models


def test_the_models_serialise_under_the_names_of_the_format_by_themselves():
    (node,) = to_nodes('<p><a href="/x/">a</a></p>')
    assert set(node.model_dump()) == {"_type", "_key", "style", "children", "markDefs"}
    assert '"_type":"span"' in node.model_dump_json()


def test_nodes_come_back_from_their_json():
    nodes = to_nodes('<ul><li>a</li></ul><p><a href="/x/">b</a></p><hr><pre>c</pre><img src="/a.png" alt="">')
    assert NODES.validate_json(NODES.dump_json(nodes)) == nodes


def test_an_item_and_a_plain_block_are_different_models():
    item, text = to_nodes("<ul><li>a</li></ul><p>b</p>")
    assert (type(item), type(text)) == (ListItemNode, TextNode)


def test_a_plain_block_with_an_empty_list_item_is_refused():
    block = {"_type": "block", "_key": "b0", "style": "normal", "children": [], "markDefs": []}
    with pytest.raises(ValidationError):
        NODES.validate_python([{**block, "listItem": None}])


def test_a_node_of_an_unknown_type_is_refused():
    with pytest.raises(ValidationError):
        NODES.validate_python([{"_type": "alert", "_key": "b0"}])


@pytest.mark.parametrize("not_a_node", ["a", 1, None, {}])
def test_what_is_no_node_is_refused(not_a_node):
    with pytest.raises(ValidationError):
        NODES.validate_python([not_a_node])


@pytest.mark.parametrize("name", ["key", "style", "children", "mark_defs"])
def test_nodes_cannot_be_changed(name):
    (node,) = to_nodes("a")
    with pytest.raises(ValidationError):
        setattr(node, name, None)


def test_every_key_is_required_in_the_json_schema():
    schemas = NODES.json_schema(mode="serialization")["$defs"]
    required = {name: set(schema["required"]) for name, schema in schemas.items()}
    assert required == {
        "TextNode": {"_type", "_key", "style", "children", "markDefs"},
        "ListItemNode": {"_type", "_key", "style", "children", "markDefs", "listItem", "level"},
        "ImageNode": {"_type", "_key", "id", "src", "alt", "width", "height"},
        "BreakNode": {"_type", "_key"},
        "CodeNode": {"_type", "_key", "code"},
        "Span": {"_type", "_key", "text", "marks"},
        "LinkMark": {"_type", "_key", "href", "id", "target"},
        "CitationMark": {"_type", "_key", "citation", "href"},
        "LinkTarget": {"kind", "id", "type", "path"},
    }
    assert all(set(schema["properties"]) == required[name] for name, schema in schemas.items())
    assert all(schema["additionalProperties"] is False for schema in schemas.values())


def test_the_json_schema_names_each_kind_of_node_exactly():
    schema = NODES.json_schema(mode="serialization")
    names = ["TextNode", "ListItemNode", "ImageNode", "BreakNode", "CodeNode"]
    assert schema["items"]["oneOf"] == [{"$ref": f"#/$defs/{name}"} for name in names]
    assert [schema["$defs"][name]["properties"]["_type"]["const"] for name in names] == [
        "block", "block", "image", "break", "code",
    ]  # fmt: skip
    assert schema["$defs"]["ListItemNode"]["properties"]["listItem"]["enum"] == ["bullet", "number"]

"""A whole document as Markdown: the sample, its notes, its language, and that nothing in it is an error."""

import json
import os
import re
import sys
from typing import Any

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from cms.delivery.build import document_schema
from cms.delivery.markdown import to_markdown
from cms.delivery.markdown.document import KNOWN
from cms.models import ResearchIndexPage, ResearchSummaryPage, StandardPage
from tests.cms.delivery.markdown_reader import shape, text_of, tokens

FOLDER = settings.BASE_DIR / "tests" / "golden"
SAMPLE = json.loads((FOLDER / "sample_document.json").read_text())
GOLDEN = FOLDER / "sample_document.md"


def test_the_sample_is_the_reviewed_one() -> None:
    """`GOLDEN=write make test` writes it anew; the difference is to be looked at."""
    found = to_markdown(SAMPLE)
    if os.environ.get("GOLDEN") == "write":
        GOLDEN.write_text(found)
    assert found == GOLDEN.read_text()


def texts_in(node: Any) -> list[str]:
    """The texts of all spans, in order."""
    if isinstance(node, list):
        return [text for item in node for text in texts_in(item)]
    if not isinstance(node, dict):
        return []
    own = [node["text"]] if node.get("_type") == "span" else []
    return own + [text for value in node.values() for text in texts_in(value)]


def test_every_word_of_the_sample_can_be_read() -> None:
    shown = text_of(to_markdown(SAMPLE))
    told = [
        *texts_in(SAMPLE),
        SAMPLE["title"],
        SAMPLE["standfirst"],
        *SAMPLE["key_points"],
        *SAMPLE["disclosures"],
    ]
    told += [entry["text"] for entry in SAMPLE["references"] + SAMPLE["further_reading"] + SAMPLE["outline"]]
    told += [SAMPLE["funding"], SAMPLE["conflicts"], *(topic["title"] for topic in SAMPLE["topics"])]
    assert [text for text in told if " ".join(text.split()) not in shown] == []


def test_the_headings_are_the_outline_and_the_sections_of_the_page() -> None:
    headings = [tag for tag in shape(to_markdown(SAMPLE)) if re.fullmatch("h[1-6]", tag)]
    outline = [f"h{entry['level']}" for entry in SAMPLE["outline"]]
    assert headings == ["h1", "h2", "h2", *outline, *["h2"] * 7]


def test_every_marker_has_a_note_and_every_note_a_marker() -> None:
    source = to_markdown(SAMPLE)
    notes = re.findall(r"(?m)^\[\^(\d+)\]: ", source)
    assert notes == [str(entry["number"]) for entry in SAMPLE["references"]]
    assert set(re.findall(r"\[\^(\d+)\](?!:)", source)) == set(notes)


@pytest.mark.parametrize("model", [ResearchSummaryPage, StandardPage, ResearchIndexPage])
def test_all_of_our_own_documents_keys_are_known(model: Any) -> None:
    assert document_schema(model).model_fields.keys() <= KNOWN


def test_what_a_page_does_not_have_takes_no_room() -> None:
    document = dict.fromkeys(KNOWN, None) | {
        "title": "Only a title",
        "body": [],
        "references": [],
        "authors": [],
    }
    assert to_markdown(document) == "# Only a title\n"


def test_people_are_named_with_what_qualifies_them() -> None:
    person = {
        "name": "A. B.",
        "credentials": "MD",
        "job_title": "Reader",
        "orcid": "0000-0001",
        "url": "https://a.example/",
    }
    document = {
        "title": "T",
        "authors": [{**person, "role": "Text", "photo": None}],
        "reviewed_by": {**person, "url": None},
    }
    assert to_markdown(document) == (
        "# T\n\n"
        "- Authors: [A. B.](https://a.example/), MD, Reader, ORCID iD 0000-0001 (Text)\n"
        "- Reviewed by: A. B., MD, Reader, ORCID iD 0000-0001\n"
    )


def test_labels_speak_the_language_of_the_page() -> None:
    finding = next(block for block in SAMPLE["body"] if block["type"] == "finding")
    assert "No evaluada" in to_markdown({"locale": "es", "body": [finding]})
    assert "Not assessed" in to_markdown({"locale": "en", "body": [finding]})


def test_a_hosts_own_fields_are_listed_with_their_labels() -> None:
    page = {
        "kind": "page",
        "id": 3,
        "type": "x",
        "title": "Our *trial*",
        "path": "/t/",
        "url": "https://a.example/t/",
        "locale": "en",
    }
    rich = {"html": "", "nodes": [block_of("One."), block_of("Two.")]}
    document = {
        "title": "T",
        "phase": "III",
        "registered_on": None,
        "online": True,
        "fee": "12.50",
        "sponsor": {"model": "trials.sponsor", "id": 4, "title": "Sponsor_1"},
        "home": page,
        "banner": None,
        "notes": rich,
        "sessions": [
            {
                "type": "session",
                "id": "1",
                "value": {"name": "Opening", "speakers": ["A", "B"], "room": None},
            },
            {"type": "divider", "id": "2", "value": True},
        ],
    }
    assert to_markdown(document) == (
        "# T\n\n## Details\n\n"
        "- Phase: III\n- Online: Yes\n- Fee: 12.50\n- Sponsor: Sponsor\\_1\n"
        "- Home: [Our \\*trial\\*](https://a.example/t/)\n\n"
        "**Notes**\n\nOne.\n\nTwo.\n\n"
        "**Sessions**\n\n"
        "- Session:\n  - Name: Opening\n  - Speakers:\n    - A\n    - B\n- Divider: Yes\n"
    )


def block_of(text: str) -> dict[str, Any]:
    span = {"_type": "span", "_key": "s", "text": text, "marks": []}
    return {"_type": "block", "_key": "b", "style": "normal", "children": [span], "markDefs": []}


names = st.sampled_from(
    ["title", "body", "type", "value", "nodes", "html", "children", "marks", "markDefs", "_type", "_key", "href",
     "text", "level", "listItem", "style", "citations", "references", "items", "number", "id", "url", "src", "alt",
     "columns", "rows", "caption", "table", "row_headers", "note", "interval", "pico", "groups", "further_reading", "x"]
)  # fmt: skip
scalars = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.sampled_from(
    ["block", "bullet", "h2", "span", "strong", "heading", "table", "finding", "<b>", "javascript:x", "//x", "https://["])
)  # fmt: skip
anything = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=6),
    max_leaves=15,
)


@given(st.dictionaries(st.sampled_from(sorted(KNOWN | {"own"})), anything))
def test_no_document_is_an_error_or_raw_html(document: dict[str, Any]) -> None:
    tokens(to_markdown(document))


def mangled(value: Any, draw: Any) -> Any:
    """The value with some of its parts replaced by anything."""
    if draw(st.integers(0, 11)) == 0:
        return draw(anything)
    if isinstance(value, dict):
        return {name: mangled(part, draw) for name, part in value.items()}
    return [mangled(part, draw) for part in value] if isinstance(value, list) else value


@given(st.data())
def test_a_block_of_another_shape_is_no_error(data: st.DataObject) -> None:
    block = data.draw(st.sampled_from(SAMPLE["body"]))
    document = {**SAMPLE, "body": [mangled(block, data.draw)], "further_reading": data.draw(anything)}
    tokens(to_markdown(document))


def test_deep_structures_are_cut_off_and_not_an_error() -> None:
    deep: Any = "end"
    for _ in range(200):
        deep = (
            [{"type": "own", "value": {"inner": [deep, deep], "more": {"deep": 1}}}]
            if _ < 3
            else {"own": [deep]}
        )
    assert to_markdown({"title": "T", "own": deep}).startswith("# T\n\n## Details\n\n- Own:\n")


def calls_for(document: Any) -> int:
    """How many functions are called to write a document."""
    calls = 0

    def count(frame: Any, event: str, argument: Any) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        to_markdown(document)
    finally:
        sys.setprofile(None)
    return calls


def test_the_work_grows_no_faster_than_the_document() -> None:
    body = SAMPLE["body"]
    assert calls_for({**SAMPLE, "body": body * 8}) < 8.1 * calls_for({**SAMPLE, "body": body})

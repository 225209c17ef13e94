"""Every type of block as Markdown: what it says, with its citations, apart from its neighbours."""

from typing import Any

import pytest

from blocks.streams import SummaryBody
from cms.delivery.markdown.values import KNOWN_BLOCKS
from tests.cms.delivery.markdown_documents import body, item, node, rich, span, written
from tests.cms.delivery.markdown_reader import html, shape


def test_every_block_of_a_summary_has_a_form() -> None:
    assert set(SummaryBody.base_blocks) == set(KNOWN_BLOCKS)


def test_a_heading_has_its_level() -> None:
    assert written("heading", {"text": "Results #", "level": 3, "anchor": "results"}) == "### Results \\#"
    assert html("### Results \\#") == "<h3>Results #</h3>\n"


def test_prose_has_its_marks_and_complete_links() -> None:
    paragraph = node(
        "A ", span("strong", "strong"), " and ", span("both", "em", "strong"), ", ", span("x = 1", "code"), ", H",
        span("2", "sub"), "O, ", span("a page", "l0"), ", ", span("a place", "l1"), ", ", span("nowhere", "l2"),
        ".\nEnd",
        links=(("l0", "/about/"), ("l1", "#results"), ("l2", "javascript:x")),
    )  # fmt: skip
    assert written("paragraph", rich(paragraph)) == (
        "A **strong** and **_both_**, `x = 1`, H₂O, [a page](https://a.example/en/about/), "
        "[a place](https://a.example/en/x/#results), nowhere.\\\nEnd"
    )


def test_prose_has_headings_quotations_rules_code_and_images() -> None:
    picture = {
        "_type": "image",
        "_key": "b",
        "id": 1,
        "src": "https://a.example/a b.png",
        "alt": "A [pic]",
        "width": 1,
        "height": 1,
    }
    nodes = [
        node("Part", style="h5"), node("Said", style="blockquote"), {"_type": "break", "_key": "b"},
        {"_type": "code", "_key": "b", "code": "```\n  <b>\t*\n\nx"}, picture,
    ]  # fmt: skip
    source = written("paragraph", rich(*nodes))
    assert source == (
        "##### Part\n\n> Said\n\n---\n\n````\n```\n  <b>\t*\n\nx\n````\n\n![A \\[pic\\]](https://a.example/a%20b.png)"
    )
    assert shape(source) == ["h5", "blockquote", "p", "hr", "code", "p"]


def test_lists_nest_as_deep_as_they_were_set() -> None:
    items = [
        item("one", "number"), item("a", level=2), item("deep", "number", 3), item("b\nmore", level=2),
        item("two", "number"),
        *(item(str(n), "number") for n in range(3, 12)), item("under eleven", level=2), item("other"), item(""),
    ]  # fmt: skip
    source = written("paragraph", rich(*items))
    assert source.split("\n")[:7] == [
        "1. one", "   - a", "     1. deep", "   - b\\", "     more", "2. two", "3. 3",
    ]  # fmt: skip
    assert source.split("\n")[-4:] == ["11. 11", "    - under eleven", "- other", "- &#32;"]
    assert html(source).count("<ol>") == 2
    assert html(source).count("<ul>") == 3


def test_two_lists_that_meet_stay_two() -> None:
    lists = [
        {"type": "paragraph", "id": "b", "value": rich(item("a", kind))}
        for kind in ["bullet"] * 3 + ["number"] * 2
    ]
    source = body(lists)
    assert source == "- a\n\n* a\n\n- a\n\n1) a\n\n1. a"
    assert shape(source).count("ul") == 3
    assert shape(source).count("ol") == 2


def test_a_quote_names_who_said_it_and_where() -> None:
    value = {"text": rich("Words!"), "attribution": "Some - body", "citations": ["c1"]}
    assert written("quote", value) == "> Words!\n>\n> — Some - body[^1]"
    assert written("quote", {**value, "attribution": None}) == "> Words\\![^1]"


def test_a_callout_says_why_it_is_set_apart() -> None:
    value = {"tone": "caution", "heading": "Who?", "text": rich("One.", item("a"))}
    assert written("callout", value) == "> **Caution: Who?**\n>\n> One.\n>\n> - a"
    assert written("callout", {**value, "heading": None}).startswith("> **Caution**\n")


def test_key_points_are_a_list() -> None:
    assert written("key_points", {"heading": None, "points": [rich("One."), rich("1. Two")]}) == (
        "**Key points**\n\n- One.\n- 1\\. Two"
    )


@pytest.mark.parametrize(
    ("ids", "markers"),
    [
        (["c1"], "Text.[^1]"),
        (["c2"], "Text.[^1][^2][^3][^5]"),
        (["c3"], "Text. (see also [^2], p. 12; [^1], 1.)"),
        (["c4"], "Text."),
        ([], "Text."),
    ],
)
def test_a_citation_is_a_marker_for_each_reference(ids: list[str], markers: str) -> None:
    assert written("conclusion", {"text": rich("Text."), "citations": ids}) == f"**Conclusion**\n\n{markers}"


def test_a_marker_after_a_list_stands_below_it() -> None:
    value = {"text": rich(item("a")), "citations": ["c1"]}
    assert written("conclusion", value) == "**Conclusion**\n\n- a\n\n[^1]"


def test_a_citation_in_the_text_is_its_marker() -> None:
    places = ({"_key": "l0", "href": "#ref-1", "id": "c2"}, {"_key": "l1", "href": "#ref-2", "id": None})
    paragraph = node(
        "So", span("1–3,", "sup", "l0"), span("5", "sup", "l0"), "(a) and ", span("2", "sup", "l1"), ": b."
    )
    paragraph["markDefs"] = [{"_type": "link", "target": None, **place} for place in places]
    source = written("paragraph", rich(paragraph))
    assert source == "So[^1][^2][^3][^5]\\(a) and [^2]\\: b."


def test_a_table_has_a_caption_row_headers_numbers_on_the_right_and_a_note() -> None:
    columns = [
        {"type": "text", "heading": "A|B"},
        {"type": "number", "heading": "n"},
        {"type": "rich_text", "heading": ""},
    ]
    rows = [
        [
            {"type": "text", "value": "x|y\nz"},
            {"type": "number", "value": "-1.50"},
            {"type": "rich_text", "value": rich("a", "b")},
        ],
        [
            {"type": "text", "value": None},
            {"type": "number", "value": None},
            {"type": "rich_text", "value": rich()},
        ],
    ]
    value = {
        "table": {"caption": "Doses", "columns": columns, "rows": rows},
        "row_headers": True,
        "note": rich("Note."),
        "citations": ["c1"],
    }
    source = written("table", value)
    assert source == (
        "**Doses**\n\n| A\\|B | n | |\n| --- | ---: | --- |\n| **x\\|y z** | -1.50 | a b |\n| | | |\n\nNote.[^1]"
    )
    assert shape(source).count("td") == 6
    plain = written(
        "table",
        {
            **value,
            "row_headers": False,
            "note": rich(),
            "table": {"caption": None, "columns": columns[:1], "rows": rows},
        },
    )
    assert plain == "| A\\|B |\n| --- |\n| x\\|y z |\n| |\n\n[^1]"
    assert shape(plain).count("td") == 2


IMAGE = {
    "alt": "A *drawing*", "src": "https://a.example/a.png", "width": 1, "height": 1, "focal_point": None, "sources": [],
    "dominant_color": None,
}  # fmt: skip


def test_a_figure_has_its_words_caption_and_credit() -> None:
    value = {"image": IMAGE, "caption": rich("Caption."), "credit": "Ann, CC BY", "citations": ["c1"]}
    assert written("figure", value) == (
        "![A \\*drawing\\*](https://a.example/a.png)\n\nCaption.[^1]\n\nCredit: Ann, CC BY"
    )
    assert written(
        "figure", {**value, "image": {**IMAGE, "alt": ""}, "caption": rich(), "credit": None, "citations": []}
    ) == ("![](https://a.example/a.png)")


def test_an_embed_is_a_link() -> None:
    value = {
        "url": "https://vimeo.com/1",
        "title": "A [film]",
        "caption": rich("See."),
        "provider": "Vimeo",
        "player_url": "https://p.example/",
    }
    assert written("embed", value) == "[A \\[film\\]](https://vimeo.com/1) (Vimeo)\n\nSee."


def test_a_download_says_what_it_is() -> None:
    file = {
        "kind": "document",
        "id": 1,
        "title": "F",
        "url": "https://a.example/f.pdf",
        "filename": "f_1.pdf",
        "size": 2048,
        "content_type": "x",
    }
    value = {"title": "Questions", "description": "Two pages", "document": file}
    assert written("document_download", value) == (
        "[Questions](https://a.example/f.pdf) (f\\_1.pdf, 2.0\xa0KB)\n\nTwo pages"
    )


def test_a_link_to_a_page_has_the_page_s_own_address() -> None:
    target = {"kind": "page", "url": "https://a.example/es/about/"}
    value = {"text": "About", "description": "Who we are", "href": "/about/", "target": target}
    assert written("link", value) == "[About](https://a.example/es/about/)\n\nWho we are"
    mail = {"text": "Write", "description": None, "href": "mailto:a@b.example", "target": None}
    assert written("link", mail) == "[Write](mailto:a@b.example)"


PANEL = {
    "slug": "p", "kind": "newsletter", "heading": "Subscribe", "body": rich("Join us."), "button_label": None,
    "link": None, "image": None, "form": {"success_message": "Thanks."}, "disclosure": "We sell it.",
    "tone": "prominent", "frequency": {"views": 3, "days": 30},
}  # fmt: skip


def test_a_panel_with_a_form_says_where_the_form_is_and_what_to_know() -> None:
    assert written("call_to_action", PANEL) == (
        "> **Subscribe**\n>\n> Join us.\n>\n"
        "> Newsletter sign-up: the form is on the page itself. <https://a.example/en/x/>\n>\n"
        "> Disclosure: We sell it."
    )


def test_a_panel_that_leads_somewhere_is_a_link_with_the_words_of_its_button() -> None:
    link = {"text": "Shop", "description": None, "href": "https://b.example/", "target": None}
    value = {
        **PANEL,
        "kind": "link",
        "form": None,
        "disclosure": None,
        "link": link,
        "button_label": "Go (now)",
    }
    assert (
        written("call_to_action", value)
        == "> **Subscribe**\n>\n> Join us.\n>\n> [Go (now)](https://b.example/)"
    )


def test_a_block_of_a_site_s_own_is_described() -> None:
    value = {
        "drug": "Aspirin",
        "amount": "12.5",
        "notes": None,
        "by": {"who": "Ann", "when": "2020"},
        "citations": ["c2"],
    }
    assert written("dose_table", value) == (
        "- Dose table:\n  - Drug: Aspirin\n  - Amount: 12.5\n  - By:\n    - Who: Ann\n    - When: 2020\n"
        "  - Citations: [^1][^2][^3][^5]"
    )
    assert written("image", IMAGE) == "- Image: ![A \\*drawing\\*](https://a.example/a.png)"
    assert written("intro", rich("One.")) == "- Intro: One."


def test_a_known_type_with_another_value_is_described() -> None:
    assert written("heading", "Only text") == "- Heading: Only text"
    columns = [{"type": "text", "heading": "A"}]
    table = {"caption": None, "columns": columns, "rows": [[{"type": "text", "value": "x"}]]}
    assert written("table", table) == "**Table**\n\n| A |\n| --- |\n| x |"


def test_what_a_site_adds_to_a_known_block_is_described_below_it() -> None:
    value: dict[str, Any] = {"text": rich("Words"), "attribution": None, "citations": [], "year": 1995}
    assert written("quote", value) == "> Words\n\n- Year: 1995"

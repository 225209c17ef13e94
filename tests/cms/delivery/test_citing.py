import json

import pytest
from django.utils import timezone

from blocks.clean import Profile, clean
from cms.delivery.cards import build_cards
from cms.models import Reference, SiteProfile
from cms.models.paths import SiteMap
from tests.builders import (
    block,
    change,
    cite,
    cited,
    items,
    make_reference,
    make_summary,
    publish_again,
)
from tests.cms.delivery.cited_text import html_of, numbers_in, paragraph, text_of


@pytest.fixture
def card(roots):
    """The card of a page."""

    def build_card(page):
        built = build_cards([page], site=roots(), sites=SiteMap.load(), now=timezone.now())
        return built.cards[page.pk].model_dump()

    return build_card


def finding(**values):
    return block(
        "finding", {"outcome": "Pain", "direction": "lower", "certainty": "low", "citations": [], **values}
    )


def test_a_citation_in_the_text_becomes_a_link_to_the_list(a, home, document):
    built = document(make_summary(parent=home, body=[paragraph("It helps ", cited(a), ".")]))
    link = '<a href="#ref-1" id="c1" data-citation="c1">(1)</a>'
    assert html_of(built) == f"<p>It helps {link}.</p>"


def test_the_nodes_say_which_citation_it_is(a, home, document):
    built = document(make_summary(parent=home, body=[paragraph("It helps ", cited(a), ".")]))
    (node,) = built["body"][0]["value"]["nodes"]
    assert node["markDefs"] == [{"_type": "citation", "_key": "b0l0", "citation": "c1", "href": "#ref-1"}]
    assert node["children"][1] == {"_type": "span", "_key": "b0s1", "text": "(1)", "marks": ["b0l0"]}


def test_a_b_a_is_numbered_1_2_1_with_two_entries(a, b, home, document):
    body = [paragraph("One ", cited(a), ", two ", cited(b), "."), paragraph("Again ", cited(a), ".")]
    built = document(make_summary(parent=home, body=body))
    assert [citation["label"] for citation in built["citations"]] == ["1", "2", "1"]
    assert numbers_in(built) == [(a.key, 1), (b.key, 2)]
    assert built["references"][0]["cited_in"] == ["c1", "c3"]


def test_a_paragraph_that_moves_to_the_front_is_numbered_first(a, b, home, document):
    page = make_summary(
        parent=home, body=[paragraph("One ", cited(a), "."), paragraph("Two ", cited(b), ".")]
    )
    last = page.body.pop(1)
    page.body.insert(0, (last.block_type, last.value, last.id))
    built = document(publish_again(page))
    assert numbers_in(built) == [(b.key, 1), (a.key, 2)]
    assert [text_of(built, n) for n in (0, 1)] == ["Two (1).", "One (2)."]


def test_a_paragraph_that_moves_to_another_page_takes_its_source_along(a, b, home, document):
    first = make_summary(
        parent=home, body=[paragraph("One ", cited(a), "."), paragraph("Two ", cited(b), ".")]
    )
    other = make_summary(parent=home, body=[paragraph("None.")])
    moved = first.body.pop(0)
    other.body.append((moved.block_type, moved.value, moved.id))
    assert numbers_in(document(publish_again(first))) == [(b.key, 1)]
    assert numbers_in(document(publish_again(other))) == [(a.key, 1)]


def test_the_text_of_the_same_value_is_numbered_place_by_place(a, home, document):
    text = f"<p>Again {cited(a)}.</p>"
    page = make_summary(parent=home)
    built = document(
        publish_again(change(page, body=json.dumps([block("paragraph", text), block("paragraph", text)])))
    )
    assert [citation["id"] for citation in built["citations"]] == ["c1", "c2"]
    assert ['id="c1"' in html_of(built, 0), 'id="c2"' in html_of(built, 1)] == [True, True]


def test_several_references_of_one_citation_are_collapsed(home, document):
    references = [make_reference() for _ in range(5)]
    body = [
        paragraph("First ", cited(*references[:3]), "."),
        paragraph(cited(references[3]), cited(references[4])),
        paragraph("Then ", cited(references[4], references[0], references[2], references[1]), "."),
    ]
    built = document(make_summary(parent=home, body=body))
    assert [citation["label"] for citation in built["citations"]] == ["1–3", "4", "5", "1–3,5"]


def test_words_around_a_reference_stand_in_the_citation(a, home, document):
    body = [paragraph("It helps ", cited(a, prefix="see", locator="p. 12", suffix="for adults"), ".")]
    built = document(make_summary(parent=home, body=body, citation_style="apa"))
    assert text_of(built) == "It helps (see Abel, 2020, p. 12 for adults)."
    (item,) = built["citations"][0]["items"]
    assert (item["prefix"], item["locator"], item["suffix"]) == ("see", "p. 12", "for adults")


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("nlm-citation-sequence", "As Baker and Cole (1) found."),
        ("american-medical-association", "As Baker and Cole1 found."),
        ("apa", "As Baker and Cole (2020) found."),
    ],
)
def test_the_authors_can_stand_in_the_sentence(style, text, b, home, document):
    body = [paragraph("As ", cited(b, mode="narrative"), " found.")]
    built = document(make_summary(parent=home, body=body, citation_style=style))
    assert text_of(built) == text


def test_the_author_can_be_left_out_where_the_sentence_names_him(a, home, document):
    body = [paragraph("Abel ", cited(a, suppress_author=True), " found it.")]
    built = document(make_summary(parent=home, body=body, citation_style="apa"))
    assert text_of(built) == "Abel (2020) found it."


def test_a_text_does_not_change_its_spaces_with_the_style(a, home, document):
    page = make_summary(parent=home, body=[paragraph("It helps ", cited(a), "."), paragraph("So", cited(a))])
    raised = document(publish_again(change(page, citation_style="american-medical-association")))
    assert html_of(raised, 0).startswith('<p>It helps<a href="#ref-1"')
    in_line = document(publish_again(change(page, citation_style="apa")))
    assert text_of(in_line, 1) == "So (Abel, 2020)"


def test_author_date_styles_tell_works_of_a_year_apart(home, document):
    author = [{"family": "Abel", "given": "Ada"}]
    later, earlier = (make_reference(author=author, title=title) for title in ("Zebras", "Apes"))
    body = [paragraph("One ", cited(later), ", two ", cited(earlier), ".")]
    built = document(make_summary(parent=home, body=body, citation_style="apa"))
    assert text_of(built) == "One (Abel, 2020b), two (Abel, 2020a)."
    assert [entry["id"] for entry in built["references"]] == [earlier.key, later.key]
    assert [item["number"] for citation in built["citations"] for item in citation["items"]] == [2, 1]


def test_a_citation_in_the_text_is_numbered_among_those_of_blocks(a, b, home, document):
    body = [finding(interpretation=f"Good {cited(b)}", citations=cite(a))]
    built = document(make_summary(parent=home, body=body))
    assert numbers_in(built) == [(b.key, 1), (a.key, 2)]
    assert built["body"][0]["value"]["citations"] == ["c2"]


def test_cells_of_tables_cite_row_by_row(a, b, home, document):
    columns = [{"type": "rich_text", "heading": "One"}, {"type": "rich_text", "heading": "Two"}]
    rows = [{"values": [f"1 {cited(b)}", f"2 {cited(a)}"]}]
    table = {"columns": columns, "rows": rows, "caption": ""}
    value = {"table": table, "row_headers": False, "note": "", "citations": []}
    built = document(make_summary(parent=home, body=[block("table", value)]))
    assert numbers_in(built) == [(b.key, 1), (a.key, 2)]


def test_a_citation_whose_references_are_gone_leaves_the_words_around_it(a, home, document):
    gone = cited(Reference(pk=a.pk + 1000, key="gone2020"))
    body = [paragraph("It helps ", gone, "."), paragraph("So ", gone, " it is.")]
    built = document(make_summary(parent=home, body=body))
    assert [html_of(built, n) for n in (0, 1)] == ["<p>It helps.</p>", "<p>So it is.</p>"]
    assert built["citations"] == []


@pytest.mark.parametrize(
    "stored",
    [
        '<a linktype="citation">[x]</a>',
        '<a linktype="citation" items="[{">[x]</a>',
        '<a linktype="citation" items="{&quot;reference&quot;:1}">[x]</a>',
        '<a linktype="citation" items="[{&quot;reference&quot;:true},7,null]">[x]</a>',
        '<a linktype="citation" items="[{&quot;reference&quot;:99999999999999999999999}]">[x]</a>',
    ],
)
def test_a_citation_that_can_not_be_read_is_left_out(stored, home, document):
    built = document(make_summary(parent=home, body=[paragraph("It helps ", stored, ".")]))
    assert html_of(built) == "<p>It helps.</p>"


def test_a_script_around_a_reference_is_words(a, home, document):
    body = [
        paragraph("Bad ", cited(a, prefix="<script>alert(1)</script>", suffix='<img src=x onerror="x()">'))
    ]
    built = document(make_summary(parent=home, body=body, citation_style="apa"))
    assert "<script" not in html_of(built) + built["citations"][0]["html"]
    assert "<img" not in html_of(built) + built["citations"][0]["html"]


def test_the_site_chooses_the_style_and_a_page_can_differ(a, home, document, site):
    page = make_summary(parent=home, body=[paragraph("It helps ", cited(a), ".")])
    profile = SiteProfile.objects.create(site=site, citation_style="apa")
    assert text_of(document(page)) == "It helps (Abel, 2020)."
    own = publish_again(change(page, citation_style="nlm-citation-sequence"))
    assert text_of(document(own)) == "It helps (1)."
    assert profile.citation_style == "apa"


def test_a_style_that_is_not_known_any_more_is_replaced(a, home, document, site):
    SiteProfile.objects.create(site=site, citation_style="gone")
    assert text_of(document(make_summary(parent=home, body=[paragraph("It helps ", cited(a), ".")]))) == (
        "It helps (1)."
    )


def test_the_status_of_a_reference_stands_in_the_document_and_on_the_card(a, b, home, document, card):
    change(
        a, integrity="retracted", notices=[{"kind": "retraction", "date": "2021-03", "source": ["crossref"]}]
    )
    page = make_summary(parent=home, subject_reference=b, body=[paragraph("It helps ", cited(a), ".")])
    (entry,) = document(page)["references"]
    assert entry["integrity"]["status"] == "retracted"
    assert entry["integrity"]["notices"][0]["date"] == "2021-03"
    assert card(page)["integrity"] == "retracted"


def test_what_nobody_has_checked_is_not_clean(a, b, home, card):
    change(a, integrity="clean")
    page = make_summary(parent=home, subject_reference=b, body=[paragraph("It helps ", cited(a), ".")])
    assert card(page)["integrity"] == "unchecked"
    change(b, integrity="clean")
    assert card(page)["integrity"] == "clean"


def test_an_acknowledgement_says_what_it_is_about(a, home, document):
    said = {"acknowledged_status": "retracted", "acknowledged_reason": "It is about the retraction."}
    body = [
        paragraph("It helps ", cited(a, **said), "."),
        finding(citations=items({"reference": a.pk, **said})),
    ]
    built = document(make_summary(parent=home, body=body))
    wanted = {"status": "retracted", "reason": "It is about the retraction."}
    assert [each["items"][0]["acknowledged"] for each in built["citations"]] == [wanted, wanted]


def test_a_heading_does_not_take_the_place_of_a_citation(a, home, document):
    headings = [block("heading", {"text": text, "level": "2", "anchor": ""}) for text in ("C1", "Ref 1")]
    built = document(make_summary(parent=home, body=[*headings, paragraph("So ", cited(a))]))
    assert [entry["anchor"] for entry in built["outline"]] == ["c1-2", "ref-1-2"]


def test_a_record_whose_id_is_not_its_key_is_cited_all_the_same(a, home, document):
    page = make_summary(parent=home, body=[paragraph("So ", cited(a))])
    Reference.objects.filter(pk=a.pk).update(key="other2020")
    assert numbers_in(document(page)) == [("other2020", 1)]


def test_an_ordinary_link_can_not_pose_as_a_citation():
    assert clean('<a href="/x" data-citation="c9">x</a>', profile=Profile.INLINE) == '<a href="/x">x</a>'

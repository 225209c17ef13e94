"""What of a page can be found: its own words, with their weights, and nothing that its document does not say."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.delivery.search.text import page_words
from tests.builders import (
    CANARY,
    block,
    cite,
    cited,
    items,
    make_document,
    make_image,
    make_panel,
    make_person,
    make_reference,
    make_standard,
    make_summary,
    make_topic,
)


@pytest.fixture
def home(site):
    return site.root_page


def found(page, **options):
    """Text → weight."""
    return {passage.text: passage.weight for passage in page_words(page, **options)}


def body_of(*blocks, **options):
    return [text for text, weight in found(make_standard("Title", body=blocks, slug="p"), **options).items()][
        1:
    ]


def test_a_summary_is_found_by_its_own_fields_with_their_weights(home):
    page = make_summary(
        "Title",
        parent=home,
        standfirst="Standfirst",
        key_points=["Key point"],
        funding="Funding",
        conflicts="Conflicts",
        disclaimer="<p>Disclaimer</p>",
        body=[
            block("heading", {"text": "Heading", "level": "2", "anchor": "an-anchor"}),
            block("paragraph", "<p>Text</p>"),
        ],
    )
    assert found(page) == {
        "Title": "A", "Standfirst": "B", "Key point": "B", "Heading": "B", "Text": "C",
        "Funding": "D", "Conflicts": "D", "Disclaimer": "D",
    }  # fmt: skip
    assert list(found(page))[-3:] == ["Funding", "Conflicts", "Disclaimer"]


def test_evidence_is_found(home):
    page = make_summary(
        parent=home,
        live=False,
        standfirst="Standfirst",
        body=[
            block("study", {"design": "cohort", "population": "Adults", "outcomes": items("Pain"),
                            "registration": "NCT01"}),
            block("finding", {"outcome": "Fatigue", "time_point": "6 months", "interpretation": "Less <b>tired</b>",
                              "direction": "lower", "certainty": "low", "estimate": "0.26", "citations": []}),
            block("limitations", {"items": items("Few people"), "citations": []}),
            block("conclusion", {"text": "<p>It may help</p>", "citations": []}),
        ],
    )  # fmt: skip
    assert list(found(page))[2:] == [
        "Adults", "Pain", "NCT01", "Fatigue", "6 months", "Less tired", "Few people", "It may help",
    ]  # fmt: skip


def test_html_becomes_words_that_do_not_stick_together(home):
    html = (
        "<p>Fish &amp; chips<br/>today</p><ul><li>one</li><li>two&nbsp;three</li></ul>"
        "<p>H<sub>2</sub>O &lt;b&gt;</p>"
    )
    assert body_of(block("paragraph", html)) == ["Fish & chips", "today", "one", "two three", "H2O <b>"]


def test_what_stands_in_for_a_citation_is_no_word(home):
    text = f"<p>It helps {cited(make_reference(CANARY))}.</p>"
    assert body_of(block("paragraph", text)) == ["It helps ."]


def test_scripts_in_stored_html_have_no_words(home):
    assert body_of(block("paragraph", "<p>a<script>alert(1)</script><style>p{}</style></p>")) == ["a"]


def test_table_cells_and_captions_are_found_and_numbers_are_not(home):
    table = {
        "caption": "Doses",
        "columns": [{"type": "text", "heading": "Drug"},  {"type": "number", "heading": "mg"}],
        "rows": [{"values": ["Aspirin", "40"]}],
    }  # fmt: skip
    value = {"table": table, "row_headers": True, "note": "Daily", "citations": []}
    assert body_of(block("table", value)) == ["Doses", "Drug", "mg", "Aspirin", "Daily"]


def test_what_is_chosen_has_no_words_here(home):
    linked = make_standard(CANARY, parent=home)
    panel = make_panel(heading=CANARY, body=f"<p>{CANARY}</p>")
    reference = make_reference(title=CANARY)
    image = make_image(title=CANARY)
    page = make_summary(
        parent=home,
        topics=[make_topic(CANARY)],
        authors=[make_person(CANARY)],
        subject_reference=reference,
        further_reading=[reference],
        image=image,
        image_alt="Lead",
        body=[
            block("call_to_action", {"call_to_action": panel.pk}),
            block("paragraph", f'<p><a linktype="page" id="{linked.pk}">words</a></p>'),
            block(
                "quote",
                {"text": "Quoted", "attribution": "Somebody", "citations": cite(reference, locator=CANARY)},
            ),
        ],
    )
    public = {("page", linked.pk), ("image", image.pk), ("cms.reference", reference.pk)}
    texts = found(page, public=public)
    assert not any(CANARY in text for text in texts)
    assert {"words", "Quoted", "Somebody", "Lead"} <= set(texts)


def test_words_of_blocks_that_stand_and_fall_with_what_was_chosen_need_it_to_be_public(home):
    image, document, linked = make_image(), make_document(), make_standard(parent=home)
    alt = {"image": image.pk, "alt_text": "Alt", "decorative": False}
    blocks = [
        block("figure", {"image": alt, "caption": "Caption", "credit": "Credit", "citations": []}),
        block("document_download", {"document": document.pk, "title": "Download", "description": ""}),
        block("link", {"text": "Link", "page": linked.pk}),
        block("link", {"text": "Nowhere", "page": None}),
        block("link", {"text": "Elsewhere", "url": "https://example.org/"}),
    ]
    page = make_standard("Title", parent=home, live=False, body=blocks, image=image, image_alt="Lead")
    assert set(found(page)) == {"Title", "Elsewhere"}
    everything = {("image", image.pk), ("document", document.pk), ("page", linked.pk)}
    shown = {"Title", "Lead", "Alt", "Caption", "Credit", "Download", "Link", "Elsewhere"}
    assert set(found(page, public=everything)) == shown
    assert set(found(page, public=everything - {("image", image.pk)})) == shown - {
        "Lead",
        "Alt",
        "Caption",
        "Credit",
    }


def test_a_decorative_image_has_no_alt_text(home):
    image = make_image()
    alt = {"image": image.pk, "alt_text": "Alt", "decorative": True}
    figure = block("figure", {"image": alt, "caption": "Caption", "credit": "", "citations": []})
    assert body_of(figure, public={("image", image.pk)}) == ["Caption"]


def test_stored_values_that_do_not_fit_cost_their_block_only(home):
    page = make_standard("Title", body=[block("paragraph", "<p>before</p>")])
    page.body = page.body.stream_block.to_python([
        {"type": "table", "value": {"table": {"columns": [{"type": "text"}], "rows": []}}, "id": "1"},
        {"type": "gone", "value": "gone", "id": "2"},
        {"type": "paragraph", "value": "<p>a\x00\ud800b</p>", "id": "3"},
    ])  # fmt: skip
    assert list(found(page)) == ["Title", "a\ufffdb"]


def test_the_words_of_a_page_take_no_query(home):
    image = make_image()
    alt = {"image": image.pk, "alt_text": "Alt", "decorative": False}
    page = make_summary(
        parent=home,
        body=[
            block(
                "figure",
                {"image": alt, "caption": "Caption", "credit": "", "citations": cite(make_reference())},
            )
        ]
        * 3,
    )
    page = type(page).objects.get(pk=page.pk)
    with CaptureQueriesContext(connection) as captured:
        assert page_words(page, public={("image", image.pk)})
    assert len(captured) == 0

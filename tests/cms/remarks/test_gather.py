"""What is gathered from a page: its blocks in order, their words, and what they cite."""

from datetime import date

from django.utils import translation

from cms.evidence import Paragraph
from cms.models import ResearchSummaryPage
from cms.remarks.gather import content_of
from tests.builders import (
    block,
    cite,
    cited,
    items,
    make_image,
    make_locale,
    make_person,
    make_reference,
    make_standard,
    make_topic,
)
from tests.cms.evidence.contents import TODAY


def test_blocks_of_all_streams_come_in_order(gathered):
    content = gathered(
        block("heading", {"text": "What was found", "level": "3", "anchor": ""}),
        block("paragraph", "<p>Something.</p>"),
        key_points=["One", "Two"],
        further_reading=[make_reference()],
    )
    assert [(each.field, each.type) for each in content.blocks] == [
        ("key_points", "point"),
        ("key_points", "point"),
        ("body", "heading"),
        ("body", "paragraph"),
        ("authors", "author"),
        ("further_reading", "reference"),
    ]
    assert [each.level for each in content.body] == [3, None]


def test_ids_and_values_are_the_stored_ones(gathered):
    stored = block("callout", {"tone": "note", "heading": "Mind", "text": "<p>This.</p>"})
    (found,) = gathered(stored).body
    assert (found.id, found.value, found.text) == (stored["id"], stored["value"], "Mind\nThis.")


def test_labels_are_in_the_language_of_the_editor(gathered):
    with translation.override("es"):
        (found,) = gathered(block("paragraph", "<p>Something.</p>")).body
    assert found.label == "Párrafo"


def test_a_paragraph_has_its_own_citations_and_no_trace_of_them_in_its_words(gathered):
    one, other = make_reference(), make_reference()
    prose = f"<p>It works {cited(one, other)}. Or not {cited(one)}.</p>"
    html = f"{prose}<ul><li>A point</li><li>{cited(other)} more</li></ul>"
    (found,) = gathered(block("paragraph", html)).body
    assert found.paragraphs == (
        Paragraph("It works. Or not.", (one.pk, other.pk, one.pk)),
        Paragraph("A point"),
        Paragraph("more", (other.pk,)),
    )
    assert found.text == "It works. Or not.\nA point\nmore"
    assert found.cites == (one.pk, other.pk, one.pk, other.pk)


def test_the_citations_of_a_struct_are_those_of_its_lists_and_texts(gathered):
    one, other = make_reference(), make_reference()
    value = {
        "outcome": "Pain",
        "interpretation": f"Less pain {cited(other)}.",
        "direction": "lower",
        "certainty": "low",
        "citations": cite(one),
    }
    (found,) = gathered(block("finding", value)).body
    assert found.cites == (other.pk, one.pk)
    assert found.text == "Pain\nLess pain."


def test_a_reference_that_is_named_without_being_cited_is_listed(gathered):
    subject, listed, cited_too = make_reference(), make_reference(), make_reference()
    content = gathered(
        block("study", {"reference": listed.pk, "design": "cohort", "citations": []}),
        block("study", {"reference": cited_too.pk, "design": "cohort", "citations": cite(cited_too)}),
        subject_reference=subject,
        further_reading=[listed],
    )
    assert [(each.lists, each.cites) for each in content.body] == [((listed.pk,), ()), ((), (cited_too.pk,))]
    assert [each.lists for each in content.of_type("reference")] == [(listed.pk,)]
    assert content.subject.key == subject.key
    assert set(content.sources) == {subject.pk, listed.pk, cited_too.pk}


def test_a_source_says_who_wrote_it_and_what_became_of_it(gathered):
    reference = make_reference(
        "group2019",
        title="A <i>fine</i> study",
        author=[{"family": "Donk", "non-dropping-particle": "van der"}, {"literal": "The Study Group"}],
        issued={"date-parts": [[2019, 4]]},
        DOI="10.5555/12345678",
    )
    source = gathered(subject_reference=reference).subject
    assert (source.key, source.title, source.authors) == (
        "group2019",
        "A fine study",
        ("van der Donk", "The Study Group"),
    )
    assert (source.year, source.integrity, source.verification) == (2019, "unchecked", "unverified")
    assert source.can_be_checked


def test_without_an_identifier_no_registry_can_be_asked(gathered):
    assert not gathered(subject_reference=make_reference()).subject.can_be_checked


def test_what_was_acknowledged_at_every_citation_of_a_block_is_known(gathered):
    reference = make_reference()
    said = {"acknowledged_status": "retracted", "acknowledged_reason": "It is about the retraction."}
    settled = block("paragraph", f"<p>A {cited(reference, **said)} and {cited(reference, **said)}.</p>")
    half = block("paragraph", f"<p>A {cited(reference, **said)} and {cited(reference)}.</p>")
    without_reason = block("paragraph", f"<p>A {cited(reference, acknowledged_status='retracted')}.</p>")
    assert gathered(settled, half, without_reason).acknowledged == {
        (settled["id"], reference.pk): "retracted"
    }


def test_an_acknowledgement_in_a_list_of_sources_counts_too(gathered):
    reference = make_reference()
    item = {"reference": reference.pk, "acknowledged_status": "corrected", "acknowledged_reason": "Read it."}
    quote = block("quote", {"text": "Words", "attribution": "", "citations": items(item)})
    assert gathered(quote).acknowledged == {(quote["id"], reference.pk): "corrected"}


def test_fields_are_texts_dates_and_names(gathered):
    content = gathered(
        standfirst="In short.",
        funding="Nobody.",
        disclaimer="<p>No <b>advice</b>.</p>",
        last_reviewed=date(2026, 1, 2),
        reviewed_by=make_person("Rita Review"),
        topics=[make_topic("Lupus")],
        search_description="For search.",
    )
    assert {name: content.fields[name] for name in ("standfirst", "funding", "disclaimer", "conflicts")} == {
        "standfirst": "In short.",
        "funding": "Nobody.",
        "disclaimer": "No advice.",
        "conflicts": "",
    }
    assert (content.fields["last_reviewed"], content.fields["next_review"]) == (date(2026, 1, 2), None)
    assert (content.fields["reviewed_by"], content.fields["topics"]) == ("Rita Review", ("Lupus",))
    assert content.fields["search_description"] == "For search."


def test_a_page_that_was_never_saved_is_gathered(db):
    content = content_of(ResearchSummaryPage(title="New", locale=make_locale("es")), today=TODAY)
    assert (content.type, content.title, content.language, content.blocks) == (
        "research_summary",
        "New",
        "es",
        (),
    )
    assert content.fields["reviewed_by"] is None


def test_an_ordinary_page_is_gathered(home):
    page = make_standard(
        parent=home, body=[block("paragraph", "<p>Us.</p>")], image=make_image(), image_alt="A house"
    )
    content = content_of(page, today=TODAY)
    assert (content.type, [each.text for each in content.body]) == ("standard_page", ["Us."])
    assert [(each.block, each.alt) for each in content.pictures] == [(None, "A house")]


def test_unsaved_changes_are_gathered(home):
    page = make_standard(parent=home, body=[block("paragraph", "<p>Before.</p>")])
    page.title, page.standfirst = "After", "New"
    content = content_of(page, today=TODAY)
    assert (content.title, content.fields["standfirst"]) == ("After", "New")

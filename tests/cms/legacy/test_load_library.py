"""What an import takes from the library and brings into it: references and panels, each once."""

import pytest

from cms.models import CallToAction, Reference, ResearchSummaryPage
from tests.builders import make_panel, make_reference
from tests.cms.legacy.loading import PROSE, SOURCE, codes, draft, raw, run

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_panels_are_drafts_with_their_success_messages(sample_bytes, parent):
    run(sample_bytes, parent=parent)
    packet = CallToAction.objects.get(slug="information-packet")
    assert (packet.kind, packet.live) == ("information_packet", False)
    assert packet.success_message == "Thanks for your interest!"
    assert packet.latest_revision is not None


def test_the_source_becomes_an_unverified_reference_in_further_reading(sample_bytes, parent):
    run(sample_bytes, parent=parent)
    reference = Reference.objects.get()
    assert (reference.pmcid, reference.verification) == ("PMC8481702", "unverified")
    assert reference.note.startswith(
        "Title cut off in the source. Imported from article.txt, line 21: Source: “"
    )
    assert reference.key
    assert [each["value"] for each in raw(draft(), "further_reading")] == [reference.pk]


def test_the_cited_work_is_not_taken_for_the_work_that_is_summarised(sample_bytes, parent):
    run(sample_bytes, parent=parent)
    assert draft().subject_reference is None


def test_a_reference_of_the_library_is_used_and_not_changed(sample_bytes, parent):
    known = make_reference("yang2021", title="The whole title", PMCID="PMC8481702")
    report = run(sample_bytes, parent=parent)
    assert Reference.objects.get().csl == known.csl
    assert [each["value"] for each in raw(draft(), "further_reading")] == [known.pk]
    assert "reference_reused" in codes(report)


def test_a_named_author_is_compared_with_the_authors_in_the_library(sample_bytes, parent):
    make_reference(author=[{"family": "Yang"}], PMCID="PMC8481702")
    (note,) = [one for one in run(sample_bytes, parent=parent).notes if one.code.startswith("named_author")]
    assert (note.code, note.values["authors"]) == ("named_author_not_among_authors", "Yang")


def test_an_unverified_reference_is_completed(parent):
    make_reference("doe", DOI="10.1155/2020/6518508", issued={"date-parts": [[2019]]})
    report = run(f"{PROSE}\n\n{SOURCE} doi:10.1155/2020/6518508", parent=parent)
    reference = Reference.objects.get()
    assert (reference.pmcid, reference.year) == ("PMC8481702", 2019)
    assert "reference_completed" in codes(report)


def test_a_verified_reference_is_never_changed(parent):
    reference = make_reference("doe", DOI="10.1155/2020/6518508")
    Reference.objects.update(verification="verified")
    run(f"{PROSE}\n\n{SOURCE} doi:10.1155/2020/6518508", parent=parent)
    assert Reference.objects.get().csl == reference.csl


def test_identifiers_of_two_references_are_reported(parent):
    make_reference("one", PMCID="PMC8481702")
    make_reference("two", DOI="10.1155/2020/6518508")
    report = run(f"{PROSE}\n\n{SOURCE} doi:10.1155/2020/6518508", parent=parent)
    (note,) = [one for one in report.notes if one.code == "reference_conflict"]
    assert note.values["keys"] == "one, two"
    assert Reference.objects.count() == 2


def test_an_identifier_that_contradicts_the_reference_is_reported(parent):
    make_reference("one", PMCID="PMC8481702", DOI="10.1000/182")
    report = run(f"{PROSE}\n\n{SOURCE} doi:10.1155/2020/6518508", parent=parent)
    assert "reference_identifier_differs" in codes(report)
    assert Reference.objects.get().doi == "10.1000/182"


def test_two_articles_that_cite_one_address_share_the_reference(parent):
    text = f"{PROSE}\n\nSource: “A title.” https://example.org/lupus"
    run(text, parent=parent, key="/a.txt")
    run(f"Another. {text}", parent=parent, key="/b.txt")
    assert (Reference.objects.count(), ResearchSummaryPage.objects.count()) == (1, 2)


def test_two_articles_with_the_same_form_share_the_panel(parent):
    form = "Subscribe to our newsletter\nJoin our list.\nThank you for subscribing!"
    run(f"{PROSE}\n\n{form}", parent=parent, key="/a.txt")
    report = run(f"Another. {PROSE}\n\n{form}", parent=parent, key="/b.txt")
    assert CallToAction.objects.count() == 1
    assert "call_to_action_reused" in codes(report)


def test_a_panel_with_other_words_is_used_unchanged_and_reported(sample_bytes, parent):
    panel = make_panel("newsletter", heading="News for you")
    report = run(sample_bytes, parent=parent)
    panel.refresh_from_db()
    assert panel.heading == "News for you"
    assert raw(draft())[9]["value"] == {"call_to_action": panel.pk}
    assert "call_to_action_differs" in codes(report)


def test_no_disclosure_is_asked_for_when_the_panel_has_one(sample_bytes, parent):
    make_panel("information-packet", kind="information_packet", disclosure="We sell the treatment.")
    assert "disclosure_needed" not in codes(run(sample_bytes, parent=parent))


def test_a_newsletter_without_consent_is_reported_once_for_its_panel(sample_bytes, parent):
    report = run(sample_bytes, parent=parent)
    assert codes(report).count("consent_needed") == 1
    assert CallToAction.objects.get(slug="newsletter").publication_errors().keys() == {"consent_text"}


def test_no_consent_is_asked_for_when_the_panel_has_it(sample_bytes, parent):
    make_panel("newsletter")
    assert "consent_needed" not in codes(run(sample_bytes, parent=parent))


def test_panels_made_from_forms_have_the_usual_fields_of_their_kind(sample_bytes, parent):
    run(sample_bytes, parent=parent)
    packet = CallToAction.objects.get(slug="information-packet")
    assert not packet.form_fields
    assert [field["value"]["name"] for field in packet.raw_form_fields] == ["name", "email"]

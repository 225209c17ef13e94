"""Every sentence of the sample survives, and nothing of its forms stays in the prose."""

import hashlib
import html
import re

import pytest

from cms.legacy.report import Report

SHA256 = "e34aca1f97204dc55fabb4b9f942a7876d7f22992af273f8493a1fa58dd3dab0"


def plain(text):
    return " ".join(text.replace("\u00a0", " ").split())


def body_text(conversion):
    return plain(html.unescape(re.sub(r"</?p>", " ", "".join(block["value"] for block in conversion.body))))


def sentences(path):
    """Every sentence above the source line, cut without the importer's help."""
    article = path.read_text(encoding="utf-8").partition("Source:")[0]
    found = [
        plain(piece) for line in article.split("\n") for piece in re.split(r"(?<=[.!?])\s+(?=[A-Z])", line)
    ]
    return [sentence for sentence in found if sentence]


def codes(conversion):
    return [note.code for note in conversion.notes]


def test_the_fixture_is_the_sample_byte_for_byte(sample_path, sample):
    assert hashlib.sha256(sample_path.read_bytes()).hexdigest() == SHA256
    assert sample.sha256 == SHA256


def test_no_sentence_of_the_article_is_lost(sample_path, converted_sample):
    body = body_text(converted_sample)
    article = sentences(sample_path)
    assert len(article) == 15
    assert [sentence for sentence in article if sentence not in body] == []


def test_the_body_is_the_article_and_nothing_else(sample_path, converted_sample):
    article = sample_path.read_text(encoding="utf-8").partition("Source:")[0]
    assert body_text(converted_sample) == plain(article)


@pytest.mark.parametrize(
    "words",
    ["Subscribe", "mailing list", "Subscribed", "Packet", "information packet", "Thanks for", "Source:"],
)
def test_nothing_of_the_forms_stays_in_the_prose(converted_sample, words):
    assert words not in body_text(converted_sample)


def test_every_line_of_the_file_is_accounted_for(sample, converted_sample):
    lines = Report.of(sample, converted_sample).lines
    assert lines.add_up
    assert (lines.total, lines.prose, lines.source, lines.form, lines.blank, lines.title) == (
        101,
        9,
        1,
        40,
        51,
        0,
    )


def test_a_title_is_proposed_from_the_first_sentence(converted_sample):
    assert converted_sample.title == "Systemic Lupus Erythematosus (SLE)"
    assert converted_sample.title_proposed
    assert "title_proposed" in codes(converted_sample)


def test_the_source_line_becomes_a_reference_with_its_pmcid(converted_sample):
    (reference,) = converted_sample.references
    assert reference.csl == {
        "type": "article-journal",
        "title": "Immunomodulatory Effect of MSCs and MSCs-Derived Extracellular …",
        "issued": {"date-parts": [[2021, 9, 16]]},
        "URL": "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC8481702/",
        "PMCID": "PMC8481702",
    }


def test_the_title_of_the_reference_is_marked_as_cut_off(converted_sample):
    assert converted_sample.references[0].title_truncated
    assert ("source_title_truncated", 21) in [(note.code, note.line) for note in converted_sample.notes]


def test_the_newsletter_form_is_found_once_though_its_heading_is_doubled(converted_sample):
    panel = converted_sample.calls_to_action[0]
    assert (panel.kind, panel.slug, panel.heading, panel.repeats) == (
        "newsletter",
        "newsletter",
        "Subscribe To Our Newsletter",
        0,
    )
    assert panel.body == "<p>Join our mailing list to receive the latest news and updates from our team.</p>"
    assert panel.success_message == "You have Successfully Subscribed!"


def test_the_packet_form_is_found_once_and_its_eleven_repeats_are_merged(sample, converted_sample):
    panel = converted_sample.calls_to_action[1]
    assert (panel.kind, panel.slug, panel.occurrences) == ("information_packet", "information-packet", 12)
    assert panel.body.startswith("<p>We'll send your FREE information packet that outlines our entire")
    assert panel.success_message == "Thanks for your interest!"
    assert "11 repeats merged" in Report.of(sample, converted_sample).as_text()


def test_there_are_two_calls_to_action_in_the_order_of_the_file(converted_sample):
    assert [panel.kind for panel in converted_sample.calls_to_action] == ["newsletter", "information_packet"]


def test_a_disclosure_is_asked_for_next_to_the_packet(converted_sample):
    assert "disclosure_needed" in codes(converted_sample)


def test_the_slip_et_at_is_kept_and_reported(converted_sample):
    assert "Zhou et at. concluded" in body_text(converted_sample)
    (note,) = [note for note in converted_sample.notes if note.code == "possible_slip"]
    assert (note.line, note.values) == (18, {"found": "et at.", "meant": "et al."})


def test_the_author_named_in_the_text_is_to_be_checked(converted_sample):
    (note,) = [note for note in converted_sample.notes if note.code == "named_author_unchecked"]
    assert (note.line, note.values) == (7, {"named": "Zhou", "work": "PMC8481702"})


def test_the_spaces_that_were_made_plain_are_counted(sample, converted_sample):
    counts = Report.of(sample, converted_sample).counts
    assert (counts.non_breaking_spaces, counts.double_spaces) == (9, 0)
    assert "\u00a0" not in "".join(block["value"] for block in converted_sample.body)

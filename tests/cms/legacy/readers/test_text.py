"""How lines of a text file become paragraphs, titles, sources and forms."""

import hashlib

import pytest

from cms.legacy.items import Form, Paragraph, SourceLine
from cms.legacy.readers.decoding import UnreadableSource
from cms.legacy.readers.text import read_text_bytes, read_text_file, split_lines

PROSE = "Lupus is a disease. It has no cure, and treatment eases its symptoms."


def read(text, **options):
    return read_text_bytes(text.encode(), source="a.txt", **options)


def paragraphs(text):
    return [paragraph.text for paragraph in read(text).paragraphs]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029", "\x0b", "\x0c"])
def test_line_ends_of_every_kind_end_a_line(end):
    assert split_lines(f"one{end}two{end}") == ["one", "two"]


def test_a_last_line_needs_no_end():
    assert split_lines("one\n\ntwo") == ["one", "", "two"]


def test_the_same_text_reads_the_same_with_any_line_ends():
    text = f"{PROSE}\n\n{PROSE}\n"
    assert paragraphs(text) == paragraphs(text.replace("\n", "\r\n")) == paragraphs(text.replace("\n", "\r"))


def test_a_blank_line_ends_a_paragraph_however_it_is_blank():
    assert paragraphs(f"{PROSE}\n \t\u00a0\u200b\n{PROSE}") == [PROSE, PROSE]


def test_lines_wrapped_at_a_width_are_joined():
    item = read(
        "Lupus is a disease that affects so many parts of\n"
        "the body, and there is still no cure, only\n"
        "treatment.\n\n"
        "A second one.\n"
    )
    assert [paragraph.text for paragraph in item.paragraphs] == [
        "Lupus is a disease that affects so many parts of the body, and there is still no cure, only treatment.",
        "A second one.",
    ]
    assert item.paragraphs[0].lines == (1, 2, 3)


def test_lines_of_a_file_that_was_not_wrapped_are_paragraphs():
    long = "A sentence that is as long as no line of a wrapped file would be. " * 3
    assert paragraphs(f"{long}\nA short one.\n{long}") == [long.strip(), "A short one.", long.strip()]


def test_short_lines_of_a_wrapped_file_stay_apart():
    text = "The outcomes that the authors looked at were these:\n\nproteinuria\nserum albumin\n"
    assert paragraphs(text) == [
        "The outcomes that the authors looked at were these:",
        "proteinuria",
        "serum albumin",
    ]


def test_a_short_first_line_without_a_full_stop_is_the_title():
    item = read(f"Stem cells for lupus\n\n{PROSE}\n")
    assert (item.title, item.title_lines) == ("Stem cells for lupus", (1,))
    assert [paragraph.text for paragraph in item.paragraphs] == [PROSE]


@pytest.mark.parametrize(
    "text",
    [
        f"{PROSE}\n\n{PROSE}",
        f"Stem cells for lupus\n{PROSE}",
        f"A sentence.\n\n{PROSE}",
        "Only this",
        f"Contact us\n\n{PROSE}",
    ],
)
def test_no_title_is_made_of_anything_else(text):
    assert read(text).title is None


def test_lines_are_numbered_as_in_the_file():
    item = read(f"\n\n{PROSE}\n\nSource: https://doi.org/10.1155/2020/6518508\n\nContact us\n")
    assert [(type(element), element.line) for element in item.elements] == [
        (Paragraph, 3),
        (SourceLine, 5),
        (Form, 7),
    ]


def test_a_source_label_without_an_address_stays_in_the_prose():
    item = read(f"{PROSE}\n\nSource: a friend of the family\n")
    assert item.source_lines == ()
    assert item.paragraphs[-1].text == "Source: a friend of the family"


def test_prose_that_mentions_an_address_stays_prose():
    text = f"{PROSE} See https://example.org/lupus for more."
    assert paragraphs(text) == [text]


def test_sources_below_a_heading_are_each_a_source():
    item = read(
        f"{PROSE}\n\nReferences\n\n1. One. doi:10.1155/2020/6518508\n2. Two. PMC8481702\n\nAn afterword.\n"
    )
    assert [[str(one) for one in line.identifiers] for line in item.source_lines] == [
        ["doi:10.1155/2020/6518508"],
        ["PMC8481702"],
    ]
    assert item.source_lines[0].lines == (3, 5)
    assert item.paragraphs[-1].text == "An afterword."


def test_a_source_label_in_a_long_text_does_not_take_the_text_away():
    text = "Study: " + "a sentence of the article that must not be lost. " * 20 + "https://example.org/"
    assert read(text).source_lines == ()


def test_a_wrapped_source_line_is_joined():
    item = read(
        "Lupus is a disease that affects so many parts of the body, and more.\n\n"
        "Source: “Immunomodulatory Effect of MSCs and MSCs-Derived\n"
        "Extracellular ….” 16 Sep. 2021, https://www.ncbi.nlm.nih.gov/pmc/articles/PMC8481702/.\n"
    )
    assert item.source_lines[0].title == "Immunomodulatory Effect of MSCs and MSCs-Derived Extracellular …"
    assert item.source_lines[0].lines == (3, 4)


@pytest.mark.parametrize("text", ["", "\n\n", " \u00a0\r\n\t", "\ufeff"])
def test_a_file_without_text_is_refused(text):
    with pytest.raises(UnreadableSource, match=r"a\.txt: there is no text in it"):
        read(text)


def test_control_characters_are_taken_out_and_counted():
    item = read(f"{PROSE}\x07 {PROSE}")
    assert item.paragraphs[0].text == f"{PROSE} {PROSE}"
    assert item.tidied.controls == 1


def test_a_file_is_named_by_its_name_and_hashed_as_it_is(tmp_path):
    path = tmp_path / "lupus.txt"
    path.write_bytes(b"\xef\xbb\xbfLupus is a disease.\r\n")
    item = read_text_file(path)
    assert (item.source, item.size, item.encoding) == ("lupus.txt", 24, "utf-8")
    assert item.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert item.paragraphs[0].text == "Lupus is a disease."

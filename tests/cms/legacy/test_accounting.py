"""Whatever the text: every line is counted once, and no word of the article disappears."""

import html
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from cms.legacy.convert import convert
from cms.legacy.readers.decoding import UnreadableSource
from cms.legacy.readers.text import read_text_bytes
from cms.legacy.report import Report

LINES = [
    "",
    "   ",
    "\u00a0",
    "\u200b",
    "A first sentence about lupus. And a second one.",
    "Zhou et at. found\u00a0 something.\u00a0",
    "a line that was wrapped at a width and goes on in the next one",
    "Results",
    "Subscribe To Our Newsletter",
    "Join our mailing list to receive news.",
    "You have Successfully Subscribed!",
    "Request Information Packet",
    "We'll send your FREE information packet!",
    "Thanks for your interest!",
    "First Name*",
    "Submit",
    "Contact us",
    "References:",
    "Source: “A title that is …” 16 Sep. 2021, https://www.ncbi.nlm.nih.gov/pmc/articles/PMC8481702/.",
    "Source: a friend",
    "1. Somebody. Something. doi:10.1155/2020/6518508",
    "<b>5 & 6</b>",
]
words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)
texts = st.lists(st.one_of(st.sampled_from(LINES), words), max_size=40).flatmap(
    lambda lines: st.sampled_from(["\n", "\r\n", "\r", "\u2028"]).map(lambda end: end.join(lines))
)


def read(text):
    try:
        return read_text_bytes(text.encode(), source="generated.txt")
    except UnreadableSource:
        return None


def shown(item):
    """Every word that the conversion keeps somewhere a person will see it, with how often."""
    conversion = convert(item)
    prose = re.sub(r"</?p>", " ", " ".join(block["value"] for block in conversion.body))
    return html.unescape(prose).split()


@settings(deadline=None)
@given(texts)
def test_every_line_is_counted_exactly_once(text):
    item = read(text)
    if item is None:
        return
    taken = [*item.title_lines, *(number for element in item.elements for number in element.lines)]
    assert len(taken) == len(set(taken))
    assert set(taken) <= set(range(1, item.line_count + 1))
    assert len(taken) + item.blank_lines == item.line_count
    assert Report.of(item, convert(item)).lines.add_up


@settings(deadline=None)
@given(texts)
def test_every_word_of_a_line_is_in_what_was_made_of_the_line(text):
    item = read(text)
    if item is None:
        return
    lines = re.split("\r\n|[\n\r\x85\u2028\u2029]", text.removeprefix("\ufeff"))
    forms = " ".join(
        " ".join([form.heading, form.text, form.success_message, form.button, *form.labels])
        for form in item.forms
    )
    for form in item.forms:
        for number in form.lines:
            assert set(lines[number - 1].casefold().split()) <= set(forms.casefold().split())
    for paragraph in item.paragraphs:
        assert " ".join(lines[number - 1] for number in paragraph.lines).split() == paragraph.text.split()
    for source in item.source_lines:
        assert source.raw.split()[-1] in lines[source.lines[-1] - 1].split()


@settings(deadline=None)
@given(texts)
def test_the_prose_is_converted_word_for_word_and_in_order(text):
    item = read(text)
    if item is None:
        return
    assert shown(item) == " ".join(paragraph.text for paragraph in item.paragraphs).split()


@settings(deadline=None)
@given(texts)
def test_reading_twice_gives_the_same_draft(text):
    item = read(text)
    if item is not None:
        assert convert(item) == convert(read(text))

"""Title, standfirst and panels of a page."""

import pytest

from cms.legacy.convert import convert
from cms.legacy.entries import About
from cms.legacy.items import Form, FormField, Heading, Paragraph, SourceLine
from tests.cms.legacy.convert.builders import codes, item

LINES = (1,)
TEXT = Paragraph("Lupus is a disease of the immune system. It has many signs.", lines=LINES)


def standfirst(**given):
    return convert(item(TEXT), about=About(**given)).standfirst


def test_an_excerpt_that_somebody_wrote_is_the_standfirst():
    assert standfirst(excerpt="<p>What we know &amp; what not.</p>") == "What we know & what not."


@pytest.mark.parametrize(
    "excerpt",
    [
        "Lupus is a disease of the immune […]",
        "Lupus is a disease of the immune system. It has … Continue reading →",
        "<p>Lupus is a disease of the immune system.</p>",
        "A made-up article",
        "",
    ],
)
def test_an_excerpt_cut_from_the_text_is_none(excerpt):
    assert standfirst(excerpt=excerpt) == ""


def test_the_description_stands_in_for_an_excerpt_that_says_nothing_new():
    assert standfirst(excerpt="Lupus is a disease …", description="Something else.") == "Something else."


def test_a_heading_that_repeats_the_title_is_left_out():
    conversion = convert(item(Heading("A made-up article", 1, lines=LINES), TEXT))
    assert [block["type"] for block in conversion.body] == ["paragraph"]
    assert "heading_is_title" in codes(conversion)


def test_a_title_that_is_too_long_is_cut_and_given_whole_in_a_note():
    conversion = convert(item(TEXT, title="word " * 70))
    (note,) = [note for note in conversion.notes if note.code == "title_cut"]
    assert len(conversion.title) <= 255
    assert note.values["title"] == ("word " * 70).strip()


def test_without_words_the_title_comes_from_the_old_address():
    assert convert(item(title=None), about=About(slug="stem-cells-for-lupus")).title == "Stem cells for lupus"


def test_a_form_keeps_its_fields_and_is_called_by_its_button_if_by_nothing_else():
    field = FormField("email", "E-mail", "email", required=True)
    form = Form(
        kind="newsletter", heading="", button="Subscribe", fields=(field,), places=((1, 1),), lines=LINES
    )
    (panel,) = convert(item(TEXT, form)).calls_to_action
    assert (panel.heading, panel.fields) == ("Subscribe", (field,))


def test_a_title_of_blanks_is_none():
    conversion = convert(item(TEXT, title="  "))
    assert (conversion.title, conversion.title_proposed) == ("Lupus", True)


def test_an_author_whom_an_entry_of_the_list_names_is_no_matter():
    text = Paragraph("Zhou et al. found it. Yang et al. did not.", lines=LINES)
    entry = SourceLine(
        "Zhou T. A made-up title. https://example.org/", url="https://example.org/", lines=LINES
    )
    conversion = convert(item(text, entry))
    named = [note.values["named"] for note in conversion.notes if note.code == "named_author_unchecked"]
    assert named == ["Yang"]

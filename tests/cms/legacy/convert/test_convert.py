"""What an item becomes, and what the conversion says about it."""

import uuid

import pytest

from cms.legacy.convert import convert, propose_title
from cms.legacy.drafts import rich_text, stable_id
from cms.legacy.readers.text import read_text_bytes

PROSE = "Lupus is a disease. Zhou et al. found that treatment eases its symptoms."
SOURCE = "Source: “A title.” 16 Sep. 2021, https://www.ncbi.nlm.nih.gov/pmc/articles/PMC8481702/"


def converted(text, **options):
    return convert(read_text_bytes(text.encode(), source="stem-cells_for lupus.txt"), **options)


def note(conversion, code):
    found = [one for one in conversion.notes if one.code == code]
    return found[0] if found else None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Systemic Lupus Erythematosus (SLE) is a disease. More.", "Systemic Lupus Erythematosus (SLE)"),
        ("Mesenchymal stem cells are promising.", "Mesenchymal stem cells"),
        ("It is known that lupus hurts.", "It is known that lupus hurts"),
        ("There are many trials.", "There are many trials"),
        ("Lupus hurts! It is bad.", "Lupus hurts"),
        ("One two three four five six seven eight nine ten eleven twelve thirteen.",
         "One two three four five six seven eight nine ten eleven twelve …"),
    ],
)  # fmt: skip
def test_a_title_is_proposed_from_the_subject_of_the_first_sentence(text, title):
    assert propose_title(text) == title


def test_the_first_line_is_the_title_when_it_looks_like_one():
    conversion = converted(f"Stem cells for lupus\n\n{PROSE}")
    assert (conversion.title, conversion.title_proposed) == ("Stem cells for lupus", False)
    assert note(conversion, "title_from_first_line")


def test_without_prose_the_title_comes_from_the_name_of_the_file():
    conversion = converted("Contact us\n")
    assert conversion.title == "Stem cells for lupus"
    assert conversion.title_proposed
    assert note(conversion, "title_from_file_name")
    assert note(conversion, "no_prose")


def test_text_is_escaped():
    assert rich_text("p < 0.05 & <script>") == "<p>p &lt; 0.05 &amp; &lt;script&gt;</p>"


def test_quotation_marks_need_no_escaping():
    assert rich_text('the patient\'s "own" cells') == '<p>the patient\'s "own" cells</p>'


def test_block_ids_depend_on_the_bytes_and_the_place_only():
    first, again = converted(PROSE), converted(PROSE)
    assert [block["id"] for block in first.body] == [block["id"] for block in again.body]
    assert first.body[0]["id"] != converted(PROSE + "!").body[0]["id"]
    assert uuid.UUID(stable_id("abc", 0)).version == 5


def test_block_ids_are_unique_within_a_page(converted_sample):
    ids = [block["id"] for block in converted_sample.body]
    ids += [panel.placement_id for panel in converted_sample.calls_to_action]
    assert len(set(ids)) == len(ids) == 11


def test_a_second_form_of_a_kind_gets_a_slug_of_its_own():
    conversion = converted(
        f"{PROSE}\n\nRequest a brochure\n\nWe'll send it.\n\nRequest a free brochure\n\nWe'll send it.\n"
    )
    assert [panel.slug for panel in conversion.calls_to_action] == [
        "information-packet",
        "information-packet-2",
    ]


def test_the_button_of_a_form_becomes_the_button_of_the_panel():
    conversion = converted(
        f"{PROSE}\n\nSubscribe to our newsletter\nE-mail\nSubscribe\nThank you for subscribing!\n"
    )
    panel = conversion.calls_to_action[0]
    assert panel.button_label == "Subscribe"
    assert note(conversion, "form_lines_set_aside").values["labels"] == "E-mail"


def test_a_form_that_is_only_a_heading_is_reported():
    assert note(converted(f"{PROSE}\n\nContact us"), "form_incomplete").line == 3


def test_an_address_without_an_identifier_becomes_a_web_page():
    conversion = converted(f"{PROSE}\n\nSource: “A title.” 2021, https://example.org/lupus.")
    assert conversion.references[0].csl == {
        "type": "webpage",
        "title": "A title",
        "issued": {"date-parts": [[2021]]},
        "URL": "https://example.org/lupus",
    }
    assert note(conversion, "source_without_identifier")


def test_a_source_without_a_title_is_called_by_its_identifier_and_reported():
    conversion = converted(f"{PROSE}\n\nSource: PMC8481702")
    assert conversion.references[0].csl["title"] == "PMC8481702"
    assert conversion.references[0].title_missing
    assert note(conversion, "source_title_missing").line == 3


def test_several_works_in_one_line_become_several_references():
    conversion = converted(f"{PROSE}\n\nSources: PMC8481702, PMC7157802")
    assert [reference.csl["PMCID"] for reference in conversion.references] == ["PMC8481702", "PMC7157802"]
    assert note(conversion, "several_works")


def test_one_work_named_in_two_lines_is_one_reference():
    assert len(converted(f"{PROSE}\n\n{SOURCE}\n\n{SOURCE}").references) == 1


def test_a_source_without_an_address_is_reported_and_stays():
    conversion = converted(f"{PROSE}\n\nSource: a friend")
    assert note(conversion, "source_not_found").line == 3
    assert "a friend" in conversion.body[-1]["value"]


def test_a_named_author_who_is_not_among_the_known_authors_is_reported():
    conversion = converted(
        f"{PROSE}\n\n{SOURCE}", known=lambda _: {"author": [{"family": "Yang"}, {"family": "Sun"}]}
    )
    found = note(conversion, "named_author_not_among_authors")
    assert found.values == {"named": "Zhou", "work": "PMC8481702", "authors": "Yang, Sun"}


def test_a_named_author_who_wrote_the_cited_work_is_no_matter():
    conversion = converted(
        f"{PROSE}\n\n{SOURCE}", known=lambda _: {"author": [{"family": "ZHOU", "given": "T"}]}
    )
    assert [one.code for one in conversion.notes if one.code.startswith("named_author")] == []


def test_a_named_author_is_to_be_checked_when_nobody_knows_the_authors():
    assert note(converted(f"{PROSE}\n\n{SOURCE}", known=lambda _: None), "named_author_unchecked").line == 1


def test_without_a_source_there_is_nothing_to_check_a_name_against():
    assert not note(converted(PROSE), "named_author_unchecked")


@pytest.mark.parametrize("slip", ["Zhou et at. said", "Zhou et. al. said"])
def test_slips_for_et_al_are_reported_and_kept(slip):
    conversion = converted(f"Lupus hurts. {slip} so.")
    assert note(conversion, "possible_slip")
    assert slip in conversion.body[0]["value"]


def test_the_abbreviation_as_it_should_be_is_no_slip():
    assert not note(converted(PROSE), "possible_slip")


def test_a_guessed_encoding_is_reported():
    conversion = convert(read_text_bytes("Lupus naïve is.".encode("cp1252"), source="a.txt"))
    assert "cp1252" in note(conversion, "encoding_guessed").message

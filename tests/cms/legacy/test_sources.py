"""What a source line says is read, and what it does not say stays empty."""

import pytest

from cms.legacy.items import Passage
from cms.legacy.sources import find_date, is_label, label_length, names_a_work, parse_source


def parse(text):
    return parse_source(Passage(text, (1,)))


def test_the_line_of_the_sample_is_read_whole():
    line = parse(
        "Source: “Immunomodulatory Effect of MSCs and MSCs-Derived Extracellular ….” 16 Sep. 2021, "
        "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC8481702/."
    )
    assert line.title == "Immunomodulatory Effect of MSCs and MSCs-Derived Extracellular …"
    assert line.title_truncated
    assert line.date == "2021-09-16"
    assert line.url == "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC8481702/"
    assert line.identifier is not None
    assert (line.identifier.kind, line.identifier.value) == ("pmcid", "PMC8481702")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("16 Sep. 2021", "2021-09-16"),
        ("16th September 2021", "2021-09-16"),
        ("Sept 16, 2021", "2021-09-16"),
        ("2021-09-16", "2021-09-16"),
        ("2020 Apr 3", "2020-04-03"),
        ("September 2021", "2021-09"),
        ("May 2021", "2021-05"),
        ("(2021)", "2021"),
        ("31 Feb. 2021", "2021-02"),
        ("3/4/2021", "2021"),
        ("no date", None),
        ("12345", None),
    ],
)
def test_dates_are_as_exact_as_they_are_written(text, date):
    assert find_date(text) == date


@pytest.mark.parametrize(
    ("text", "title", "truncated"),
    [
        ('Source: "A whole title." 2021, https://example.org/', "A whole title", False),
        ("Source: “A cut title...” https://example.org/", "A cut title …", True),
        ("Source: “A cut title…”, https://example.org/", "A cut title …", True),
        ("Source: A title without quotes (2021) https://example.org/", "A title without quotes", False),
        ("Source: https://example.org/", "", False),
        ("Source: PMC8481702", "", False),
    ],
)
def test_titles_are_read_and_cut_ones_are_marked(text, title, truncated):
    line = parse(text)
    assert (line.title, line.title_truncated) == (title, truncated)


def test_a_title_without_quotation_marks_is_called_uncertain():
    assert not parse("Source: A title (2021) https://example.org/").title_quoted
    assert parse("Source: “A title” (2021) https://example.org/").title_quoted


def test_the_day_of_access_is_not_the_day_of_publication():
    line = parse("Source: “A title.” https://example.org/. Accessed 5 May 2022.")
    assert (line.date, line.accessed) == (None, "2022-05-05")


def test_a_year_within_the_title_is_not_the_date():
    assert parse("Source: “Trials since 1999.” 2021, https://example.org/").date == "2021"


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("Source: https://example.org/a.", "https://example.org/a"),
        ("Source: (https://example.org/a)", "https://example.org/a"),
        ("Source: https://example.org/a_(b)", "https://example.org/a_(b)"),
        ("Source: <https://example.org/a>,", "https://example.org/a"),
    ],
)
def test_punctuation_after_an_address_is_not_part_of_it(text, url):
    assert parse(text).url == url


def test_all_identifiers_are_kept_once():
    line = parse("Source: doi:10.1155/2020/6518508, PMC7157802, https://doi.org/10.1155/2020/6518508")
    assert [str(identifier) for identifier in line.identifiers] == ["doi:10.1155/2020/6518508", "PMC7157802"]


@pytest.mark.parametrize(
    "text", ["Source: x", "SOURCES: x", "Original source: x", "Reference: x", "Citation : x"]
)
def test_labels_of_sources_are_known(text):
    assert label_length(text) == len(text) - 1


@pytest.mark.parametrize("text", ["Sources of error: x", "The source: x", "Resource: x"])
def test_other_beginnings_are_no_labels(text):
    assert label_length(text) == 0


def test_a_label_may_stand_above_its_list():
    assert is_label("References")
    assert is_label("Sources:")
    assert not is_label("Sources of error")


def test_a_line_names_a_work_by_address_or_identifier():
    assert names_a_work("see https://example.org/")
    assert names_a_work("PMC8481702")
    assert not names_a_work("a friend")

"""Authors who are named in the prose are those of a reference."""

import pytest

from tests.cms.evidence.contents import codes, judged, make_content, make_source, paragraph, said


@pytest.mark.parametrize(
    "text",
    [
        "Zhou et al. conducted a meta-analysis.",
        "In this article, Zhou et al conducted a meta-analysis.",
        "Zhou, et al. found nothing.",
        "Zhou et at. concluded that more is needed.",
        "Zhou et. al. found it.",
        "Zhou T, et al. found it.",
        "Zhou and colleagues looked at ten studies.",
        "Zhou & co-workers looked at ten studies.",
        "Zhou and her collaborators looked at ten studies.",
        "As Zhou et al. (2020) say, it works.",
        "According to Zhou et al.’s 2020 paper it works.",
        "Zhou y cols. estudiaron diez ensayos.",
        "Zhou y col. estudiaron diez ensayos.",
        "Zhou y colaboradores estudiaron diez ensayos.",
        "Zhou y sus colegas estudiaron diez ensayos.",
        "Zhou, T., et al. found it.",
        "Zhou and Li (2020) found it.",
        "It works (Zhou & Li, 2020).",
        "Zhou y Li (2020, 2021) lo encontraron.",
    ],
)
def test_a_name_without_its_work_is_noticed_and_one_with_it_is_not(text):
    other, theirs = make_source(1, "Yang", "Sun"), make_source(2, "Zhou", "Li")
    assert codes("author_not_cited", make_content(paragraph(text), sources=(other,))) == ["not_among"]
    assert codes("author_not_cited", make_content(paragraph(text), sources=(other, theirs))) == []


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("Yki-Jarvinen et al. found it.", "Yki-Järvinen"),
        ("Brulle-Wohlhueter and colleagues found it.", "Brulle-Wohlhueter"),
        ("van der Donk et al. found it.", "van der Donk"),
        ("García y cols. lo encontraron.", "García López"),
        ("García López y cols. lo encontraron.", "García López"),
        ("Muñoz y colaboradores lo encontraron.", "Munoz"),
        ("DIAMOND Group and colleagues found it.", "DIAMOND Study Group"),
        ("O’Brien et al. found it.", "O'Brien"),
        ("ZHOU et al. found it.", "Zhou"),
        ("Sørensen et al. found it.", "Sorensen"),
        ("Mueller et al. found it.", "Müller"),
        ("Þórsson et al. found it.", "Thorsson"),
        ("García-Pérez et al. found it.", "Garcia Perez"),
        ("Vandenberg et al. found it.", "van den Berg"),
    ],
)
def test_names_are_known_however_they_are_printed(text, author):
    assert codes("author_not_cited", make_content(paragraph(text), sources=(make_source(1, author),))) == []


@pytest.mark.parametrize(
    "text",
    [
        "Doctors and colleagues were asked.",
        "Friends and colleagues helped.",
        "Investigadores y colaboradores ayudaron.",
        "The authors found that it works.",
        "Doctors of the Mayo Clinic and colleagues elsewhere agree.",
        "Smith and Jones were not sure.",
        "Fewer had it in Norway and Sweden (2016).",
        "The survey for England and Wales (2011) counted them.",
        "The Centers for Disease Control and Prevention (2021) advise it.",
        "(Agency for Healthcare Research and Quality, 2016)",
        "He and his colleagues at work felt better.",
        "Managers and colleagues can help.",
        "Ella y sus colegas ayudaron.",
        "Ask your doctor and colleagues at work.",
        "Vitamin C et alia are common words.",
        "The nurses & colleagues of the ward met.",
        "Los médicos y colegas se reunieron.",
    ],
)
def test_words_that_are_no_names_are_left_alone(text):
    assert codes("author_not_cited", make_content(paragraph(text), sources=(make_source(1, "Yang"),))) == []


def test_a_word_of_any_length_is_read_once():
    assert codes("author_not_cited", make_content(paragraph("Aa-" * 20_000))) == []


def test_a_name_with_another_year_is_another_work():
    page = make_content(
        paragraph("Smith et al. (2019) found it."), sources=(make_source(1, "Smith", year=2020),)
    )
    assert codes("author_not_cited", page) == ["other_year"]
    assert "2019" in said("author_not_cited", page)[0]


@pytest.mark.parametrize("year", [2019, None])
def test_a_name_with_its_year_is_the_work(year):
    page = make_content(
        paragraph("Smith et al., 2019, found it."), sources=(make_source(1, "Smith", year=year),)
    )
    assert codes("author_not_cited", page) == []


@pytest.mark.parametrize("name", ["Šimko", "Łukasik", "d’Amico"])
def test_names_begin_with_capitals_of_many_languages(name):
    page = make_content(paragraph(f"{name} et al. found it."), sources=(make_source(1, "Yang"),))
    assert [remark.params["name"] for remark in judged("author_not_cited", page)] == [name]


def test_one_of_several_years_is_enough():
    page = make_content(
        paragraph("Smith et al. (2019, 2020) found it."), sources=(make_source(1, "Smith", year=2020),)
    )
    assert codes("author_not_cited", page) == []


def test_two_names_are_those_of_one_work():
    text = "Smith and Jones (2020) found it."
    with_another = make_content(paragraph(text), sources=(make_source(1, "Smith", "Brown", year=2020),))
    first_author_only = make_content(paragraph(text), sources=(make_source(1, "Smith", year=2020),))
    assert codes("author_not_cited", with_another) == ["not_among"]
    assert codes("author_not_cited", first_author_only) == []


def test_a_reference_without_authors_may_be_theirs():
    sources = (make_source(1, "Sun"), make_source(2, key="review2021", authors=()))
    page = make_content(paragraph("Zhou et al. found it."), sources=sources)
    assert codes("author_not_cited", page) == ["unknown"]
    assert "It is not known who wrote review2021." in said("author_not_cited", page)[0]


def test_a_page_without_references_has_none_of_theirs():
    assert codes("author_not_cited", make_content(paragraph("Zhou et al. found it."))) == ["no_reference"]


def test_the_message_names_the_authors_that_there_are():
    page = make_content(
        paragraph("Zhou et al. found it."),
        sources=(make_source(1, "Yang", "Sun", "Tian", "Li", key="yang2021"),),
    )
    (message,) = said("author_not_cited", page)
    assert message == (
        "“Zhou et al.” is named, but Zhou is not among the authors of the page's references: "
        "yang2021 (Yang, Sun, Tian …)."
    )


def test_a_name_is_told_once_where_it_stands_first():
    first, second = paragraph("Zhou et al. found it."), paragraph("Zhou et al. concluded it.")
    (remark,) = judged("author_not_cited", make_content(first, second, sources=(make_source(1, "Yang"),)))
    assert remark.block == first.id


def test_title_and_standfirst_are_read_too():
    page = make_content(fields={"standfirst": "Kim et al. found it."}, title="What Zhou et al. found")
    assert [(each.field, each.params["name"]) for each in judged("author_not_cited", page)] == [
        ("title", "Zhou"),
        ("standfirst", "Kim"),
    ]


def test_the_remark_is_another_once_the_work_of_that_author_is():
    block = paragraph("Zhou et al. (2018) found it.")
    before = judged("author_not_cited", make_content(block, sources=(make_source(1, "Zhou"),)))
    after = judged("author_not_cited", make_content(block, sources=(make_source(2, "Zhou"),)))
    assert before[0].fingerprint != after[0].fingerprint


@pytest.mark.parametrize(
    "text", ["Zhou et at. concluded it.", "Zhou et at concluded it.", "Zhou et. al. found it."]
)
def test_a_slip_in_et_al_is_noticed(text):
    block = paragraph(text)
    (remark,) = judged("et_al_slip", make_content(block))
    assert (remark.block, remark.severity) == (block.id, "notice")


@pytest.mark.parametrize(
    "text",
    ["Zhou et al. concluded it.", "Zhou et al found it.", "They met at noon.", "Ella y él comen et cetera."],
)
def test_what_is_no_slip_is_left_alone(text):
    assert judged("et_al_slip", make_content(paragraph(text))) == []

"""References: whether there are any, whether their titles are whole, and whether anybody confirmed them."""

import pytest

from tests.cms.evidence.contents import codes, judged, make_block, make_content, make_source, paragraph, said


def listed(pk):
    """A reference in the list of further reading."""
    return make_block("reference", field="further_reading", value=pk, lists=(pk,))


def test_a_summary_without_any_reference_is_noticed():
    assert codes("no_reference", make_content(paragraph("Something was found."))) == ["none"]


def test_references_that_are_only_listed_are_noticed():
    page = make_content(paragraph("Something was found."), listed(1), sources=(make_source(1),))
    assert codes("no_reference", page) == ["only_listed"]


def test_a_citation_or_a_subject_is_enough():
    source = make_source(1)
    cited = make_content(paragraph("Something was found.", cites=(1,)), sources=(source,))
    summarised = make_content(paragraph("Something was found."), sources=(source,), subject=source)
    assert (codes("no_reference", cited), codes("no_reference", summarised)) == ([], [])


def test_an_empty_page_needs_no_reference_yet():
    assert codes("no_reference", make_content()) == []


CUT_OFF = [
    "Immunomodulatory Effect of MSCs and MSCs-Derived Extracellular …",
    "Immunomodulatory Effect of MSCs and MSCs-Derived Extracellular ….",
    "A review of the evidence...",
    "A review of the evidence [...]",
    "“A review of the evidence …”",
    "The effects of exercise and",
    "Treatment of hypertension with",
    "Outcomes of patients treated by the",
    "Tratamiento de la hipertensión con",
    "Una revisión sistemática de los",
    "Efectos del ejercicio en",
]
WHOLE = [
    "Clinical Efficacy and Safety of Mesenchymal Stem Cells for Systemic Lupus Erythematosus",
    "The role of vitamin A",
    "Hepatitis C and the liver",
    "What should we vaccinate against?",
    "Where do we go from here",
    "Efectos de la vitamina E",
    "Una dieta para todos",
    "Health of the nation.",
    "To treat … or not to treat?",
    "A life worth waiting for",
    "Influenza A",
    "Of",
    "",
]


@pytest.mark.parametrize("title", CUT_OFF)
def test_a_title_that_is_cut_off_is_noticed(title):
    page = make_content(paragraph("Text.", cites=(1,)), sources=(make_source(1, title=title),))
    assert codes("title_truncated", page) == ["cut_off"]


@pytest.mark.parametrize("title", WHOLE)
def test_a_whole_title_is_not(title):
    page = make_content(paragraph("Text.", cites=(1,)), sources=(make_source(1, title=title),))
    assert codes("title_truncated", page) == []


@pytest.mark.parametrize(
    ("rule", "values"),
    [
        ("reference_unverified", {"verification": "unverified"}),
        ("reference_unchecked", {"integrity": "unchecked"}),
        ("title_truncated", {"title": "A title …"}),
    ],
)
def test_a_reference_is_told_once_at_the_first_place(rule, values):
    first, again = paragraph("Text.", cites=(1, 1)), paragraph("Text.", cites=(1,))
    page = make_content(first, again, listed(1), sources=(make_source(1, **values),))
    (remark,) = judged(rule, page)
    assert (remark.block, remark.field) == (first.id, None)


@pytest.mark.parametrize("rule", ["reference_unverified", "reference_unchecked"])
def test_what_the_page_summarises_is_told_at_its_field(rule):
    source = make_source(1, verification="unverified", integrity="unchecked")
    page = make_content(paragraph("Text.", cites=(1,)), sources=(source,), subject=source)
    (remark,) = judged(rule, page)
    assert (remark.block, remark.field, remark.severity) == (None, "subject_reference", "notice")


@pytest.mark.parametrize("rule", ["reference_unverified", "reference_unchecked", "title_truncated"])
def test_of_a_sound_reference_there_is_nothing_to_say(rule):
    page = make_content(paragraph("Text.", cites=(1,)), listed(2), sources=(make_source(1), make_source(2)))
    assert judged(rule, page) == []


def test_what_no_registry_can_be_asked_about_is_not_unchecked():
    source = make_source(1, integrity="unchecked", can_be_checked=False)
    assert codes("reference_unchecked", make_content(listed(1), sources=(source,))) == []


def test_a_reference_without_a_title_is_named_by_its_key():
    source = make_source(1, title="", key="pmid123", verification="unverified")
    (message,) = said("reference_unverified", make_content(listed(1), sources=(source,)))
    assert message == "Nobody has verified the record of pmid123 yet: “pmid123”."


def test_a_reference_that_is_gone_is_not_judged():
    assert codes("reference_unverified", make_content(listed(7))) == []

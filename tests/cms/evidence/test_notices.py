"""Notices about references: told where they are cited, silent where an editor said why."""

import pytest

from cms.evidence import rules
from tests.cms.evidence.contents import codes, judged, make_block, make_content, make_source, paragraph, said

LESSER = ["corrected", "concern", "not_found"]
GRAVE = ["retracted", "withdrawn"]
RULE = dict.fromkeys(LESSER, "reference_notice") | dict.fromkeys(GRAVE, "reference_retracted")


def page_citing(status, **values):
    source = make_source(1, integrity=status)
    block = paragraph("Text.", cites=(1,), id="here")
    return make_content(block, sources=(source,), **values)


@pytest.mark.parametrize("status", LESSER + GRAVE)
def test_a_notice_is_told_where_the_work_is_cited(status):
    (remark,) = judged(RULE[status], page_citing(status))
    assert (remark.code, remark.block) == (status, "here")
    assert "work1" in said(RULE[status], page_citing(status))[0]


@pytest.mark.parametrize("status", LESSER + GRAVE)
def test_a_notice_that_was_acknowledged_at_the_citation_is_silent(status):
    assert judged(RULE[status], page_citing(status, acknowledged={("here", 1): status})) == []


@pytest.mark.parametrize("status", LESSER + GRAVE)
def test_another_status_than_the_acknowledged_one_is_told(status):
    before = "concern" if status != "concern" else "corrected"
    assert codes(RULE[status], page_citing(status, acknowledged={("here", 1): before})) == [status]


def test_an_acknowledgement_elsewhere_does_not_count():
    assert codes(
        "reference_retracted", page_citing("retracted", acknowledged={("there", 1): "retracted"})
    ) == ["retracted"]


def test_each_block_is_told_once():
    source = make_source(1, integrity="retracted")
    page = make_content(paragraph("A.", cites=(1, 1)), paragraph("B.", cites=(1,)), sources=(source,))
    assert [remark.block for remark in judged("reference_retracted", page)] == [
        block.id for block in page.blocks
    ]


def test_a_listed_work_is_told_too():
    block = make_block("reference", field="further_reading", lists=(1,))
    page = make_content(block, sources=(make_source(1, integrity="retracted"),))
    assert [remark.block for remark in judged("reference_retracted", page)] == [block.id]


@pytest.mark.parametrize("status", ["clean", "unchecked"])
def test_without_a_notice_there_is_nothing_to_say(status):
    source = make_source(1, integrity=status)
    page = make_content(paragraph("A.", cites=(1,)), sources=(source,), subject=source)
    assert [
        judged(rule, page)
        for rule in ("reference_notice", "reference_retracted", "retracted_subject", "subject_notice")
    ] == [[], [], [], []]


@pytest.mark.parametrize("status", GRAVE)
def test_a_retracted_subject_is_an_error_that_blocks_publishing(status):
    source = make_source(1, integrity=status)
    (remark,) = judged("retracted_subject", make_content(sources=(source,), subject=source))
    assert (remark.code, remark.field, remark.severity) == (status, "subject_reference", "error")
    assert rules()["retracted_subject"].blocks_publishing


def test_no_other_rule_of_these_blocks_publishing():
    names = ("reference_notice", "reference_retracted", "subject_notice", "title_truncated", "uncited_figure")
    assert not any(rules()[name].blocks_publishing for name in names)


@pytest.mark.parametrize("status", LESSER)
def test_a_lesser_notice_about_the_subject_is_a_warning(status):
    source = make_source(1, integrity=status)
    (remark,) = judged("subject_notice", make_content(sources=(source,), subject=source))
    assert (remark.code, remark.field, remark.severity) == (status, "subject_reference", "warning")

"""One notice that several registries tell of is one notice."""

import itertools

import pytest

from cms.lookup.notices import Notice, integrity_of, merged, read_notice


def retraction(**values):
    return Notice("retraction", **values)


def test_one_notice_of_two_registries_names_both():
    told = [
        retraction(doi="10.5555/n", date="2024-01-05", source=("crossref",)),
        retraction(doi="10.5555/n", date="2024-01", source=("pubmed",)),
    ]
    assert [one.source for one in merged(told)] == [("crossref", "pubmed")]


def test_the_kind_of_a_correction_does_not_tell_two_apart():
    told = [Notice("correction", doi="10.5555/n"), Notice("erratum", doi="10.5555/n")]
    assert [one.kind for one in merged(told)] == ["correction"]


def test_a_retraction_without_a_doi_is_the_one_that_has_one():
    told = [retraction(date="2024-02"), retraction(doi="10.5555/n", date="2024-01-05")]
    assert [one.doi for one in merged(told)] == ["10.5555/n"]


def test_a_correction_without_a_doi_is_another_one_if_its_month_is():
    told = [Notice("erratum", date="2023-02"), Notice("correction", doi="10.5555/n", date="2024-01-05")]
    assert len(merged(told)) == 2


def test_a_withdrawal_that_is_called_a_retraction_elsewhere_is_a_retraction():
    told = [Notice("withdrawal", doi="10.5555/n"), retraction(doi="10.5555/n")]
    assert [one.kind for one in merged(told)] == ["retraction"]


def test_the_more_precise_date_is_kept():
    told = [retraction(doi="10.5555/n", date="2024"), retraction(doi="10.5555/n", date="2024-01-05")]
    assert [one.date for one in merged(told)] == ["2024-01-05"]


def test_the_order_of_the_answers_does_not_show():
    told = [
        retraction(doi="10.5555/a", date="2024-01-05"),
        Notice("correction", doi="10.5555/b", date="2023"),
        Notice("expression_of_concern", doi="10.5555/c"),
        Notice("correction", doi="10.5555/d"),
    ]
    assert len({merged(order) for order in itertools.permutations(told)}) == 1


def test_merging_again_changes_nothing():
    once = merged([retraction(doi="10.5555/n", source=("pubmed",)), retraction(source=("crossref",))])
    assert merged([*once, *once]) == once


@pytest.mark.parametrize(
    ("kinds", "status"),
    [
        (["correction", "retraction", "withdrawal"], "retracted"),
        (["withdrawal", "expression_of_concern"], "withdrawn"),
        (["expression_of_concern", "erratum"], "concern"),
        (["erratum"], "corrected"),
        ([], None),
    ],
)
def test_the_gravest_counts(kinds, status):
    assert integrity_of(Notice(kind) for kind in kinds) == status


def test_a_stored_notice_is_read_as_it_was():
    notice = retraction(
        doi="10.5555/n", date="2024", url="https://doi.org/10.5555/n", source=("crossref",), label="x"
    )
    assert read_notice(notice.as_json()) == notice


@pytest.mark.parametrize("value", [None, "retraction", {}, {"kind": "nonsense"}, {"kind": None}])
def test_what_is_no_notice_is_not_read(value):
    assert read_notice(value) is None

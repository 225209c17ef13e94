"""What is pasted into the dialog becomes a reference, or a reason why not."""

from unittest import mock

import pytest

from cms.bibliography.identifiers import recognise
from cms.lookup.errors import NotKnown
from cms.lookup.pasted import Pasted
from cms.models import Reference
from tests.builders import make_reference
from tests.cms.admin.cite.asking import BIBTEX, RIS, take
from tests.cms.lookup.replay import replay
from tests.cms.lookup.works import ZHOU_CROSSREF, ZHOU_EUROPE_PMC

pytestmark = [pytest.mark.usefixtures("site"), pytest.mark.slow]


@pytest.mark.parametrize("text", [BIBTEX, RIS])
def test_a_pasted_record_becomes_a_reference(editor, text):
    (shown,) = take(editor, text).json()["references"]
    assert (Reference.objects.get().pk, shown["unverified"]) == (shown["id"], True)


def test_a_record_of_a_known_work_is_that_reference(editor, zhou):
    (shown,) = take(editor, BIBTEX).json()["references"]
    assert (shown["id"], Reference.objects.count()) == (zhou.pk, 1)


def test_several_records_are_taken_together(editor):
    assert len(take(editor, BIBTEX + "\n\n" + BIBTEX.replace("6518508", "6518509")).json()["references"]) == 2


def test_what_can_be_read_is_taken_and_what_can_not_is_said(editor):
    answer = take(editor, BIBTEX + "\n@article{broken, title = {Unfinished").json()
    assert (len(answer["references"]), bool(answer["message"])) == (1, True)


@pytest.mark.parametrize(
    "text", ["@article{broken", "TY  - JOUR\nER  - \n", "{}", "just words", "12345", "<xml/>"]
)
def test_what_is_no_reference_is_refused_with_a_reason(editor, text):
    answer = take(editor, text)
    assert (answer.status_code, Reference.objects.count()) == (422, 0)
    assert len(answer.json()["message"]) > 10


@pytest.mark.parametrize("text", ["", "   ", None, 3, ["x"]])
def test_nothing_is_refused(editor, text):
    assert take(editor, text).status_code == 400


def test_more_than_anybody_pastes_is_refused(editor):
    assert take(editor, "x" * 300_000).status_code == 400


def test_a_whole_library_is_not_pasted(editor):
    many = "\n".join(RIS.replace("abc", f"abc{number}") for number in range(60))
    assert (take(editor, many).status_code, Reference.objects.count()) == (422, 0)


def test_an_unknown_identifier_is_asked_for(editor):
    reference = make_reference(key="new")
    with mock.patch("cms.admin.cite.taking.reference_for", return_value=Pasted(reference, "new")) as asked:
        answer = take(editor, "10.1000/xyz").json()
    assert asked.call_args.args == ("10.1000/xyz",)
    assert [each["key"] for each in answer["references"]] == ["new"]


def test_a_reference_that_waits_for_a_registry_is_said_to_wait(editor):
    reference = make_reference()
    with mock.patch("cms.admin.cite.taking.reference_for", return_value=Pasted(reference, "waiting")):
        assert "No registry could be reached" in take(editor, "10.1000/xyz").json()["message"]


def test_what_the_registry_says_is_shown(editor):
    error = NotKnown(recognise("10.1000/xyz"), registries=("Crossref",))
    with mock.patch("cms.admin.cite.taking.reference_for", side_effect=error):
        answer = take(editor, "10.1000/xyz")
    assert (answer.status_code, answer.json()["message"]) == (422, error.message)


def test_without_any_registry_the_reference_waits_unverified(editor):
    with replay(CMS_LOOKUP_SECONDS=1) as registries:
        for registry in ("crossref", "pubmed", "europepmc", "datacite"):
            registries.breaks(registry)
        answer = take(editor, "https://doi.org/10.1155/2020/6518508").json()
    (shown,) = answer["references"]
    assert (shown["pending"], shown["unverified"], shown["integrity"]) == (True, True, "unchecked")


def test_a_pasted_record_with_the_pmid_of_another_work_is_refused(editor):
    make_reference(key="mine", DOI="10.5555/other", PMID="7")
    answer = take(editor, BIBTEX.replace("doi =", "pmid = {7},\n  doi ="))
    assert answer.status_code == 422
    assert "“mine”, but has the DOI 10.1155/2020/6518508 instead of 10.5555/other" in answer.json()["message"]


def test_an_identifier_of_a_work_that_the_library_has_with_another_doi_is_refused(editor):
    make_reference(key="mine", DOI="10.5555/other", PMID="32322279")
    with replay() as registries:
        registries.europe_pmc(ZHOU_EUROPE_PMC)
        answer = take(editor, "PMC7157802")
    assert (answer.status_code, "instead of 10.5555/other" in answer.json()["message"]) == (422, True)


def test_a_registry_makes_a_verified_reference(editor):
    with replay() as registries:
        registries.crossref("10.1155/2020/6518508", ZHOU_CROSSREF)
        (shown,) = take(editor, "doi:10.1155/2020/6518508").json()["references"]
    assert (shown["label"], shown["unverified"]) == ("Zhou et al. 2020", False)

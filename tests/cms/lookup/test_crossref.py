"""Crossref's records, as they are documented and as publishers deposit them."""

from cms.bibliography.csl import validate
from cms.bibliography.identifiers import Identifier
from cms.lookup import look_up
from tests.cms.lookup.works import ZHOU_CROSSREF

ZHOU = Identifier("doi", "10.1155/2020/6518508")
MADE_UP = Identifier("doi", "10.5555/made.up")


def test_a_record_of_crossref_is_valid_csl(registries):
    registries.crossref(ZHOU.value, ZHOU_CROSSREF)

    assert validate(look_up(ZHOU).csl) == []


def test_title_authors_journal_and_identifier_are_those_of_the_work(registries):
    registries.crossref(ZHOU.value, ZHOU_CROSSREF)

    csl = look_up(ZHOU).csl

    assert (
        csl["title"]
        == "Clinical Efficacy and Safety of Mesenchymal Stem Cells for Systemic Lupus Erythematosus"
    )
    assert csl["author"][:2] == [
        {"family": "Zhou", "given": "Tianbiao"},
        {"family": "Li", "given": "Hong-Yan"},
    ]
    assert csl["container-title"] == "Stem Cells International"
    assert csl["DOI"] == "10.1155/2020/6518508"

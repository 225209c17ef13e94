"""People paste identifiers in every shape; one work must come out as one value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.bibliography.identifiers import (
    Identifier,
    InvalidIdentifier,
    find_all,
    normalise_doi,
    normalise_pmcid,
    normalise_pmid,
    parse,
)

SUFFIX = st.text(
    st.sampled_from("abcdefghijklmnopqrstuvwxyz0123456789-._;()/:&=#%+$!*'?[]{}|^~`,@"),
    min_size=1,
    max_size=60,
)


@st.composite
def dois(draw: st.DrawFn) -> Identifier:
    """Any DOI that the normal form allows, odd characters included."""
    text = f"10.{draw(st.integers(1000, 999_999_999))}/{draw(SUFFIX)}"
    try:
        return Identifier("doi", normalise_doi(text))
    except InvalidIdentifier:
        return Identifier("doi", "10.1000/fallback")


pmids = st.integers(1, 99_999_999).map(lambda number: Identifier("pmid", str(number)))
pmcids = st.integers(1, 999_999_999).map(lambda number: Identifier("pmcid", f"PMC{number}"))
identifiers = st.one_of(dois(), pmids, pmcids)


@given(identifiers)
def test_the_printed_text_is_read_back(identifier):
    assert parse(identifier.text) == identifier


@given(identifiers)
def test_the_address_is_read_back(identifier):
    assert identifier.url.startswith("https://")
    assert parse(identifier.url) == identifier


@given(identifiers)
def test_case_does_not_matter(identifier):
    assert parse(identifier.text.upper()) == identifier


@given(identifiers)
def test_an_identifier_in_a_sentence_is_found(identifier):
    assert find_all(f"As they say, {identifier.text} is so.") == [identifier]


@given(st.text())
def test_no_text_is_too_odd(text):
    parse(text)
    find_all(text)


@given(st.text(st.sampled_from("10.4/DOIPMCdoi:htps()<>[]. ?&%2Fx5"), max_size=200))
def test_what_is_found_is_always_in_normal_form(text):
    for identifier in find_all(text):
        assert parse(identifier.text) == identifier


@pytest.mark.parametrize(
    "text",
    [
        "10.1155/2020/6518508",
        "doi:10.1155/2020/6518508",
        "DOI 10.1155/2020/6518508.",
        "DOI: https://doi.org/10.1155/2020/6518508",
        "http://dx.doi.org/10.1155/2020/6518508",
        "doi.org/10.1155/2020/6518508",
        "https://doi.org/10.1155%2F2020%2F6518508?utm_source=mail&utm_medium=x",
        "10.1155%2F2020%2F6518508",
        "(10.1155/2020/6518508)",
        "10.1155/2020/6518508?utm_source=mail",
        "“https://doi.org/10.1155/2020/6518508”,",
        "10.1155/\u200b2020/6518508",
        "https://www.hindawi.com/doi/10.1155/2020/6518508/full",
        "https://www.hindawi.com/doi/pdf/10.1155/2020/6518508.full.pdf?download=true#page=2",
        "https://onlinelibrary.wiley.com/doi/epdf/10.1155/2020/6518508",
        "https://journals.plos.org/article?id=10.1155/2020/6518508&type=printable",
        "https://downloads.example.org/10.1155/2020/6518508.pdf",
    ],
)
def test_a_doi_is_recognised_in_every_shape(text):
    assert parse(text) == Identifier("doi", "10.1155/2020/6518508")


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("https://doi.org/10.1016/S0140-6736(98)07019-6).", "10.1016/s0140-6736(98)07019-6"),
        ("10.1016/S0140\u20106736(98)07019\u20116", "10.1016/s0140-6736(98)07019-6"),
        (
            "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2",
            "10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2",
        ),
        ("https://www.frontiersin.org/articles/10.3389/fimmu.2021.714832/full", "10.3389/fimmu.2021.714832"),
        (
            "https://www.medrxiv.org/content/10.1101/2020.03.01.972935v2.full.pdf+html",
            "10.1101/2020.03.01.972935",
        ),
        ("https://academic.oup.com/brain/article/doi/10.1093/brain/awaa123/5876789", "10.1093/brain/awaa123"),
        ("https://doi.org/10.1000/ends.in.full", "10.1000/ends.in.full"),
    ],
)
def test_a_doi_loses_only_what_does_not_belong_to_it(text, doi):
    assert normalise_doi(text) == doi


@pytest.mark.parametrize(
    "text",
    [
        "PMID: 32322279",
        "pmid 32322279",
        "PubMed PMID: 32322279.",
        "[PubMed: 32322279]",
        "https://pubmed.ncbi.nlm.nih.gov/32322279/",
        "pubmed.ncbi.nlm.nih.gov/32322279",
        "https://pubmed.ncbi.nlm.nih.gov/?term=32322279",
        "https://www.ncbi.nlm.nih.gov/pubmed/32322279?dopt=Abstract",
        "https://europepmc.org/article/MED/32322279",
    ],
)
def test_a_pmid_is_recognised_in_every_shape(text):
    assert parse(text) == Identifier("pmid", "32322279")


@pytest.mark.parametrize(
    "text",
    [
        "PMC8481702",
        "pmc8481702",
        "PMCID: PMC8481702.",
        "PMCID: 8481702",
        "PMC8481702.1",
        "www.ncbi.nlm.nih.gov/pmc/articles/PMC8481702/",
        "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC8481702/?report=classic",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC8481702/#s4",
        "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC8481702/pdf/main.pdf",
        "https://europepmc.org/article/PMC/PMC8481702",
        "http://www.pubmedcentral.nih.gov/articlerender.fcgi?artid=8481702",
    ],
)
def test_a_pmcid_is_recognised_in_every_shape(text):
    assert parse(text) == Identifier("pmcid", "PMC8481702")


def test_a_bare_number_is_never_taken_for_a_pmid():
    assert parse("32322279") is None
    assert find_all("In 2020, 32322279 people") == []


def test_a_field_for_pmids_accepts_a_bare_number():
    assert normalise_pmid(" 32322279 ") == "32322279"


def test_a_field_for_pmcids_accepts_a_bare_number():
    assert normalise_pmcid("8481702") == "PMC8481702"


@pytest.mark.parametrize(
    ("normalise", "text", "kind"),
    [
        (normalise_doi, "11.1000/x", "doi"),
        (normalise_doi, "10.1000/", "doi"),
        (normalise_doi, "PMID: 1", "doi"),
        (normalise_doi, "10.1000/" + "x" * 600, "doi"),
        (normalise_pmid, "0", "pmid"),
        (normalise_pmid, "123456789", "pmid"),
        (normalise_pmid, "PMC1", "pmid"),
        (normalise_pmcid, "PMCX", "pmcid"),
        (normalise_pmcid, "", "pmcid"),
    ],
)
def test_what_is_no_identifier_is_refused_with_its_kind_and_value(normalise, text, kind):
    with pytest.raises(InvalidIdentifier) as caught:
        normalise(text)
    assert (caught.value.kind, caught.value.value) == (kind, text)
    assert caught.value.message.startswith("This is not a")


def test_an_identifier_cannot_hold_another_than_the_normal_form():
    with pytest.raises(InvalidIdentifier):
        Identifier("doi", "https://doi.org/10.1155/ABC")


def test_a_text_around_an_identifier_makes_it_no_identifier():
    assert parse("see 10.1000/abc") is None
    assert parse("10.1000/abc and more") is None


def test_all_identifiers_of_a_text_are_found_in_order():
    text = (
        "Zhou (doi:10.1155/2020/6518508; PubMed PMID: 32322279; PubMed Central PMCID: PMC7157802). "
        "Source: www.ncbi.nlm.nih.gov/pmc/articles/PMC8481702/. See 10.1000/a,10.1000/b"
    )
    assert [str(found) for found in find_all(text)] == [
        "doi:10.1155/2020/6518508",
        "PMID: 32322279",
        "PMC7157802",
        "PMC8481702",
        "doi:10.1000/a",
        "doi:10.1000/b",
    ]

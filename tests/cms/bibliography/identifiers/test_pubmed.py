"""PubMed, PubMed Central and Europe PMC have changed their addresses often, and the old ones are still around."""

import pytest

from cms.bibliography.identifiers import recognise


@pytest.mark.parametrize(
    "text",
    [
        "PMID: 32322279",
        "PMID32322279",
        "PMID#32322279",
        "PMID = 32322279;",
        "pmid:0032322279",
        "PubMed ID 32322279",
        "PubMed ID: 32322279.",
        "PMID\u00a032322279",
        "(PMID: 32322279)",
        "PMID: 32322279 [PubMed - indexed for MEDLINE]",
        "info:pmid/32322279",
        "https://pubmed.ncbi.nlm.nih.gov/32322279/",
        "https://pubmed.ncbi.nlm.nih.gov/32322279/?from_term=lupus&from_pos=2#affiliation-1",
        "https://pubmed.ncbi.nlm.nih.gov/?term=32322279%5Buid%5D",
        "https://pubmed-ncbi-nlm-nih-gov.proxy.library.example.edu/32322279/",
        "pubmed.gov/32322279",
        "http://www.ncbi.nlm.nih.gov/pubmed/32322279",
        "https://www.ncbi.nlm.nih.gov/m/pubmed/32322279/",
        "http://www.ncbi.nlm.nih.gov/entrez/query.fcgi?cmd=Retrieve&db=PubMed&list_uids=32322279&dopt=Abstract",
        "https://www.ncbi.nlm.nih.gov/pmc/articles/pmid/32322279/",
        "https://europepmc.org/article/MED/32322279",
        "https://europepmc.org/article/med/32322279#impact",
        "http://europepmc.org/abstract/MED/32322279/reload=0",
        "https://identifiers.org/pubmed:32322279",
        "https://web.archive.org/web/20210101000000/https://pubmed.ncbi.nlm.nih.gov/32322279/",
        "https://www.google.com/url?q=https%3A%2F%2Fpubmed.ncbi.nlm.nih.gov%2F32322279%2F&sa=D",
    ],
)
def test_a_pmid_is_recognised(text):
    assert (recognise(text).kind, recognise(text).value) == ("pmid", "32322279")


@pytest.mark.parametrize(
    "text",
    [
        "PMC8481702",
        "pmc8481702.",
        "PMC 8481702",
        "PMC-8481702",
        "PMCID: PMC8481702",
        "PMC ID: 8481702",
        "PubMed Central PMCID: PMC8481702",
        "PMC8481702.2",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC8481702/",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC8481702/pdf/fimmu-12-714832.pdf",
        "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC8481702/?utm_source=x#B12",
        "https://www.ncbi.nlm.nih.gov/labs/pmc/articles/PMC8481702/",
        "http://www.ncbi.nlm.nih.gov/pmc/articles/8481702",
        "https://europepmc.org/articles/PMC8481702",
        "https://europepmc.org/articles/pmc8481702?pdf=render",
        "https://europepmc.org/article/PMC/8481702",
        "https://europepmc.org/abstract/PMC/PMC8481702",
        "https://europepmc.org/backend/ptpmcrender.fcgi?accid=PMC8481702&blobtype=pdf",
    ],
)
def test_a_pmcid_is_recognised(text):
    assert (recognise(text).kind, recognise(text).value) == ("pmcid", "PMC8481702")


@pytest.mark.parametrize(
    "address",
    [
        "https://pubmed.ncbi.nlm.nih.gov/?term=lupus",
        "https://pubmed.ncbi.nlm.nih.gov/?term=32322279,31712796",
        "https://pubmed.ncbi.nlm.nih.gov/?term=32322279+31712796",
        "https://www.ncbi.nlm.nih.gov/books/NBK225182/",
    ],
)
def test_a_search_or_a_book_there_is_only_an_address(address):
    assert (recognise(address).kind, recognise(address).value) == ("url", address)


def test_a_number_is_a_pmid_only_where_one_is_expected():
    assert recognise("32322279", expected="pmid").value == "32322279"
    assert recognise("8481702", expected="pmcid").value == "PMC8481702"

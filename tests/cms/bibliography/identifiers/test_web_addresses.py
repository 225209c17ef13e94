"""What is about no known identifier is an address, in one spelling."""

import pytest

from cms.bibliography.identifiers import recognise


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://medlineplus.gov/ency/article/000435.htm", "https://medlineplus.gov/ency/article/000435.htm"),
        ("https://www.R-project.org/", "https://www.r-project.org/"),
        ("http://example.org", "http://example.org/"),
        ("URL: <https://www.nhs.uk/conditions/lupus/>.", "https://www.nhs.uk/conditions/lupus/"),
        ("www.nhs.uk/conditions/lupus/", "https://www.nhs.uk/conditions/lupus/"),
        ("https://www.nhs.uk:443/conditions/lupus/#causes", "https://www.nhs.uk/conditions/lupus/#causes"),
        ("https://example.org/a?utm_source=x&b=2&fbclid=y&gclid=z", "https://example.org/a?b=2"),
        ("https://example.org/a?utm_source=x#:~:text=lupus", "https://example.org/a"),
        ("https://example.org:8443/a\u200bb", "https://example.org:8443/ab"),
        ("(https://en.wikipedia.org/wiki/Lupus_(disease))", "https://en.wikipedia.org/wiki/Lupus_(disease)"),
        ("https://en.wikipedia.org/wiki/A–B", "https://en.wikipedia.org/wiki/A%E2%80%93B"),
        ("https://münchen.example/straße", "https://xn--mnchen-3ya.example/stra%C3%9Fe"),
        ("https://hdl.handle.net/1721.1/11173", "https://hdl.handle.net/1721.1/11173"),
        ("https://www.nature.com/articles/s41440-022-01150-5", "https://www.nature.com/articles/s41440-022-01150-5"),
        ("https://arxiv.org/list/cs.CL/recent", "https://arxiv.org/list/cs.CL/recent"),
        ("https://www.doi.org/the-identifier/", "https://www.doi.org/the-identifier/"),
    ],
)  # fmt: skip
def test_an_address_has_one_spelling(text, address):
    assert (recognise(text).kind, recognise(text).value) == ("url", address)
    assert recognise(text).url == address


def test_a_field_for_an_address_keeps_the_address():
    address = "https://doi.org/10.1155/2020/6518508"
    assert recognise(address, expected="url").value == address


def test_an_address_that_only_tells_where_the_reader_came_from_is_not_the_work():
    address = "https://www.nhs.uk/conditions/lupus/?from=https://pubmed.ncbi.nlm.nih.gov/32322279/"
    assert (recognise(address).kind, recognise(address).value) == ("url", address)

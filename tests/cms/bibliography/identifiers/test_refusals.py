"""A wrong guess would be worse than none: what is not sure is refused, in words that an editor can act on."""

import pytest

from cms.bibliography.identifiers import InvalidIdentifier, recognise


@pytest.mark.parametrize(
    ("text", "kind", "says"),
    [
        ("32322279", None, "a number alone may be anything"),
        ("15410048", None, "a number alone may be anything"),
        ("", None, "nothing to read"),
        (" .() ", None, "nothing to read"),
        ("PubMed 2020", None, "not an identifier that is known here"),
        ("lupus", None, "not an identifier that is known here"),
        ("3.14", None, "not an identifier that is known here"),
        ("1234.5678", None, "not an identifier that is known here"),
        ("see 10.1000/abc", None, "leave out the text around it"),
        ("ftp://example.org/x", None, "begins with https:// or http://"),
        ("javascript:alert(1)", None, "not an identifier that is known here"),
        ("x" * 3000, None, "too long"),
        ("doi:", "doi", "looks like 10.1155/2020/6518508"),
        ("doi:11.1000/x", "doi", "looks like"),
        ("10.1155/", "doi", "looks like"),
        ("10/gf9qgd", "doi", "short DOIs are not kept"),
        ("https://doi.org/gf9qgd", "doi", "holds no complete one"),
        ("10.1000/abc and more", "doi", "more text behind it"),
        ("10.1000/" + "x" * 600, "doi", "more than 500 characters"),
        ("10.1155/2020/6518508, 10.1136/bmj.n71", "doi", "one at a time"),
        ("PMID: 32322279; PMCID: PMC7157802", "pmid", "one at a time"),
        ("PMID: 0", "pmid", "is a number such as"),
        ("PMID: 123456789", "pmid", "it has 9 digits"),
        ("https://pubmed.ncbi.nlm.nih.gov/123456789/", "pmid", "it has 9 digits"),
        ("PMID: 3232227O", "pmid", "is a number such as"),
        ("PMCX", None, "not an identifier that is known here"),
        ("PMC12345678901", "pmcid", "it has 11 digits"),
        ("ISBN 978-0-7817-5564-2", "isbn", "check digit is wrong"),
        ("978-0-7817-5564-2", "isbn", "check digit is wrong"),
        ("ISBN 0-7817-5564-5", "isbn", "check digit is wrong"),
        ("ISBN 12345", "isbn", "it has 5 digits"),
        ("ISBN 977-0-7817-5564-4", "isbn", "begins with 978 or 979"),
        ("ISBN 979-0-2600-0043-8", "isbn", "ISMNs"),
        ("ISSN 1541-0049", "issn", "check digit is wrong"),
        ("1541-0049", "issn", "check digit is wrong"),
        ("ISSN 1541-004", "issn", "it has 7 digits"),
        ("0000-0002-1825-0098", "orcid", "check digit is wrong"),
        ("https://orcid.org/0000-0002-1825-0098", "orcid", "check digit is wrong"),
        ("https://orcid.org/0000-0002-1825-009", "orcid", "it has 15 digits"),
        ("0000-0002-1825-009", "orcid", "it has 15 digits"),
        ("978-0-7817-5564", "isbn", "it has 12 digits"),
        ("0000 0001 2281 955X", "orcid", "another kind of ISNI"),
        ("arXiv:1813.04805", "arxiv", "no month 13"),
        ("arXiv:1810.4805", "arxiv", "come 5 digits"),
        ("arXiv:0706.00012", "arxiv", "come 4 digits"),
        ("arXiv:0703.0001", "arxiv", "April 2007 and later"),
        ("hep-th/0801001", "arxiv", "to March 2007"),
        ("NCT0034299", "nct", "it has 7 digits"),
        ("https://clinicaltrials.gov/study/NCT003429921", "nct", "it has 9 digits"),
        ("ISRCTN5018967", "isrctn", "it has 7 digits"),
        ("CRD4202018", "prospero", "behind CRD come"),
        ("CRD42009163522", "prospero", "behind CRD come"),
        ("https://", "url", "no such host"),
        ("https://lupus", "url", "no such host"),
        ("https://user@example.org/", "url", "name of a user"),
        ("https://example.org/a b", "url", "a blank in it"),
        ("nhs.uk/conditions/lupus", "url", "https:// in front"),
    ],
)
def test_it_is_said_what_is_wrong(text, kind, says):
    with pytest.raises(InvalidIdentifier) as caught:
        recognise(text)
    assert (caught.value.kind, caught.value.value) == (kind, text)
    assert says in caught.value.message


@pytest.mark.parametrize(
    ("text", "expected", "says"),
    [
        ("PMC7157802", "pmid", "This is not a PMID: it is a PMCID."),
        ("10.1155/2020/6518508", "pmcid", "This is not a PMCID: it is a DOI."),
        ("https://orcid.org/0000-0002-1825-0097", "doi", "This is not a DOI: it is an ORCID iD."),
        ("978-0-7817-5564-1", "issn", "This is not an ISSN: it is an ISBN."),
        ("lupus", "url", "This is not a web address. A web address begins with https:// or http://."),
        ("163522", "prospero", "behind CRD come a 4, the year, and the 6 or 7 digits of the record"),
    ],
)
def test_another_kind_than_the_expected_one_is_named(text, expected, says):
    with pytest.raises(InvalidIdentifier) as caught:
        recognise(text, expected=expected)
    assert caught.value.kind == expected
    assert says in caught.value.message

"""Books, journals, people, preprints, trials and protocols have numbers with rules of their own.

They are numbers of real works, or those with which the agencies explain theirs; CRD420251012345, 0706.0001 and
cond-mat/0001001 only show a format.
"""

import pytest

from cms.bibliography.identifiers import recognise

ROTHMAN = ("isbn", "9780781755641")
AJPH = ("issn", "1541-0048")
CARBERRY = ("orcid", "0000-0002-1825-0097")
BERT = ("arxiv", "1810.04805")
MATH = ("arxiv", "math/0309136")
TRIAL = ("nct", "NCT00342992")
RECOVERY = ("isrctn", "ISRCTN50189673")
PROTOCOL = ("prospero", "CRD42020163522")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ISBN 978-0-7817-5564-1", ROTHMAN),
        ("ISBN: 978–0–7817–5564–1", ROTHMAN),
        ("ISBN-13: 978-0-7817-5564-1", ROTHMAN),
        ("ISBN13 9780781755641", ROTHMAN),
        ("ISBN-10: 0-7817-5564-6", ROTHMAN),
        ("ISBN 10 0781755646", ROTHMAN),
        ("ISBN (13): 978 0 7817 5564 1", ROTHMAN),
        ("eISBN 9780781755641", ROTHMAN),
        ("urn:isbn:9780781755641", ROTHMAN),
        ("ISBN 978-0-7817-5564-1 (hardback)", ROTHMAN),
        ("9780781755641", ROTHMAN),
        ("0-7817-5564-6", ROTHMAN),
        ("https://www.worldcat.org/isbn/0781755646", ROTHMAN),
        ("0-8044-2957-x", ("isbn", "9780804429573")),
        ("ISSN 1541-0048", AJPH),
        ("ISSN: 1541–0048", AJPH),
        ("ISSN 15410048", AJPH),
        ("e-ISSN: 1541-0048", AJPH),
        ("ISSN (Online): 1541-0048", AJPH),
        ("1541-0048", AJPH),
        ("ISSN 1541-0048 (Electronic)", AJPH),
        ("https://portal.issn.org/resource/ISSN/1541-0048#", AJPH),
        ("ISSN 2511-705x", ("issn", "2511-705X")),
        ("0000-0002-1825-0097", CARBERRY),
        ("ORCID iD: 0000-0002-1825-0097", CARBERRY),
        ("ORCID 0000 0002 1825 0097", CARBERRY),
        ("0000‐0002‐1825‐0097", CARBERRY),
        ("orcid:0000000218250097", CARBERRY),
        ("https://orcid.org/0000-0002-1825-0097", CARBERRY),
        ("http://www.orcid.org/0000-0002-1825-0097/", CARBERRY),
        ("orcid.org/0000-0002-1694-233x", ("orcid", "0000-0002-1694-233X")),
        ("arXiv:1810.04805", BERT),
        ("arxiv 1810.04805", BERT),
        ("arXiv preprint arXiv:1810.04805.", BERT),
        ("1810.04805", BERT),
        ("https://arxiv.org/abs/1810.04805", BERT),
        ("http://arxiv.org/abs/1810.04805?context=cs", BERT),
        ("https://export.arxiv.org/pdf/1810.04805.pdf", BERT),
        ("arXiv:1810.04805v2 [cs.CL] 24 May 2019", ("arxiv", "1810.04805v2")),
        ("https://arxiv.org/pdf/1810.04805v2", ("arxiv", "1810.04805v2")),
        ("https://arxiv.org/html/1810.04805V2", ("arxiv", "1810.04805v2")),
        ("arXiv:0706.0001", ("arxiv", "0706.0001")),
        ("hep-th/9901001", ("arxiv", "hep-th/9901001")),
        ("arXiv:hep-th/9901001v3", ("arxiv", "hep-th/9901001v3")),
        ("http://xxx.lanl.gov/abs/hep-th/9901001", ("arxiv", "hep-th/9901001")),
        ("arXiv:math.GT/0309136", MATH),
        ("math.GT/0309136", MATH),
        ("https://arxiv.org/abs/arXiv:1810.04805", BERT),
        ("cond-mat.str-el/0001001", ("arxiv", "cond-mat/0001001")),
        ("https://arxiv.org/pdf/math/0309136.pdf", MATH),
        ("NCT00342992", TRIAL),
        ("nct 00342992", TRIAL),
        ("ClinicalTrials.gov Identifier: NCT00342992", TRIAL),
        ("ClinicalTrials.gov number, NCT00342992.", TRIAL),
        ("Clinical trial registration: NCT00342992", TRIAL),
        ("https://clinicaltrials.gov/ct2/show/NCT00342992?term=x&rank=1", TRIAL),
        ("https://clinicaltrials.gov/ct2/show/record/NCT00342992", TRIAL),
        ("https://clinicaltrials.gov/study/NCT00342992#participation-criteria", TRIAL),
        ("http://www.clinicaltrials.gov/show/nct00342992", TRIAL),
        ("ISRCTN50189673", RECOVERY),
        ("isrctn 50189673", RECOVERY),
        ("ISRCTN registry number: ISRCTN50189673", RECOVERY),
        ("https://www.isrctn.com/ISRCTN50189673?q=recovery", RECOVERY),
        ("http://www.controlled-trials.com/ISRCTN50189673/", RECOVERY),
        ("CRD42020163522", PROTOCOL),
        ("PROSPERO: CRD42020163522", PROTOCOL),
        ("PROSPERO 2020 CRD42020163522", PROTOCOL),
        ("PROSPERO registration no. CRD 42020163522", PROTOCOL),
        ("https://www.crd.york.ac.uk/PROSPERO/view/CRD42020163522", PROTOCOL),
        ("https://www.crd.york.ac.uk/prospero/display_record.php?ID=CRD42020163522", PROTOCOL),
        ("http://www.crd.york.ac.uk/PROSPERO/display_record.php?RecordID=CRD42020163522", PROTOCOL),
        ("CRD420251012345", ("prospero", "CRD420251012345")),
    ],
)
def test_a_number_is_recognised(text, found):
    assert (recognise(text).kind, recognise(text).value) == found


def test_the_doi_that_arxiv_gives_will_do_where_its_identifier_is_expected():
    assert recognise("https://doi.org/10.48550/arXiv.1810.04805", expected="arxiv").value == "1810.04805"


def test_a_record_number_of_prospero_says_no_year_and_so_stays_an_address():
    address = "https://www.crd.york.ac.uk/prospero/display_record.php?RecordID=163522"
    assert (recognise(address).kind, recognise(address).value) == ("url", address)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("15410048", "issn", "1541-0048"),
        ("0781755646", "isbn", "9780781755641"),
        ("0000000218250097", "orcid", "0000-0002-1825-0097"),
        ("00342992", "nct", "NCT00342992"),
        ("50189673", "isrctn", "ISRCTN50189673"),
        ("42020163522", "prospero", "CRD42020163522"),
    ],
)
def test_a_field_that_says_its_kind_needs_no_label(text, kind, value):
    assert recognise(text, expected=kind).value == value

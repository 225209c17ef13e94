"""The same DOI, however it was pasted; what a publisher hangs behind it does not belong to it, its brackets do."""

import pytest

from cms.bibliography.identifiers import recognise

ZHOU = "10.1155/2020/6518508"
UKPDS = "10.1016/s0140-6736(98)07019-6"
SICI = "10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2"
AMS = "10.1175/1520-0442(2002)015<1609:aiisas>2.0.co;2"


@pytest.mark.parametrize(
    "text",
    [
        "doi:10.1155/2020/6518508",
        "DOI 10.1155/2020/6518508",
        "doi10.1155/2020/6518508",
        "DOI：10.1155/2020/6518508",
        "DOI number: 10.1155/2020/6518508",
        "Digital Object Identifier: 10.1155/2020/6518508",
        "info:doi/10.1155/2020/6518508",
        "urn:doi:10.1155/2020/6518508",
        "doi = {10.1155/2020/6518508},",
        '"doi": "10.1155/2020/6518508",',
        "10.1155/2020/6518508 [doi]",
        "Available from: https://doi.org/10.1155/2020/6518508.",
        "https://doi.org/ 10.1155/2020/6518508",
        "HTTPS://DOI.ORG/10.1155/2020/6518508",
        "http://doi.org/https://doi.org/10.1155/2020/6518508",
        "https://dx.doi.org/doi:10.1155/2020/6518508",
        "//doi.org/10.1155/2020/6518508",
        "https//doi.org/10.1155/2020/6518508",
        "https%3A%2F%2Fdoi.org%2F10.1155%2F2020%2F6518508",
        "https://doi.org/10.1155%252F2020%252F6518508",
        "https://doi-org.proxy.library.example.edu/10.1155/2020/6518508",
        "https://login.library.example.edu/login?url=https://doi.org/10.1155/2020/6518508",
        "https://identifiers.org/doi:10.1155/2020/6518508",
        "10.1155/2020/6518508/full",
        "10.1155/2020/6518508/PDF",
        "10.1155/2020/6518508#abstract",
        "10.1155/2020/6518508&utm_source=mail",
        "https://doi.org/10.1155/2020/6518508?fbclid=IwAR0&utm_campaign=x#top",
        "[10.1155/2020/6518508]",
        "<10.1155/2020/6518508>;",
        "«10.1155/2020/6518508»…",
        "\ufeff10.1155/2020\u2060/6518508\u00a0",
    ],
)
def test_a_label_an_address_or_a_wrapping_changes_nothing(text):
    assert (recognise(text).kind, recognise(text).value) == ("doi", ZHOU)


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.1038/s41440–022–01150–5", "10.1038/s41440-022-01150-5"),
        ("10.1038/s41440−022−01150−5", "10.1038/s41440-022-01150-5"),
        ("(10.1016/S0140-6736(98)07019-6)", UKPDS),
        ("[https://doi.org/10.1016/S0140-6736(98)07019-6],", UKPDS),
        ("https://doi.org/10.1016/S0140-6736%2898%2907019-6", UKPDS),
        ("10.1002/(SICI)1097-0258(19980815/30)17:15/16&lt;1661::AID-SIM968&gt;3.0.CO;2-2", SICI),
        ("10.1002/(SICI)1097-0258(19980815/30)17:15/16%3C1661::AID-SIM968%3E3.0.CO;2-2.", SICI),
        (
            "https://onlinelibrary.wiley.com/doi/abs/10.1002/(SICI)1097-0258(19980815/30)17:15/16%3C1661::AID-SIM968%3E3.0.CO;2-2",
            SICI,
        ),
        ("<10.1175/1520-0442(2002)015<1609:AIISAS>2.0.CO;2>", AMS),
        ("doi: 10.1175/1520-0442(2002)015⟨1609:AIISAS⟩2.0.CO;2.", AMS),
        ("⟨https://doi.org/10.1175/1520-0442(2002)015%3C1609:AIISAS%3E2.0.CO;2⟩", AMS),
        ("10.1000/example(2006)87[1465:ABC]2.0.CO;2", "10.1000/example(2006)87[1465:abc]2.0.co;2"),
        ("10.48550/arXiv.1810.04805", "10.48550/arxiv.1810.04805"),
        ("https://doi.org/10.1186/ISRCTN50189673", "10.1186/isrctn50189673"),
    ],
)
def test_its_own_brackets_and_punctuation_stay(text, doi):
    assert (recognise(text).kind, recognise(text).value) == ("doi", doi)


@pytest.mark.parametrize(
    ("address", "doi"),
    [
        (
            "https://josr-online.biomedcentral.com/articles/10.1186/s13018-021-02661-3",
            "10.1186/s13018-021-02661-3",
        ),
        (
            "https://josr-online.biomedcentral.com/track/pdf/10.1186/s13018-021-02661-3.pdf",
            "10.1186/s13018-021-02661-3",
        ),
        (
            "https://www.frontiersin.org/journals/immunology/articles/10.3389/fimmu.2021.714832/full",
            "10.3389/fimmu.2021.714832",
        ),
        (
            "https://www.frontiersin.org/articles/10.3389/fimmu.2021.714832/pdf?isPublishedV2=false",
            "10.3389/fimmu.2021.714832",
        ),
        ("https://www.nejm.org/doi/full/10.1056/NEJMoa2021436?query=featured_home", "10.1056/nejmoa2021436"),
        ("https://www.nejm.org/doi/pdf/10.1056/NEJM200005043421801", "10.1056/nejm200005043421801"),
        ("onlinelibrary.wiley.com/doi/epdf/10.1002/acr2.11476", "10.1002/acr2.11476"),
        (
            "https://onlinelibrary.wiley.com/doi/10.1111/1759-7714.13823/abstract;jsessionid=ABC.f02t01",
            "10.1111/1759-7714.13823",
        ),
        (
            "https://link.springer.com/content/pdf/10.1007/s13730-024-00883-1.pdf?pdf=button",
            "10.1007/s13730-024-00883-1",
        ),
        (
            "https://link.springer.com/article/10.1007/s13730-024-00883-1/fulltext.html",
            "10.1007/s13730-024-00883-1",
        ),
        (
            "https://link.springer.com/article/10.1007/s13730-024-00883-1/tables/2",
            "10.1007/s13730-024-00883-1",
        ),
        (
            "https://link.springer.com/article/10.1007/s13730-024-00883-1#ref-CR1",
            "10.1007/s13730-024-00883-1",
        ),
        ("https://psycnet.apa.org/doiLanding?doi=10.1037%2Famp0000904", "10.1037/amp0000904"),
        ("https://iopscience.iop.org/article/10.3847/1538-4357/ad380b/meta", "10.3847/1538-4357/ad380b"),
        (
            "https://www.degruyter.com/document/doi/10.1515/cclm-2024-0070/html?lang=en",
            "10.1515/cclm-2024-0070",
        ),
        (
            "https://www.thieme-connect.com/products/ejournals/pdf/10.1055/s-0040-1715580.pdf",
            "10.1055/s-0040-1715580",
        ),
        (
            "https://www.tandfonline.com/doi/full/10.1080/09540121.2024.2374185?scroll=top",
            "10.1080/09540121.2024.2374185",
        ),
        ("https://journals.sagepub.com/doi/reader/10.1177/21925682241260651", "10.1177/21925682241260651"),
        (
            "https://www.science.org/doi/suppl/10.1126/scisignal.ade0385/suppl_file/x.pdf",
            "10.1126/scisignal.ade0385",
        ),
        (
            "https://www.medrxiv.org/content/10.1101/2020.03.01.972935v2.full-text",
            "10.1101/2020.03.01.972935",
        ),
        (
            "https://academic.oup.com/brain/article-pdf/doi/10.1093/brain/awaa123/33506023/awaa123.pdf",
            "10.1093/brain/awaa123",
        ),
        (
            "https://www.cochranelibrary.com/cdsr/doi/10.1002/14651858.CD005620.pub2/full/es",
            "10.1002/14651858.cd005620.pub2",
        ),
    ],
)
def test_the_page_of_a_publisher_is_the_doi_in_its_address(address, doi):
    assert (recognise(address).kind, recognise(address).value) == ("doi", doi)


def test_a_doi_that_is_nothing_but_the_word_for_a_page_stays():
    assert recognise("10.1000/full").value == "10.1000/full"
    assert recognise("https://publisher.example/10.1000/pdf").value == "10.1000/pdf"


def test_a_work_cited_on_a_page_is_not_the_page():
    assert recognise("https://www.bmj.com/content/372/bmj.n71#ref-10.1136/bmj.c332").kind == "url"

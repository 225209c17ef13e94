"""AMA entries: what the goldens do not show."""

import pytest

from cms.bibliography.styles import AMA, format_entry
from tests.cms.bibliography.styles.goldens import RECORDS

DOE = [{"family": "Doe", "given": "Jane A"}]


def entry(**fields: object) -> str:
    names = {name.replace("_", "-"): value for name, value in fields.items()}
    return format_entry({"type": "article-journal", "title": "Lupus", **names}, AMA).text


def html(**fields: object) -> str:
    names = {name.replace("_", "-"): value for name, value in fields.items()}
    return format_entry({"title": "Lupus", **names}, AMA).html


def test_of_seven_authors_three_are_printed():
    authors = [{"family": f"Name{number}", "given": "A B"} for number in range(7)]
    assert entry(author=authors) == "Name0 AB, Name1 AB, Name2 AB, et al. Lupus."
    assert entry(author=authors[:6]).count("AB") == 6


def test_a_preprint_says_where_and_when_it_was_posted():
    assert format_entry(RECORDS["devlin-2018-bert"], AMA).text == (
        "Devlin J, Chang MW, Lee K, Toutanova K. BERT: Pre-training of Deep Bidirectional Transformers for Language "
        "Understanding. arXiv. Preprint posted online October 11, 2018. doi:10.48550/arXiv.1810.04805"
    )


def test_software_has_a_version_and_keeps_its_name():
    text = html(
        type="software",
        title="lme4: mixed models",
        version="1.1",
        publisher="CRAN",
        issued={"date-parts": [[2020]]},
    )
    assert text == "<i>lme4: mixed models</i>. Version 1.1. CRAN; 2020."


def test_a_trial_register_has_its_publisher_and_the_full_date():
    assert format_entry(RECORDS["isrctn50189673"], AMA).text == (
        "University of Oxford. Randomised evaluation of COVID-19 therapy (RECOVERY). ISRCTN registry; April 2, 2020. "
        "doi:10.1186/ISRCTN50189673"
    )


def test_a_magazine_without_a_volume_has_the_full_date():
    assert format_entry(RECORDS["gawande-2013"], AMA).html == (
        "Gawande A. Slow ideas. <i>The New Yorker</i>. July 29, 2013:36-45."
    )


@pytest.mark.parametrize(
    ("fields", "issue"),
    [
        ({"issued": {"date-parts": [[2019], [2020]]}, "volume": 3}, "2019-2020;3"),
        (
            {"issued": {"date-parts": [[2020]]}, "volume": 3, "issue": "1", "supplement": "2"},
            "2020;3(1 suppl 2)",
        ),
        ({"issued": {"literal": "in press"}, "DOI": ""}, "In press"),
        ({"issued": {"date-parts": [[2020, 5]]}}, "May 2020"),
        ({"issue": "4", "page": "9-12"}, "(4):9-12"),
    ],
)
def test_the_issue_of_a_journal(fields, issue):
    assert entry(**fields) == f"Lupus. {issue}."


def test_an_article_that_is_only_online_is_published_online():
    text = entry(issued={"date-parts": [[2020, 5, 2]]}, URL="https://a.example")
    assert text == "Lupus. Published online May 2, 2020. https://a.example"


def test_an_address_is_not_printed_beside_a_doi():
    accessed = {"date-parts": [[2024, 3, 5]]}
    assert entry(DOI="10.1000/a", URL="https://a.example", accessed=accessed) == "Lupus. doi:10.1000/a"


def test_a_book_in_a_series_with_a_translator():
    text = html(
        type="book",
        title="the psychology of the child",
        author=DOE,
        translator=[{"family": "Weaver", "given": "H"}],
        edition="2nd",
        volume=3,
        volume_title="Infancy",
        publisher="Basic Books",
        collection_title="Classics",
        collection_number=4,
    )
    assert text == (
        "Doe JA. <i>The Psychology of the Child</i>. Weaver H, trans. Vol 3, <i>Infancy</i>. 2nd ed. Basic Books. "
        "Classics; 4."
    )


def test_a_first_edition_is_not_mentioned():
    assert html(type="book", edition=1, publisher="Wiley") == "<i>Lupus</i>. Wiley."


def test_a_title_in_another_language_keeps_its_capitals():
    assert html(type="book", title="La montaña mágica", language="es") == "<i>La montaña mágica</i>."


def test_a_paper_read_at_a_meeting():
    text = entry(
        type="paper-conference",
        event_title="Annual Meeting",
        event_place="Boston, MA",
        issued={"date-parts": [[2019, 5, 2], [2019, 5, 4]]},
    )
    assert text == "Lupus. Paper presented at: Annual Meeting; May 2-4, 2019; Boston, MA."


def test_a_chinese_name_is_written_without_a_blank():
    assert entry(author=[{"family": "王", "given": "小明"}]) == "王小明. Lupus."

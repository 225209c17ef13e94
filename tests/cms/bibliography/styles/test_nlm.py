"""NLM entries, where the manual asks for more than the goldens show."""

import pytest

from cms.bibliography.styles import format_entry
from tests.cms.bibliography.styles.goldens import RECORDS


def entry(**fields: object) -> str:
    return format_entry({"type": "article-journal", "title": "Lupus", **fields}).text


def test_a_preprint_names_its_server_and_the_full_date():
    assert format_entry(RECORDS["devlin-2018-bert"]).text == (
        "Devlin J, Chang MW, Lee K, Toutanova K. BERT: Pre-training of Deep Bidirectional Transformers for Language "
        "Understanding. arXiv:1810.04805 [Preprint]. 2018 Oct 11 [cited 2024 Feb 1]. "
        "Available from: http://arxiv.org/abs/1810.04805 doi:10.48550/arXiv.1810.04805"
    )


def test_a_preprint_without_a_server_is_still_called_one():
    assert entry(type="article", issued={"date-parts": [[2024]]}) == "Lupus [Preprint]. 2024."


def test_the_volume_of_a_book_is_printed():
    text = format_entry(RECORDS["chapter-1editor"]).text
    assert (
        "In: Wood P, editor. Handbook of Clinical Trials. Vol. 2. Oxford: Oxford University Press; 2012."
        in text
    )


def test_a_report_has_its_number():
    assert format_entry(RECORDS["ahrq-2013"]).text.endswith("2013 Jan. Report No.: 208.")


def test_a_thesis_on_the_internet_has_one_pair_of_brackets():
    assert (
        "[Master’s thesis on the Internet]. [Cambridge (MA)]:" in format_entry(RECORDS["shannon-1940"]).text
    )


def test_pages_without_a_volume_follow_a_colon():
    assert format_entry(RECORDS["gawande-2013"]).text.endswith("The New Yorker. 2013 Jul 29:36–45.")


def test_a_journal_on_the_internet_without_identifiers_shows_its_address():
    text = entry(
        **{
            "container-title-short": "J. Immunol.",
            "URL": "https://example.org/a",
            "volume": 11,
            "page": "13-19",
        },
        issued={"date-parts": [[2019, 6]]},
        accessed={"date-parts": [[2024, 3, 5]]},
    )
    assert text == (
        "Lupus. J Immunol [Internet]. 2019 Jun [cited 2024 Mar 5];11:13–9. Available from: https://example.org/a"
    )


def test_a_journal_article_with_a_doi_needs_no_address():
    assert entry(URL="https://example.org/a", DOI="https://doi.org/10.1000/ABC") == "Lupus. doi:10.1000/ABC"


@pytest.mark.parametrize(
    ("issued", "date"),
    [
        ({"date-parts": [[2013, 1], [2013, 3]]}, "2013 Jan–Mar"),
        ({"date-parts": [[2020, 1, 1], [2020, 1, 3]]}, "2020 Jan 1–3"),
        ({"date-parts": [[2020, 1, 28], [2020, 2, 3]]}, "2020 Jan 28–Feb 3"),
        ({"date-parts": [[2019, 12], [2020, 1]]}, "2019 Dec–2020 Jan"),
        ({"date-parts": [[2020]], "season": 4}, "2020 Winter"),
        ({"literal": "in press"}, "in press"),
        ({"raw": "2020-04-03"}, "2020 Apr 3"),
    ],
)
def test_a_date_is_printed_year_first(issued, date):
    assert entry(issued=issued, volume="2") == f"Lupus. {date};2."


def test_a_supplement_stands_with_the_issue():
    assert entry(volume="2", issue="1", supplement="3", page="4") == "Lupus. 2(1 Suppl 3):4."


def test_a_translator_is_a_secondary_author():
    text = entry(
        type="book", author=[{"family": "Luzikov", "given": "V N"}], translator=[{"family": "Galkin"}]
    )
    assert text == "Luzikov VN. Lupus. Galkin, translator."


def test_a_book_that_only_has_a_translator_begins_with_them():
    assert entry(type="book", translator=[{"family": "A"}, {"family": "B"}]) == "A, B, translators. Lupus."


def test_a_chapter_without_an_author_leads_to_the_editors_once():
    text = entry(
        **{"type": "chapter", "container-title": "Handbook", "editor": [{"family": "Wood", "given": "P"}]}
    )
    assert text == "Lupus. In: Wood P, editor. Handbook."


def test_a_book_in_a_series_with_pages():
    text = entry(
        **{"type": "book", "number-of-pages": 313, "collection-title": "Series", "collection-number": 5}
    )
    assert text == "Lupus. 313 p. (Series; no. 5)."


def test_a_dropped_particle_follows_the_initials():
    assert (
        entry(author=[{"family": "Goethe", "given": "Johann", "dropping-particle": "von"}])
        == "Goethe J von. Lupus."
    )


def test_a_name_without_family_is_printed_whole():
    assert entry(author=[{"given": "Madonna"}]) == "Madonna. Lupus."

"""APA entries: what the goldens do not show."""

import pytest

from cms.bibliography.styles import APA, format_entry

DOE = [{"family": "Doe", "given": "Jane"}]
YEAR = {"date-parts": [[2020]]}


def html(**fields: object) -> str:
    names = {name.replace("_", "-"): value for name, value in fields.items()}
    item = {"type": "book", "title": "Lupus", "author": DOE, "issued": YEAR, **names}
    return format_entry(item, APA).html


def authors(*names: dict[str, str]) -> str:
    return format_entry({"title": "Lupus", "author": list(names)}, APA).text.partition(" (n.d.)")[0]


def test_of_more_than_twenty_authors_the_last_follows_an_ellipsis():
    many = [{"family": f"Name{number}"} for number in range(30)]
    assert authors(*many).endswith("Name17, Name18, … Name29.")
    assert authors(*many[:20]).endswith("Name18, & Name19.")


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ({"family": "King", "given": "Martin Luther", "suffix": "Jr"}, "King, M. L., Jr."),
        ({"family": "Bailey", "given": "John I", "suffix": "III"}, "Bailey, J. I., III."),
        ({"family": "Zhou", "given": "H.-J."}, "Zhou, H.-J."),
        ({"family": "Doe", "given": "JP"}, "Doe, J. P."),
        ({"family": "Goethe", "given": "Johann", "dropping-particle": "von"}, "Goethe, J. von."),
        ({"family": "Artagnan", "given": "C", "non-dropping-particle": "d'"}, "d’Artagnan, C."),
        ({"family": "王", "given": "小明"}, "王小明."),
        ({"given": "Madonna"}, "Madonna."),
    ],
)
def test_a_name_is_inverted(name, printed):
    assert authors(name) == printed


@pytest.mark.parametrize(
    ("kind", "issued", "date"),
    [
        ("book", {"date-parts": [[2020, 5, 2]]}, "2020"),
        ("webpage", {"date-parts": [[2020, 5, 2]]}, "2020, May 2"),
        ("article-magazine", {"date-parts": [[2020]], "season": 1}, "2020, Spring"),
        ("speech", {"date-parts": [[2020, 1, 30], [2020, 2, 2]]}, "2020, January 30–February 2"),
        ("book", {"date-parts": [[2018], [2019]]}, "2018–2019"),
        ("book", {"date-parts": [[1900]], "circa": True}, "ca. 1900"),
        ("book", {"literal": "in press"}, "in press"),
        ("book", None, "n.d."),
    ],
)
def test_a_date_is_as_full_as_the_kind_of_work_wants(kind, issued, date):
    assert f"Doe, J. ({date}). " in html(type=kind, issued=issued)


def test_a_translated_book_in_several_volumes():
    text = html(
        translator=[{"family": "Weaver", "given": "Helen"}],
        edition="2",
        volume="1-3",
        publisher="Basic Books",
        original_date={"date-parts": [[1940]]},
    )
    assert text == (
        "Doe, J. (2020). <i>Lupus</i> (H. Weaver, Trans.; 2nd ed., Vols. 1–3). Basic Books. "
        "(Original work published 1940)"
    )


def test_a_volume_with_a_title_of_its_own():
    assert html(volume=2, volume_title="Children") == "Doe, J. (2020). <i>Lupus: Vol. 2. Children</i>."


def test_a_first_edition_is_not_mentioned():
    assert html(edition="1st") == "Doe, J. (2020). <i>Lupus</i>."


def test_a_book_by_its_editors():
    assert html(author=None, editor=DOE) == "Doe, J. (Ed.). (2020). <i>Lupus</i>."


def test_a_chapter_without_an_author_begins_with_its_title():
    assert html(type="chapter", author=None, editor=DOE, container_title="Handbook", page="12-5") == (
        "Lupus. (2020). In J. Doe (Ed.), <i>Handbook</i> (pp. 12–15)."
    )


def test_a_thesis_names_its_university_once():
    text = html(
        type="thesis", genre="Doctoral dissertation", publisher="MIT", number="12", archive="ProQuest"
    )
    assert text == (
        "Doe, J. (2020). <i>Lupus</i> (Publication No. 12) [Doctoral dissertation, MIT]. ProQuest."
    )


def test_a_paper_read_at_a_meeting():
    text = html(type="paper-conference", event_title="Annual Meeting", event_place="Boston, MA")
    assert text == "Doe, J. (2020). <i>Lupus</i> [Paper presentation]. Annual Meeting, Boston, MA."


def test_a_paper_in_edited_proceedings_is_a_part_of_a_book():
    text = html(type="paper-conference", container_title="Proceedings", editor=DOE, page=7, publisher="IEEE")
    assert text == "Doe, J. (2020). Lupus. In J. Doe (Ed.), <i>Proceedings</i> (p. 7). IEEE."


def test_a_report_is_by_its_publisher_when_it_names_nobody():
    text = html(type="report", author=None, publisher="NICE", genre="Guideline", number="NG12")
    assert text == "NICE. (2020). <i>Lupus</i> (Guideline No. NG12)."


def test_a_publisher_that_is_the_author_is_not_repeated():
    text = html(type="webpage", author=[{"literal": "NHS"}], container_title="NHS")
    assert text == "NHS. (2020). <i>Lupus</i>."


def test_italics_inside_italics_are_upright():
    assert html(title="The <i>Gekko</i> book") == "Doe, J. (2020). <i>The </i>Gekko<i> book</i>."


def test_the_date_of_access_is_printed_only_for_what_has_no_date():
    accessed = {"date-parts": [[2024, 3, 5]]}
    assert html(URL="https://a.example", accessed=accessed).endswith("</i>. https://a.example")
    assert html(URL="https://a.example", accessed=accessed, issued=None).endswith(
        "Retrieved March 5, 2024, from https://a.example"
    )

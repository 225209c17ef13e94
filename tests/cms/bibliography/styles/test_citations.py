"""Citations in the text: numbers in the medical styles, authors and dates in APA."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.bibliography.styles import AMA, APA, NLM, STYLES, Citations, Formatted, UnknownStyle, format_citation
from tests.cms.bibliography.styles.test_format_entry import json_values, odd_items


def work(identity: str, *families: str, year: int | None = 2020, **fields: Any) -> dict[str, object]:
    issued = {"date-parts": [[year]]} if year else None
    people = [dict(zip(("family", "given"), family.split("/"), strict=False)) for family in families]
    return {
        "id": identity,
        "type": "article-journal",
        "author": people,
        "issued": issued,
        "title": identity,
    } | fields


def cite(references: list[dict[str, object]], *identities: str, style: str = APA, **fields: object) -> str:
    return format_citation(references, [{"id": one, **fields} for one in identities], style).text


def test_a_narrative_citation_by_number_names_the_authors():
    references = [work("a", "Wei", "Li"), work("b", "Wei", "Li", "Song"), work("c")]
    items = [{"id": "a"}, {"id": "b"}, {"id": "c"}]
    assert format_citation(references, items[:1], NLM, "narrative").text == "Wei and Li (1)"
    assert format_citation(references, items, AMA, "narrative").html == (
        "Wei and Li<sup>1</sup>, Wei et al<sup>2</sup>, and <sup>3</sup>"
    )


def test_what_brings_words_of_its_own_stands_alone_among_the_numbers():
    references = [work(one) for one in "abcd"]
    items = [{"id": "a"}, {"id": "b", "prefix": "but see"}, {"id": "c"}, {"id": "d", "suffix": ", a review"}]
    assert format_citation(references, items, NLM).text == "(1; but see 2; 3; 4, a review)"


@pytest.mark.parametrize(
    ("locator", "label", "printed"),
    [
        ("45", "", "p. 45"),
        ("45-47", "page", "pp. 45–47"),
        ("4, 9", "page", "pp. 4, 9"),
        ("2", "table", "Table 2"),
        ("2 and 3", "Figure", "Figures 2 and 3"),
        ("Table 2", "", "Table 2"),
        ("p. 7", "", "p. 7"),
        ("S224", "", "p. S224"),
        ("1:30", "timestamp", "1:30"),
        ("7", "slide", "slide 7"),
    ],
)
def test_a_locator_in_apa(locator, label, printed):
    assert cite([work("a", "Wei")], "a", locator=locator, label=label) == f"(Wei, 2020, {printed})"


@pytest.mark.parametrize(
    ("locator", "label", "printed"),
    [
        ("45", "", "(p45)"),
        ("1–3", "page", "(pp1-3)"),
        ("2", "table", "(table2)"),
        ("Table 2", "", "(Table 2)"),
    ],
)
def test_a_locator_in_ama(locator, label, printed):
    assert cite([work("a", "Wei")], "a", style=AMA, locator=locator, label=label) == f"1{printed}"


def test_works_of_the_same_authors_share_their_names():
    references = [work("a", "Wei"), work("b", "Wei", year=2019), work("c", "Li"), work("d", "Wei", year=None)]
    assert cite(references, "a", "b", "c", "d") == "(Li, 2020; Wei, n.d., 2019, 2020)"


def test_what_has_a_locator_is_followed_by_the_names_again():
    references = [work("a", "Wei", year=2018), work("b", "Wei")]
    items = [{"id": "a", "locator": "3"}, {"id": "b"}]
    assert format_citation(references, items, APA).text == "(Wei, 2018, p. 3; Wei, 2020)"


def test_the_same_surname_of_different_people_is_not_shared():
    references = [work("a", "Chen/Y", "Xu", "Li", year=2019), work("b", "Chen/Y", "Gao", "Li")]
    assert cite(references, "a", "b") == "(Chen et al., 2020; Chen et al., 2019)"


def test_what_a_prefix_introduces_is_sorted_behind_it():
    references = [work("a", "Abel"), work("b", "Bell"), work("c", "Cole"), work("d", "Dunn")]
    items = [{"id": "d"}, {"id": "b"}, {"id": "c", "prefix": "see also"}, {"id": "a"}]
    assert (
        format_citation(references, items, APA).text
        == "(Bell, 2020; Dunn, 2020; see also Abel, 2020; Cole, 2020)"
    )


def test_works_without_a_date_get_letters_behind_a_hyphen():
    references = [work("The second", "Wei", year=None), work("A first", "Wei", year=None)]
    assert cite(references, "The second", "A first") == "(Wei, n.d.-a, n.d.-b)"
    assert cite(references, "A first") == "(Wei, n.d.-a)"


def test_letters_follow_the_date_where_it_is_printed():
    def page(identity: str, *date: int) -> dict[str, object]:
        return work(identity, "Wei", type="webpage", issued={"date-parts": [[2020, *date]]})

    references = [page("a", 5, 2), page("b", 3), page("c")]
    assert cite(references, "c") == "(Wei, 2020a)"
    assert cite(references, "b") == "(Wei, 2020b)"
    assert cite(references, "a") == "(Wei, 2020c)"


def test_as_many_names_as_tell_apart_are_shown():
    references = [
        work("a", "Chen", "Gao", "Hou", "Li"),
        work("b", "Chen", "Gao", "Hou"),
        work("c", "Chen", "Xu", "Li"),
    ]
    assert cite(references, "a") == "(Chen, Gao, Hou, et al., 2020)"
    assert cite(references, "b") == "(Chen, Gao, & Hou, 2020)"
    assert cite(references, "c") == "(Chen, Xu, et al., 2020)"


def test_initials_are_the_same_however_they_are_written():
    references = [work("a", "Altman/D. G."), work("b", "Altman/Douglas G", year=2021)]
    assert cite(references, "a", "b") == "(Altman, 2020, 2021)"


def test_a_work_without_authors_is_cited_by_its_short_title():
    references = [
        work("a", title="Lupus: all about it", shortTitle='the "wolf" at home'),
        work("b", type="book", title="the wolf"),
    ]
    assert cite(references, "a") == "(“The ‘Wolf’ at Home,” 2020)"
    assert format_citation(references, [{"id": "b"}], APA).html == "(<i>The Wolf</i>, 2020)"


def test_a_narrative_citation_of_several_works():
    references = [work("a", "Abel"), work("b", "Bell", "Wei"), work("c", "Cole")]
    items = [{"id": one} for one in "cba"]
    assert format_citation(references, items, APA, "narrative").text == (
        "Abel (2020), Bell and Wei (2020), and Cole (2020)"
    )


def test_a_republished_work_has_both_years():
    republished = work("a", "Wei") | {"original-date": {"date-parts": [[1940]]}}
    assert cite([republished], "a") == "(Wei, 1940/2020)"


@pytest.mark.slow
def test_a_thousand_works_of_the_same_authors_are_told_apart():
    references = [work(str(index), "Wei", "Li", "Song") for index in range(1000)]
    citations = Citations(references, APA)
    assert citations.format([{"id": "0"}]).text == "(Wei et al., 2020a)"
    assert len({entry.text.partition(")")[0] for entry in citations.entries().values()}) == 1000


@pytest.mark.parametrize("style", STYLES)
def test_references_that_are_not_there_are_left_out(style):
    assert format_citation([work("a", "Wei")], [{"id": "b"}, {}], style) == Formatted("", "")


def test_a_reference_list_in_apa_is_alphabetical_and_has_the_letters():
    references = [work("b", "Wei"), work("a", "Wei"), work("c", "Abel")]
    assert {identity: entry.text for identity, entry in Citations(references, APA).entries().items()} == {
        "c": "Abel. (2020). c.",
        "a": "Wei. (2020a). a.",
        "b": "Wei. (2020b). b.",
    }


def test_a_reference_list_by_number_has_the_order_of_the_citations():
    assert list(Citations([work("b"), work("a")], AMA).entries()) == ["b", "a"]


def test_an_unknown_style_is_refused():
    with pytest.raises(UnknownStyle):
        format_citation([], [], "harvard")


few_names = st.lists(st.sampled_from(["Chen/A", "Chen/B", "Gao/C", "Xu/D"]), min_size=1, max_size=5)


@given(st.lists(st.tuples(few_names, st.sampled_from([2019, 2020, None])), max_size=12))
def test_no_two_works_look_alike_in_apa(drawn):
    references = [work(str(index), *names, year=year) for index, (names, year) in enumerate(drawn)]
    citations = Citations(references, APA)
    markers = {citations.format([{"id": reference["id"]}]).text for reference in references}
    assert len(markers) == len(references)


odd_cited = st.fixed_dictionaries(
    {"id": st.sampled_from(["0", "1", "2", "9"]) | json_values},
    optional=dict.fromkeys(("locator", "label", "prefix", "suffix", "suppress-author"), json_values),
)


@pytest.mark.slow
@settings(max_examples=50)
@given(
    st.lists(odd_items, max_size=3),
    st.lists(odd_cited | json_values, max_size=5),
    st.sampled_from(list(STYLES)),
    st.sampled_from(["parenthetical", "narrative"]),
)
def test_no_citation_is_too_odd_to_print(records, items, style, mode):
    references = [{**record, "id": str(index)} for index, record in enumerate(records)]
    citation = format_citation(references, items, style, mode)
    assert len(Citations(references, style).entries()) == len(references)
    assert set(re.findall(r"</?([^<>]*)>", citation.html)) <= {"i", "b", "sup", "sub"}
    assert not re.search(r"[\x00-\x1f\x7f-\x9f]", citation.text)


@pytest.mark.parametrize(
    ("style", "html"),
    [
        (NLM, "(&lt;script&gt; 1 &amp; <i>so</i>)"),
        (AMA, "<sup>&lt;script&gt; 1 &amp; <i>so</i></sup>"),
        (APA, "(&lt;script&gt; &lt;b&gt;Wei, 2020 &amp; <i>so</i>)"),
    ],
)
def test_what_an_author_writes_around_a_citation_is_escaped(style, html):
    items = [{"id": "a", "prefix": "<script>", "suffix": "& <i>so</i>"}]
    assert format_citation([work("a", "<b>Wei")], items, style).html == html

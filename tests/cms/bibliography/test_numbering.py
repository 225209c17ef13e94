"""Numbers follow the first citation; labels follow the manual."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.bibliography.numbering import Cluster, Item, Numbering, collapse, number

GOLDEN = Path(__file__).parents[2] / "golden" / "citations" / "clusters.json"
CASES = [
    case
    for case in json.loads(GOLDEN.read_text(encoding="utf-8"))["cases"]
    if case["style"] == "nlm-citation-sequence"
]


def cluster(key: str, *references: str) -> Cluster[str]:
    return Cluster(key, tuple(Item(reference) for reference in references))


def test_references_are_numbered_by_their_first_citation():
    numbering = number(
        [cluster("b1", "zhou2020"), cluster("b2", "yang2021", "zhou2020"), cluster("b3", "chen2018")]
    )
    assert numbering.numbers == {"zhou2020": 1, "yang2021": 2, "chen2018": 3}
    assert numbering.references == ("zhou2020", "yang2021", "chen2018")


def test_clusters_get_ids_in_document_order():
    numbering = number([cluster("x", "a"), cluster("y", "b")])
    assert [(found.id, found.key) for found in numbering.clusters] == [("c1", "x"), ("c2", "y")]
    assert numbering.by_key["y"].id == "c2"


def test_items_stay_as_the_author_put_them():
    item = Item("b", locator="p. 4", prefix="see", suffix="and others")
    found = number(
        [cluster("x", "a", "c"), Cluster("y", (Item("c"), item, Item("c", locator="p. 9")))]
    ).clusters[1]
    assert [(one.reference, one.number, one.locator) for one in found.items] == [
        ("c", 2, None),
        ("b", 3, "p. 4"),
        ("c", 2, "p. 9"),
    ]
    assert (found.items[1].prefix, found.items[1].suffix) == ("see", "and others")
    assert found.label == "2,3"


def test_a_reference_knows_each_place_that_cites_it_once():
    numbering = number([cluster("x", "a", "a"), cluster("y", "b"), cluster("z", "a")])
    assert numbering.cited_in == {"a": ("c1", "c3"), "b": ("c2",)}


def test_a_place_without_references_takes_no_id():
    numbering = number([cluster("x"), cluster("y", "a")])
    assert [(found.id, found.key) for found in numbering.clusters] == [("c1", "y")]
    assert "x" not in numbering.by_key


def test_a_document_without_citations_has_no_numbers():
    numbering: Numbering[str] = number([])
    assert (numbering.numbers, numbering.clusters, numbering.cited_in) == ({}, (), {})


def test_two_places_of_one_key_are_refused():
    with pytest.raises(ValueError, match="same key"):
        number([cluster("x", "a"), cluster("x", "b")])


@pytest.mark.parametrize(
    ("numbers", "label"),
    [
        ([1], "1"),
        ([2, 1], "1,2"),
        ([3, 1, 2], "1–3"),
        ([5, 3, 2, 1], "1–3,5"),
        ([1, 1, 2, 2, 3], "1–3"),
        ([1, 2, 4, 5, 6, 9, 11, 12], "1,2,4–6,9,11,12"),
        ([], ""),
    ],
)
def test_numbers_collapse_into_a_label(numbers, label):
    assert collapse(numbers) == label


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_golden_label_is_printed(case):
    known = [cluster(str(index), reference) for index, reference in enumerate(case["references"])]
    cited = Cluster("here", tuple(Item(item["id"], locator=item.get("locator")) for item in case["items"]))
    assert number([*known, cited]).by_key["here"].label == case["numbers"]


@given(st.lists(st.integers(1, 60)))
def test_a_label_says_exactly_the_numbers(numbers):
    said: list[int] = []
    for part in filter(None, collapse(numbers).split(",")):
        first, _, last = part.partition("–")
        said.extend(range(int(first), int(last or first) + 1))
    assert said == sorted(set(numbers))


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=5)))
def test_numbers_are_the_first_whole_numbers_and_agree_everywhere(document):
    numbering = number([cluster(str(index), *references) for index, references in enumerate(document)])
    assert list(numbering.numbers.values()) == list(range(1, len(numbering.numbers) + 1))
    for found in numbering.clusters:
        assert all(numbering.numbers[item.reference] == item.number for item in found.items)
        assert all(found.id in numbering.cited_in[item.reference] for item in found.items)

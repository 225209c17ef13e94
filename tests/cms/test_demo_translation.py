"""The demo's translation says what the page says that it translates."""

import re
from copy import deepcopy

import pytest

from cms.management.demo.data import DemoDataError
from cms.management.demo.translations import WORDLESS, translated
from tests.cms.test_demo_data import DATA, PAGES, values

TABLE = DATA.translations
RECORDS = [DATA.home, DATA.index, PAGES["thyroid-hormones-and-prostate-cancer"]]
MARKUP = re.compile(r"<[^>]+>")

every_text = pytest.mark.parametrize(("english", "spanish"), TABLE["texts"].items())


def figures(text: str) -> list[str]:
    return sorted(re.findall(r"\d+(?:[.,]\d+)*", MARKUP.sub("", text)))


@every_text
def test_a_text_has_the_same_figures_and_markup(english: str, spanish: str) -> None:
    assert figures(spanish) == figures(english)
    assert MARKUP.findall(spanish) == MARKUP.findall(english)
    assert spanish


def test_the_table_names_the_pages_that_it_translates() -> None:
    assert [record["slug"] for record in RECORDS] == list(TABLE["slugs"])
    assert set(RECORDS[-1]["topics"]) == set(TABLE["topics"])


def test_no_text_of_the_table_is_left_over() -> None:
    used: set[str] = set()

    class Noting(dict[str, str]):
        def __getitem__(self, key: str) -> str:
            used.add(key)
            return super().__getitem__(key)

    for record in RECORDS:
        translated(record, {**TABLE, "texts": Noting(TABLE["texts"])})
    assert used == set(TABLE["texts"])


def test_what_is_no_text_stays_as_it_is() -> None:
    record = RECORDS[-1]
    found = translated(record, TABLE)
    for name in ("subject_reference", "image", "last_reviewed", "next_review", "further_reading"):
        assert found[name] == record[name]
    for one, other in zip(values(record, "finding"), values(found, "finding"), strict=True):
        assert {name: other[name] for name in one if name in WORDLESS} == {
            name: one[name] for name in one if name in WORDLESS
        }
        assert other["citations"][0]["reference"] == one["citations"][0]["reference"]


def test_a_text_without_a_translation_is_named() -> None:
    record = deepcopy(DATA.home)
    record["standfirst"] = "Something new."
    with pytest.raises(DemoDataError, match=r"lacks the text “Something new\.”"):
        translated(record, TABLE)

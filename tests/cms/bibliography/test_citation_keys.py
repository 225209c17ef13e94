"""Citation keys are read by people: short, plain and predictable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.bibliography.csl import citation_key


def record(title: str = "", *, year: int | None = 2020, **names: object) -> dict[str, object]:
    item: dict[str, object] = {"type": "article-journal", "title": title, **names}
    return item if year is None else item | {"issued": {"date-parts": [[year]]}}


@pytest.mark.parametrize(
    ("item", "key"),
    [
        (record(author=[{"family": "Zhou", "given": "Tianbiao"}]), "zhou2020"),
        (record(author=[{"family": "García-López", "given": "J"}]), "garcialopez2020"),
        (record(author=[{"family": "Gøtzsche"}, {"family": "Elm"}]), "gotzsche2020"),
        (record(author=[{"family": "Elm", "non-dropping-particle": "von"}]), "elm2020"),
        (record(author=[{"literal": "RECOVERY Collaborative Group"}]), "recovery2020"),
        (record(author=[{"literal": "UK Prospective Diabetes Study (UKPDS) Group"}]), "ukpds2020"),
        (record(author=[{"literal": "World Health Organization"}]), "who2020"),
        (record(author=[{"literal": "Anonymous"}]), "anonymous2020"),
        (record(editor=[{"family": "Higgins"}]), "higgins2020"),
        (record("The <i>lupus</i> puzzle"), "lupus2020"),
        (record("Lupus: what you should know", year=None), "lupusnd"),
        (record("Волчанка", author=[{"family": "Иванова"}]), "ref2020"),
        (record(author=[{"family": "A" * 300}]), "a" * 40 + "2020"),
        ({}, "refnd"),
    ],
)
def test_a_key_is_made_of_the_first_name_and_the_year(item, key):
    assert citation_key(item, set()) == key


def test_a_taken_key_gets_a_letter():
    item = record(author=[{"family": "Zhou"}])
    assert citation_key(item, {"zhou2020"}) == "zhou2020a"
    assert citation_key(item, {"zhou2020", "zhou2020a"}) == "zhou2020b"


def test_letters_go_on_after_z():
    taken = {"zhou2020"} | {f"zhou2020{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"}
    assert citation_key(record(author=[{"family": "Zhou"}]), taken) == "zhou2020aa"


def test_a_function_may_say_which_keys_are_taken():
    item = record(author=[{"family": "Zhou"}])
    assert citation_key(item, lambda key: key == "zhou2020") == "zhou2020a"


def test_a_function_that_takes_every_key_is_not_asked_for_ever():
    with pytest.raises(LookupError):
        citation_key(record("Lupus"), lambda key: True)


@given(st.text(), st.text())
def test_a_key_is_plain_ascii(family, title):
    key = citation_key(record(title, author=[{"family": family}]), ())
    assert key.isascii()
    assert key.isalnum()
    assert key == key.lower()

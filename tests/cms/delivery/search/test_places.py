"""The two forms of the index hold the same."""

from cms.delivery.search.passages import Passage
from cms.delivery.search.places import GAP, LAST_PLACE, MOST_BYTES, MOST_PLACES, columns, places_of, vector


def test_a_place_stays_empty_between_passages():
    places = places_of([Passage("A", "Stem cells"), Passage("C", "cells")], language="en")
    assert places == {"en_stem": [(2, "A")], "en_cell": [(3, "A"), (5, "C")]}
    assert vector(places) == "'en_stem':2A 'en_cell':3A,5C"


def test_columns_hold_words_in_order_with_gaps_between_passages():
    passages = [Passage("C", "one two"), Passage("D", "five"), Passage("C", "three")]
    assert columns(places_of(passages, language="xx")) == ("", "", f"xx_one xx_two {GAP} xx_three", "xx_five")


def test_a_word_of_which_there_are_too_many_leaves_gaps_in_both():
    places = places_of([Passage("C", "a b " * 300)], language="xx")
    assert {len(found) for found in places.values()} == {MOST_PLACES}


def test_late_words_are_found_but_have_no_neighbours():
    text = "x " * LAST_PLACE + "late words"
    places = places_of([Passage("C", text)], language="xx")
    assert places["xx_late"] == places["xx_words"] == [(LAST_PLACE, "C")]
    assert columns(places)[2].endswith(f"{GAP} xx_late {GAP} xx_words")


def test_an_endless_text_fits_into_a_row():
    text = " ".join(f"word{number}" for number in range(200_000))
    places = places_of([Passage("C", text)], language="xx")
    assert sum(len(lexeme) + 10 for lexeme in places) < MOST_BYTES + 100

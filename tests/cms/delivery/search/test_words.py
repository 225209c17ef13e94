"""Words and lexemes: pure, and the same whatever the database."""

import re
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.delivery.search.letters import folded
from cms.delivery.search.words import language_of, lexeme_of, words

STEMS = (
    "report",
    "measur",
    "treat",
    "operat",
    "relat",
    "consist",
    "hope",
    "kind",
    "great",
    "observ",
    "compar",
    "random",
)


def lexemes(text, language):
    return [word.lexeme.partition("_")[2] for word in words(text, language=language)]


def test_words_know_where_they_stand_in_the_text():
    text = "Zhou’s “stem-cell” studies"
    found = [text[word.start : word.end] for word in words(text, language="en")]
    assert found == ["Zhou", "stem", "cell", "studies"]


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "studies", "Study"),
        ("en", "ﬁnding", "FINDINGS"),
        ("es", "investigaciones", "INVESTIGACION"),
        ("pt", "educações", "educacao"),
        ("fr", "Études", "etude"),
        ("de", "Straßen", "STRASSE"),
        ("de", "Häuser", "haus"),
        ("ru", "ёлка", "елки"),
        ("tr", "IŞIK", "ışık"),
        ("el", "ΜΕΛΕΤΗ", "μελέτη"),
        ("xx", "Naïve", "naive"),
        ("en", "ｌｕｐｕｓ", "lupus"),
    ],
)
def test_spellings_and_forms_of_a_word_have_one_lexeme(language, one, other):
    assert lexeme_of(one, language) == lexeme_of(other, language)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [("es", "año", "ano"), ("sv", "för", "for"), ("tr", "ısı", "isi"), ("pl", "sąd", "sad")],
)
def test_letters_of_a_language_are_kept_apart(language, one, other):
    assert lexeme_of(one, language) != lexeme_of(other, language)


def test_a_japanese_voiced_sound_is_not_an_unvoiced_one():
    assert folded("ガ", language="ja") == "ガ"
    assert lexemes("ｶﾞﾝ", "ja") == lexemes("ガン", "ja") == ["ガン", "ン"]


def test_indian_vowel_signs_belong_to_their_word():
    assert len(lexemes("हिन्दी में अध्ययन", "hi")) == 3


def test_decomposed_text_gives_the_same_words():
    assert lexemes("e\u0301tude", "fr") == lexemes("étude", "fr")


def test_a_run_of_an_unspaced_script_gives_its_pairs_and_its_last_character():
    assert lexemes("病毒COVID", "zh") == ["病毒", "毒", "covid"]


@pytest.mark.parametrize(
    ("locale", "language"), [("pt-br", "pt"), ("en", "en"), ("zh-hans", "zh"), ("sr_Latn", "sr")]
)
def test_the_base_language_of_a_locale_counts(locale, language):
    assert language_of(locale) == language


@given(text=st.text(), language=st.sampled_from(["en", "es", "fr", "pt", "tr", "zh", "ro", "xx"]))
def test_no_lexeme_holds_what_a_query_language_would_read(text, language):
    for word in words(text, language=language):
        assert re.fullmatch(r"[a-z]+_[^\s'\"\\:*&|!()<>_\x00-\x2f]+", word.lexeme)
        assert 0 <= word.start < word.end <= len(text)


@given(word=st.text(st.characters(categories=["L"]), min_size=1, max_size=12))
def test_case_makes_no_difference(word):
    if word.upper().lower() == word.lower() and word.lower().upper() == word.upper():
        assert lexeme_of(word.upper(), "en") == lexeme_of(word.lower(), "en")


def test_threads_that_stem_at_the_same_time_do_not_mix_their_words_up():
    """A stemmer that they share raises, or worse, gives one the stem of another's word."""
    found = [
        f"{beginning}{ending}" for beginning in STEMS for ending in ("ings", "edly", "nesses", "ational")
    ]
    right = [lexeme_of.__wrapped__(word, "en") for word in found]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as pool:
            several = list(
                pool.map(lambda _: [lexeme_of.__wrapped__(word, "en") for word in found], range(4))
            )
    finally:
        sys.setswitchinterval(interval)
    assert several == [right] * 4

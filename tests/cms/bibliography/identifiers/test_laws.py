"""What holds for every identifier and every text."""

import time
from contextlib import suppress
from typing import get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum import ean, issn
from stdnum.iso7064 import mod_11_2

from cms.bibliography.identifiers import Identifier, InvalidIdentifier, Kind, find_all, parse, recognise

KINDS = get_args(Kind)


def _isbn(number: int) -> str:
    digits = f"978{number:09}"
    return digits + ean.calc_check_digit(digits)


def _issn(number: int) -> str:
    digits = f"{number:07}"
    return f"{digits[:4]}-{digits[4:]}{issn.calc_check_digit(digits)}"


def _orcid(number: int) -> str:
    digits = f"{number:015}"
    digits += mod_11_2.calc_check_digit(digits)
    return "-".join(digits[start : start + 4] for start in range(0, 16, 4))


@st.composite
def _arxiv(draw: st.DrawFn) -> str:
    version = draw(st.sampled_from(["", "v1", "v12"]))
    month = draw(st.integers(1, 12))
    if draw(st.booleans()):
        archive = draw(st.sampled_from(["hep-th", "math", "cs", "astro-ph", "q-bio"]))
        return f"{archive}/{draw(st.integers(92, 99)):02}{month:02}{draw(st.integers(1, 999)):03}{version}"
    year = draw(st.integers(8, 40))
    length = 4 if year < 15 else 5
    return f"{year:02}{month:02}.{draw(st.integers(1, 10**length - 1)):0{length}}{version}"


VALUES: dict[str, st.SearchStrategy[str]] = {
    "doi": st.builds(
        "10.{}/{}".format,
        st.integers(1000, 999_999_999),
        st.from_regex(r"[a-z0-9]([a-z0-9._;()/:<>&=#%+$!*'?\[\]{}|^~`,@-]{0,40}[a-z0-9])?", fullmatch=True),
    ),
    "pmid": st.integers(1, 99_999_999).map(str),
    "pmcid": st.integers(1, 999_999_999).map("PMC{}".format),
    "isbn": st.integers(0, 999_999_999).map(_isbn),
    "issn": st.integers(0, 9_999_999).map(_issn),
    "orcid": st.one_of(
        st.integers(15_000_000, 35_000_000), st.integers(900_000_000_000, 900_100_000_000)
    ).map(_orcid),
    "arxiv": _arxiv(),
    "nct": st.integers(0, 99_999_999).map("NCT{:08}".format),
    "isrctn": st.integers(0, 99_999_999).map("ISRCTN{:08}".format),
    "prospero": st.builds("CRD4{}{:06}".format, st.integers(2011, 2099), st.integers(0, 9_999_999)),
    "url": st.builds(
        "https://{}.example/{}".format,
        st.from_regex(r"[a-z][a-z0-9-]{0,10}[a-z]", fullmatch=True),
        st.text(st.sampled_from("abcDEF019-._~!$&'()*+,;=:@/?#%[]ü–"), max_size=40),
    ),
}  # fmt: skip


def recognised(text: str, expected: Kind | None) -> Identifier | InvalidIdentifier:
    try:
        return recognise(text, expected=expected)
    except InvalidIdentifier as error:
        return error


def identifiers(kind: Kind) -> st.SearchStrategy[Identifier | InvalidIdentifier]:
    """Identifiers of a kind, in whatever normal form the text of one has."""

    found = VALUES[kind].map(lambda text: recognised(text, kind))
    return found.filter(lambda one: isinstance(one, Identifier))


each_kind = pytest.mark.parametrize("kind", KINDS)
DECORATIONS = ["{}", " {} ", "({})", "<{}>", "“{}”.", "\u200b{}\u00a0", "[{}];", "\n{},\n"]


@each_kind
@given(data=st.data())
def test_what_is_printed_is_read_back(kind, data):
    identifier = data.draw(identifiers(kind))
    assert recognise(identifier.text, expected=kind) == identifier
    assert recognise(identifier.url, expected=kind) == identifier
    if kind != "url":
        assert recognise(identifier.text) == recognise(identifier.url) == identifier


@each_kind
@given(data=st.data())
def test_what_stands_around_it_changes_nothing(kind, data):
    identifier = data.draw(identifiers(kind))
    around = data.draw(st.sampled_from(DECORATIONS))
    for opening, closing in ("()", "[]", "<>"):  # otherwise nobody could say which bracket belongs to it
        assume(identifier.value.count(opening) == identifier.value.count(closing))
    assert recognise(around.format(identifier.text), expected=kind) == identifier
    assert recognise(around.format(identifier.url), expected=kind) == identifier


@each_kind
@given(data=st.data())
def test_only_the_normal_form_can_be_held(kind, data):
    identifier = data.draw(identifiers(kind))
    assert Identifier(identifier.kind, identifier.value) == identifier
    with pytest.raises(InvalidIdentifier):
        Identifier(kind, f" {identifier.value}")


@pytest.mark.parametrize("kind", ["isbn", "issn", "orcid"])
@given(data=st.data())
def test_a_mistyped_figure_is_refused(kind, data):
    value = data.draw(VALUES[kind])
    place = data.draw(st.sampled_from([place for place, figure in enumerate(value) if figure.isdigit()]))
    other = data.draw(st.sampled_from([figure for figure in "0123456789" if figure != value[place]]))
    with pytest.raises(InvalidIdentifier):
        recognise(value[:place] + other + value[place + 1 :], expected=kind)


PIECES = [
    "10.1000/a", "doi:", "https://", "doi.org/", "PMID: ", "PMC", "32322279", "ISBN ", "978", "-", "0000-0002",
    "arXiv:", "hep-th/", "1810.04805", "v2", "NCT", "ISRCTN", "CRD4", "2020", "(", ")", "<", ">", "::", ";", "%2F",
    "%", "#", "?a=", "&amp;", "/full", ".pdf", " ", ".", "–", "\u200b", "www.", "example.org", "[::1", ":443", "@", "X",
    "\ud800",
]  # fmt: skip
odd_texts = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=12).map("".join))


@given(odd_texts, st.sampled_from([None, *KINDS]))
def test_a_text_is_recognised_or_refused_and_nothing_else(text, expected):
    find_all(text)
    parse(text)
    found = recognised(text, expected)
    if isinstance(found, InvalidIdentifier):
        assert found.value == text
        assert found.message.startswith("This is not ")
        return
    assert expected in (None, found.kind)
    assert recognise(found.text, expected=expected) == found


HUGE = 100_000


@pytest.mark.parametrize(
    "piece",
    [
        "a", " ", "1", "10.", "10.1000/", "10.1000/a<", "(", "<a:", "%25", "&amp;", "https://", "http://a.b/", "www.",
        "doi:", "PMID ", "PMC", "978-", "0000-", "a.", "a-", "[", "%", "/full", ".pdf", "ISBN 1", "?a=", "#",
        "10.1000/a,doi:", "–", "ü", "&", "@", ":", "math/", "id:", "10.1000/a/full/", "PMC1.", " [doi", "10.1000/a(",
    ],
)  # fmt: skip
@pytest.mark.parametrize("length", [2000, 9000, HUGE])
def test_no_text_takes_long(piece, length):
    text = piece * (length // len(piece))
    start = time.perf_counter()
    for one in (text, f"https://x.example/{text}", f"https://www.ncbi.nlm.nih.gov/{text}", f"doi:{text}"):
        for expected in (None, "doi", "url"):
            with suppress(InvalidIdentifier):
                recognise(one, expected=expected)
    find_all(text)
    assert time.perf_counter() - start < 2

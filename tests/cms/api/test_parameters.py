"""The strict reading of query strings, without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.api import query
from cms.api.parameters import read
from cms.api.problems import ApiProblem
from cms.api.views.page_lists import PageLists

PARAMETERS = PageLists.parameters


def test_what_is_not_given_has_its_default():
    values = read("", PARAMETERS)
    assert (values["limit"], values["order"], values["type"]) == (20, None, None)


def test_values_are_read_once_each_and_in_order():
    assert read("ids=3,1&ids=3&ids=2", PARAMETERS)["ids"] == (3, 1, 2)


@pytest.mark.parametrize("text", ["path=/a%20b/", "path=/a+b/", "path=%2Fa%20b%2F"])
def test_blanks_are_decoded_in_both_spellings(text):
    assert read(text, [query.PATH])["path"] == "/a b/"


def test_bytes_that_are_not_escaped_are_read_as_utf_8():
    assert read("path=/é/".encode().decode("latin-1"), [query.PATH])["path"] == "/é/"
    assert read("path=/日本/", [query.PATH])["path"] == "/日本/"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Example.org", ("example.org", None)),
        ("example.org:8080", ("example.org", 8080)),
        ("[::1]:80", ("[::1]", 80)),
    ],
)
def test_a_site_is_a_hostname_and_perhaps_a_port(text, value):
    assert read(f"site={text}", PARAMETERS)["site"] == value


names = st.sampled_from([parameter.name for parameter in PARAMETERS]) | st.text(max_size=8)
pairs = st.lists(st.tuples(names, st.text()))
queries = st.text(st.characters()) | pairs.map(lambda pairs: "&".join("=".join(pair) for pair in pairs))


def outcome(text):
    """The status with which a query is refused, or None."""
    try:
        read(text, PARAMETERS)
    except ApiProblem as problem:
        return problem.kind.status
    return None


@given(queries)
def test_any_query_is_read_or_refused(text):
    assert outcome(text) in (None, 400)


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(raw):
    assert outcome(raw.decode("latin-1")) in (None, 400)


def test_half_a_surrogate_pair_is_refused():
    assert outcome("cursor=\ud800") == 400

"""Whatever a query says, it is obeyed or refused by name; never a 500, never something ignored."""

import pytest

pytestmark = pytest.mark.django_db


def test_every_endpoint_refuses_an_unknown_parameter_by_name(api, addresses):
    for address in addresses.values():
        answer = api.get(address, utm_source="x")
        assert (answer.status, answer.errors) == (400, [("utm_source", "unknown")]), address


def test_every_endpoint_that_takes_something_refuses_an_unknown_parameter_by_name(api, posted):
    for address in posted.values():
        answer = api.post(address, {}, utm_source="x")
        assert (answer.status, answer.errors) == (400, [("utm_source", "unknown")]), address


@pytest.mark.parametrize(
    "name", ["format", "page", "offset", "_", "", "TYPE", "type[]", "ids ", "\x00", "é", "𝕏" * 500]
)
def test_an_unknown_parameter_is_named(api, site, name):
    answer = api.get("/pages/", **{name: "json"})
    assert (answer.status, answer.errors) == (400, [(name[:100], "unknown")])


def test_every_endpoint_refuses_a_parameter_that_is_repeated(api, addresses):
    for template, address in addresses.items():
        if template not in ("/openapi.json", "/docs/"):
            answer = api.get(address, site=["localhost", "localhost"])
            assert (answer.status, answer.errors) == (400, [("site", "repeated")]), address


@pytest.mark.parametrize("name", ["locale", "order", "limit", "cursor", "count", "site"])
def test_a_parameter_with_one_value_may_not_be_repeated(api, site, name):
    assert api.get("/pages/", **{name: ["1", "1"]}).errors == [(name, "repeated")]


MALFORMED = {
    "type": ["", "page", "Research_Summary", "research_summary,", "research_summary,x", "\x00", "é"],
    "topic": ["", "a b", "lupus,", "é", "%", "\x00", "x" * 121, "a/b", "'"],
    "ids": [
        "",
        "abc",
        "0",
        "-1",
        str(10**30),
        "9" * 5000,
        "1.0",
        "1,",
        "1,,2",
        "٣",
        "１",
        " 1",
        "1\n",
        "\x00",
        "1;2",
        "0x1",
    ],
    "locale": ["", "e", "english", "en_US", "en-", "é", "\x00", "en,es"],
    "order": ["", "id", "--title", "published", "-published_at,title", "title\x00", "?"],
    "limit": [
        "",
        "0",
        "-1",
        "101",
        str(10**30),
        "x",
        "1.5",
        "1e1",
        "٣",
        " 1",
        "1 ",
        "+1",
        "\x00",
        "1,2",
        "9" * 5000,
    ],
    "count": ["", "1", "true", "EXACT", "exact,exact"],
    "site": [
        "",
        "a b",
        "localhost:",
        "localhost:x",
        "localhost:999999",
        ":80",
        "http://localhost",
        "é",
        "\x00",
        "[x]",
        "a/b",
    ],
}


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, values in MALFORMED.items() for value in values]
)
def test_a_malformed_value_is_refused_by_name(api, site, name, value):
    answer = api.get("/pages/", **{name: value})
    assert answer.status == 400
    assert [field for field, _ in answer.errors] == [name]


def test_more_values_than_anybody_needs_are_refused(api, site):
    assert api.get("/pages/", ids=",".join(map(str, range(1, 102)))).errors == [("ids", "out_of_range")]


def test_as_many_values_as_a_page_can_hold_are_taken(api, site):
    assert api.get("/pages/", ids=list(range(1, 101))).status == 200


def test_more_parameters_than_anybody_needs_are_refused(api, site):
    answer = api.get("/pages/?" + "&".join(f"a{number}=" for number in range(20_000)))
    assert answer.status == 400


def test_all_faults_are_told_at_once(api, site):
    answer = api.get("/pages/", x="1", limit="0", order="id")
    assert answer.errors == [("x", "unknown"), ("order", "invalid"), ("limit", "out_of_range")]


@pytest.mark.parametrize("query", ["topic=%FF", "topic=%C3%28", "topic=a%80", "%FF=1", "topic=%ED%A0%80"])
def test_invalid_utf_8_is_refused(api, site, query):
    answer = api.get(f"/pages/?{query}")
    assert (answer.status, answer.errors[0][1]) == (400, "invalid")


@pytest.mark.parametrize("query", ["&", "&&", "?", "a", "=", "=1", "limit", "%", "limit=%", "limit=%zz", ";"])
def test_a_strange_query_is_taken_literally(api, site, query):
    assert api.get(f"/pages/?{query}").status == (200 if not query.strip("&") else 400)


@pytest.mark.parametrize(
    "site_name", ["unknown.example.org", "localhost:81", "LOCALHOST:8080", "127.0.0.1", "[::1]:80"]
)
def test_a_site_that_nobody_knows_is_refused_by_every_endpoint(api, addresses, site_name):
    for template, address in addresses.items():
        if template not in ("/openapi.json", "/docs/"):
            answer = api.get(address, site=site_name)
            assert (answer.status, answer.errors) == (400, [("site", "not_found")]), address

"""Whatever is sent, the answer is what was asked for or a problem document; never a 500, never something ignored."""

import pytest

from tests.api_client import PREFIX, contract
from tests.builders import make_panel, make_summary, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def addresses(site):
    """One existing address of every endpoint, by its template."""
    make_panel("newsletter")
    page = make_summary(topics=[make_topic("Lupus")])
    key = page.subject_reference.key
    return {
        "/": "/",
        "/pages/": "/pages/",
        "/pages/{id}/": f"/pages/{page.pk}/",
        "/pages/{id}/references.json": f"/pages/{page.pk}/references.json",
        "/resolve/": "/resolve/?path=/",
        "/references/": "/references/",
        "/references/{key}/": f"/references/{key}/",
        "/references/{key}.json": f"/references/{key}.json",
        "/topics/": "/topics/",
        "/topics/{slug}/": "/topics/lupus/",
        "/calls-to-action/{slug}/": "/calls-to-action/newsletter/",
        "/openapi.json": "/openapi.json",
        "/docs/": "/docs/",
    }


def test_every_endpoint_is_tried_here(api, addresses):
    assert set(contract()["paths"]) | {"/openapi.json", "/docs/"} == set(addresses)
    assert {api.get(address).status for address in addresses.values()} == {200}


def test_every_endpoint_refuses_an_unknown_parameter_by_name(api, addresses):
    for address in addresses.values():
        answer = api.get(address, utm_source="x")
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


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND"])
def test_every_endpoint_refuses_other_methods(api, addresses, method):
    for address in addresses.values():
        answer = api.request(method, address)
        assert answer.status == 405, address
        assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_every_endpoint_tells_its_methods(api, addresses):
    for address in addresses.values():
        answer = api.request("OPTIONS", address)
        assert (answer.status, answer.headers["Allow"]) == (204, "GET, HEAD, OPTIONS")


def test_a_body_is_not_looked_at(api, site):
    response = api.client.post(f"{PREFIX}/pages/", data=b"{", content_type="application/json")
    assert (response.status_code, response.headers["Content-Type"]) == (405, "application/problem+json")


@pytest.mark.parametrize(
    "accept", ["text/html", "application/xml", "image/*", "application/json;q=0", "x", ",", ";q=1"]
)
def test_every_endpoint_refuses_media_types_that_it_does_not_have(api, addresses, accept):
    for template, address in addresses.items():
        expected = 200 if (template, accept) == ("/docs/", "text/html") else 406
        assert api.get(address, headers={"Accept": accept}).status == expected, address


@pytest.mark.parametrize(
    "accept",
    [
        "",
        "*/*",
        "application/*",
        "application/json",
        "APPLICATION/JSON; charset=utf-8",
        "text/html, application/json;q=0.1",
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "application/json;q=abc, */*",
        "application/json;q=0.001",
        "*/*;" * 5000,
    ],
)
def test_json_is_given_to_whoever_takes_it(api, site, accept):
    assert api.get("/", headers={"Accept": accept}).status == 200


@pytest.mark.parametrize(
    "page_id",
    [
        "abc",
        "0",
        "-1",
        "007",
        "1.0",
        "1e3",
        "+1",
        str(2**31),
        "9" * 10,
        str(10**30),
        "٣",
        "１",
        "%00",
        "%FF",
        "1%00",
        "%0A",
    ],
)
def test_what_can_not_be_the_id_of_a_page_is_missing(api, site, page_id):
    assert api.get(f"/pages/{page_id}/").status == 404
    assert api.get(f"/pages/{page_id}/references.json").status == 404


@pytest.mark.parametrize("slug", ["%00", "é", "a b", "a/b", "x" * 5000, "%FF", "..", "%E0%A4%A"])
def test_what_can_not_be_a_slug_is_missing(api, site, slug):
    assert api.get(f"/topics/{slug}/").status == 404
    assert api.get(f"/calls-to-action/{slug}/").status == 404


@pytest.mark.parametrize(
    "path",
    [
        "/nothing/",
        "/pages",
        "/pages/1",
        "/pages//",
        "//",
        "/%00",
        "/%0A",
        "/%FF",
        "/../",
        "/admin/",
        "/" + "x" * 9000,
    ],
)
def test_an_unknown_address_is_missing(api, site, path):
    assert api.get(path).status == 404


@pytest.mark.parametrize("method", ["POST", "OPTIONS", "HEAD"])
def test_an_unknown_address_is_missing_for_every_method(api, site, method):
    assert api.request(method, "/nothing/?x=1").status == 404


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


def test_a_host_that_is_not_allowed_gets_a_problem(api, site):
    answer = api.get("/pages/", host="evil.test")
    assert (answer.status, answer.json["type"]) == (400, "/problems/bad-request")


@pytest.mark.parametrize("host", ["a b", "[::1", "localhost:port", "localhost/x", "é", "@", "x" * 300])
def test_a_malformed_host_gets_a_problem(api, site, host):
    assert api.get("/pages/", host=host).status == 400

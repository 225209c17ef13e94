"""Wrong methods, media types, addresses and hosts: a problem document each, never a 500."""

import pytest

from tests.api_client import PREFIX, contract

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_every_endpoint_is_tried_here(api, addresses, posted, guarded):
    assert set(contract()["paths"]) | {"/openapi.json", "/docs/"} == {*addresses, *posted, *guarded}
    assert {api.get(address).status for address in addresses.values()} == {200}
    assert {api.get(address).status for address in guarded.values()} == {401}


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND"])
def test_every_endpoint_refuses_other_methods(api, addresses, guarded, method):
    for address in (*addresses.values(), *guarded.values()):
        answer = api.request(method, address)
        assert answer.status == 405, address
        assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND"])
def test_an_endpoint_that_takes_something_refuses_other_methods(api, posted, method):
    for address in posted.values():
        answer = api.request(method, address)
        assert answer.status == 405, address
        assert answer.headers["Allow"] == "POST, OPTIONS"


def test_an_endpoint_that_takes_something_tells_its_methods(api, posted):
    for address in posted.values():
        answer = api.request("OPTIONS", address)
        assert (answer.status, answer.headers["Allow"]) == (204, "POST, OPTIONS")


def test_an_endpoint_that_takes_something_refuses_media_types_that_it_does_not_have(api, posted):
    for template, address in posted.items():
        # A mail program that unsubscribes does not read the answer, whatever it says it takes.
        expected = 415 if template == "/submissions/unsubscribe/{token}/" else 406
        assert api.request("POST", address, headers={"Accept": "text/html"}).status == expected, address
        answer = api.client.post(f"{PREFIX}{address}", b"<a/>", content_type="application/xml")
        assert (answer.status_code, answer.headers["Content-Type"]) == (415, "application/problem+json"), (
            address
        )


def test_every_endpoint_tells_its_methods(api, addresses, guarded):
    for address in (*addresses.values(), *guarded.values()):
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
        served = {("/docs/", "text/html"), ("/sitemap.xml", "application/xml")}
        expected = 200 if (template, accept) in served else 406
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


def test_a_host_that_is_not_allowed_gets_a_problem(api, site):
    answer = api.get("/pages/", host="evil.test")
    assert (answer.status, answer.json["type"]) == (400, "/problems/bad-request")


@pytest.mark.parametrize("host", ["a b", "[::1", "localhost:port", "localhost/x", "é", "@", "x" * 300])
def test_a_malformed_host_gets_a_problem(api, site, host):
    assert api.get("/pages/", host=host).status == 400

"""Only pages of the site's frontends, and of origins that a setting names, may send forms; browsers are told so."""

import pytest

from cms.api.checks import check_cors_headers
from cms.api.origins import normal_origin
from cms.models import Submission
from tests.builders import make_panel, make_site
from tests.submitting import address_of, filled_in, post

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel(site):
    return make_panel("newsletter")


def status_for(panel, origin):
    return post(panel, filled_in(panel), headers={"Origin": origin}).status_code


def test_a_request_without_an_origin_does_not_come_from_a_page(panel):
    assert post(panel, filled_in(panel)).status_code == 202


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example.org", "null", "", "http://localhost:81", "https://localhost", "http://localhost.evil.org",
     "http://evil@localhost", "http://[::1", "x" * 5000, "http://localhost, http://evil.org", "é"],
)  # fmt: skip
def test_pages_of_other_origins_are_refused(panel, origin):
    answer = post(panel, filled_in(panel), headers={"Origin": origin})
    assert (answer.status_code, answer.json()["type"]) == (403, "/problems/forbidden")
    assert not Submission.objects.exists()


def test_the_frontend_of_the_site_may_send(panel):
    assert status_for(panel, "http://localhost") == 202


def test_the_frontends_that_settings_name_may_send(panel, settings):
    settings.CMS_FRONTEND_URLS = {"localhost": "https://www.example.org/app/"}
    assert [status_for(panel, origin) for origin in ("https://www.example.org", "http://localhost")] == [
        202,
        403,
    ]


def test_the_frontend_of_another_site_may_send(panel):
    make_site("b.example.org", port=443)
    assert status_for(panel, "https://b.example.org") == 202


def test_the_page_of_the_documentation_may_send(panel):
    assert status_for(panel, "http://testserver") == 202


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CMS_FORM_ORIGINS", ["https://shop.example.org:443"]),
        ("CORS_ALLOWED_ORIGINS", ["https://shop.example.org"]),
        ("CORS_ALLOWED_ORIGIN_REGEXES", [r"^https://\w+\.example\.org$"]),
        ("CORS_ALLOW_ALL_ORIGINS", True),
    ],
)
def test_the_origins_that_settings_name_may_send(panel, settings, name, value):
    setattr(settings, name, value)
    assert status_for(panel, "https://shop.example.org") == 202


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("https://www.example.org/", "https://www.example.org"),
        ("HTTPS://WWW.Example.org:443/a?b#c", "https://www.example.org"),
        ("http://example.org:8000", "http://example.org:8000"),
        ("http://[2001:DB8::1]:80", "http://[2001:db8::1]"),
        ("https://Ñandú.example/", "https://xn--and-6ma2c.example"),
        (f"https://{'ñ' * 70}.example", f"https://{'ñ' * 70}.example"),
        ("null", "null"),
        ("//example.org", "//example.org"),
        ("http://example.org:x", "http://example.org:x"),
    ],
)
def test_an_origin_has_one_spelling(address, origin):
    assert normal_origin(address) == origin


def preflight(client, panel, settings):
    settings.CORS_ALLOWED_ORIGINS = ["https://www.example.org"]
    return client.options(
        address_of(panel),
        headers={
            "Origin": "https://www.example.org",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type, idempotency-key",
        },
    )


def test_a_browser_is_told_that_it_may_send_the_key(client, panel, settings):
    answer = preflight(client, panel, settings)
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "https://www.example.org"
    assert "POST" in answer.headers["Access-Control-Allow-Methods"]
    assert {"idempotency-key", "content-type"} <= set(
        answer.headers["Access-Control-Allow-Headers"].split(", ")
    )


def test_a_page_may_read_how_long_to_wait(panel, settings):
    settings.CORS_ALLOWED_ORIGINS = ["https://www.example.org"]
    settings.CMS_FORM_LIMITS = {"client": (1, 600)}
    answer = [post(panel, filled_in(panel), headers={"Origin": "https://www.example.org"}) for _ in range(2)][
        1
    ]
    assert answer.status_code == 429
    exposed = set(answer.headers["Access-Control-Expose-Headers"].split(", "))
    assert exposed == {"etag", "retry-after", "ratelimit", "ratelimit-policy"}


def test_the_demo_site_lets_browsers_send_the_key():
    assert check_cors_headers(None) == []


@pytest.mark.parametrize(
    ("headers", "missing"),
    [
        (None, ["Idempotency-Key", "Authorization"]),
        ([], ["Idempotency-Key", "Authorization"]),
        (["accept", "content-type", "authorization"], ["Idempotency-Key"]),
        (["accept", "IDEMPOTENCY-KEY"], ["Authorization"]),
    ],
)
def test_a_host_that_does_not_is_warned(settings, headers, missing):
    if headers is None:
        del settings.CORS_ALLOW_HEADERS
    else:
        settings.CORS_ALLOW_HEADERS = headers
    warnings = check_cors_headers(None)
    assert {warning.id for warning in warnings} == {"cms.W003"}
    assert [warning.msg.rpartition(" ")[2].rstrip(".") for warning in warnings] == missing


def test_a_host_that_does_without_django_cors_headers_is_told_nothing(settings):
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "corsheaders" not in name]
    settings.CORS_ALLOW_HEADERS = []
    assert check_cors_headers(None) == []


def test_a_frontend_whose_name_has_letters_beyond_ascii_may_send(panel, settings):
    settings.CMS_FRONTEND_URLS = {"localhost": "https://investigación.example"}
    assert status_for(panel, "https://xn--investigacin-bib.example") == 202

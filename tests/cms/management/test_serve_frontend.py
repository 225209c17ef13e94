"""`manage.py serve_frontend` serves a site whose pages are drawn in the browser, with the headers it should have."""

import json
import threading
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPResponse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.management import CommandError, call_command

from cms.management.commands.serve_frontend import frontend

API = "http://127.0.0.1:9/api/v1/"
"""Nothing listens there: a site whose API is down."""
Ask = Callable[..., tuple[HTTPResponse, bytes]]


@pytest.fixture
def ask() -> Iterator[Ask]:
    """Asks the server for a path."""
    yield from serve(API)


def serve(api: str) -> Iterator[Ask]:
    server = frontend("127.0.0.1", 0, api)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()

    def request(path: str, method: str = "GET") -> tuple[HTTPResponse, bytes]:
        connection = HTTPConnection("127.0.0.1", server.server_address[1], timeout=10)
        connection.request(method, path)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer, body

    yield request
    server.shutdown()
    server.server_close()
    thread.join()


ANSWERS: dict[str, tuple[int, dict[str, Any]]] = {
    "/here/": (200, {"kind": "page", "page": {}}),
    "/old/": (200, {"kind": "redirect", "location": "/año/", "permanent": True}),
    "/for-now/": (200, {"kind": "redirect", "location": "https://example.org/", "permanent": False}),
    "/gone/": (410, {"title": "Gone"}),
    "/broken/": (500, {}),
}


class _Api(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        (path,) = parse_qs(urlsplit(self.path).query)["path"]
        status, body = ANSWERS.get(path, (404, {"title": "Not found"}))
        self.send_response(status)
        self.end_headers()
        self.wfile.write(b"<h1>" if status == 500 else json.dumps(body).encode())

    def log_message(self, *args: Any) -> None:
        """Nothing."""


@pytest.fixture
def ask_in_front_of_an_api() -> Iterator[Ask]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Api) as api:
        threading.Thread(target=api.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield from serve(f"http://127.0.0.1:{api.server_address[1]}/api/v1/")
        api.shutdown()


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    ("path", "status", "location"),
    [
        ("/here/", 200, None),
        ("/old/", 301, "/a%C3%B1o/"),
        ("/for-now/", 302, "https://example.org/"),
        ("/gone/", 410, None),
        ("/nowhere/", 404, None),
        ("/broken/", 200, None),  # the page tells the reader, and lets them try again
        ("/newsletter/confirm/?token=a.b", 200, None),
        ("/es/sources/zhou2020/", 200, None),
    ],
)
def test_a_path_has_the_status_that_it_deserves(
    ask_in_front_of_an_api: Ask, path: str, status: int, location: str | None, method: str
) -> None:
    answer, body = ask_in_front_of_an_api(path, method)
    assert (answer.status, answer.getheader("Location")) == (status, location)
    assert (b'src="/main.js"' in body) == (method == "GET" and location is None)


@pytest.mark.parametrize("path", ["/", "/research/a-page/", "/research", "/newsletter/confirm/?token=a.b"])
def test_a_path_of_a_page_is_answered_with_the_shell(ask: Ask, path: str) -> None:
    answer, body = ask(path)
    assert answer.status == 200
    assert b'src="/main.js"' in body


def test_a_file_is_answered_as_what_it_is(ask: Ask) -> None:
    answer, body = ask("/main.js")
    assert answer.getheader("Content-Type") == "text/javascript"
    assert b"import" in body


@pytest.mark.parametrize(
    "path", ["/missing.js", "/blocks/missing.css", "/../../manage.py", "/%2e%2e/%2e%2e/manage.py"]
)
def test_what_is_no_file_of_the_site_is_not_found(ask: Ask, path: str) -> None:
    assert ask(path)[0].status == 404


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_the_site_is_told_where_the_api_is(ask: Ask, method: str) -> None:
    answer, body = ask("/config.js", method)
    assert answer.getheader("Content-Type") == "text/javascript"
    assert (b'export const API = "http://127.0.0.1:9/api/v1";' in body) == (method == "GET")


def test_the_pages_may_load_only_what_they_need(ask: Ask) -> None:
    rules = dict(
        rule.split(" ", 1) for rule in ask("/")[0].getheader("Content-Security-Policy", "").split("; ")
    )
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == "'self'"
    assert "http://127.0.0.1:9" in rules["connect-src"].split()
    assert "http://127.0.0.1:9" in rules["img-src"].split()


@pytest.fixture
def admin(settings: Any) -> str:
    """An admin on an origin of its own."""
    settings.CMS_API_BASE_URL = settings.CMS_MEDIA_BASE_URL = "https://api.example.org"
    settings.WAGTAILADMIN_BASE_URL = "https://admin.example.org"
    return "https://admin.example.org"


def test_what_editors_need_is_allowed_for_the_page_of_previews_alone(admin: str, ask: Ask) -> None:
    paths = ("/", "/preview", "/preview/")
    policies = [ask(path)[0].getheader("Content-Security-Policy", "") for path in paths]
    assert [admin in policy for policy in policies] == [False, False, True]
    assert ["frame-ancestors 'none'" in policy for policy in policies] == [True, True, False]
    assert "unsafe" not in "".join(policies)


def test_a_port_that_is_taken_is_an_error_that_says_so() -> None:
    with frontend("127.0.0.1", 0, API) as taken:
        port = taken.server_address[1]
        with pytest.raises(CommandError, match=f"can not be served at 127.0.0.1:{port}"):
            call_command("serve_frontend", host="127.0.0.1", port=port)

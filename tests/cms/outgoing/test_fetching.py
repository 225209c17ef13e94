"""A request goes out and its answer comes back, within the limits of redirects, size, time and trust."""

import socket
import subprocess
import time

import pytest

from cms import outgoing
from tests.receivers import LOCAL, answers, answers_in_turn, drips, receiver


def test_the_answer_has_status_headers_and_body(local):
    with receiver(answers(404, b"not here", X_Kind="odd")) as server:
        answer = outgoing.fetch("GET", f"{server.url}/a?b=c")

    assert (answer.status, answer.headers["x-kind"], answer.body) == (404, "odd", b"not here")
    assert not answer.is_success
    assert server.requests[0].path == "/a?b=c"


def test_a_body_is_sent_as_it_is(local):
    with receiver() as server:
        outgoing.fetch("POST", server.url, body=b'{"a":1}', headers={"Content-Type": "application/json"})

    assert server.requests[0].body == b'{"a":1}'
    assert server.requests[0].headers["Content-Type"] == "application/json"


def test_proxies_and_passwords_of_the_surroundings_are_not_used(local, monkeypatch, tmp_path):
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login somebody password secret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    with receiver() as server, receiver() as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        outgoing.fetch("GET", server.url)

    assert proxy.requests == []
    assert "Authorization" not in server.requests[0].headers


def test_a_cookie_is_not_sent_back_after_a_redirect(local):
    turns = answers_in_turn(answers(302, Location="/next", Set_Cookie="session=1"), answers())
    with receiver(turns) as server:
        outgoing.fetch("GET", server.url, follow=1)

    assert server.requests[1].path == "/next"
    assert "Cookie" not in server.requests[1].headers


def test_no_redirect_is_followed_unasked(local):
    with receiver() as secret, receiver(answers(302, Location=secret.url)) as server:
        assert outgoing.fetch("GET", server.url).status == 302

    assert secret.requests == []


def test_a_post_is_never_repeated_elsewhere(local):
    with receiver() as other, receiver(answers(307, Location=other.url)) as server:
        assert outgoing.fetch("POST", server.url, body=b"x", follow=3).status == 307

    assert other.requests == []


@pytest.mark.parametrize("host", ["127.0.0.2", "[::1]", "169.254.169.254", "0x7f000002"])
def test_a_redirect_to_a_private_address_is_refused(local, host):
    with (
        receiver(answers(302, Location=f"http://{host}:1/latest/meta-data")) as server,
        pytest.raises(outgoing.AddressRefused),
    ):
        outgoing.fetch("GET", server.url, follow=3)

    assert len(server.requests) == 1


def test_a_redirect_to_another_scheme_is_refused(local):
    with (
        receiver(answers(302, Location="file:///etc/passwd")) as server,
        pytest.raises(outgoing.InvalidAddress),
    ):
        outgoing.fetch("GET", server.url, follow=3)


def test_redirects_have_an_end(local):
    with receiver(answers(302, Location="/again")) as server, pytest.raises(outgoing.TooManyRedirects):
        outgoing.fetch("GET", server.url, follow=3)

    assert len(server.requests) == 4


def test_a_secret_header_stays_with_its_origin(local):
    with receiver() as other, receiver(answers(302, Location=other.url)) as server:
        outgoing.fetch(
            "GET", server.url, follow=1, headers={"Authorization": "Bearer secret", "Accept": "text/x"}
        )

    assert server.requests[0].headers["Authorization"] == "Bearer secret"
    assert "Authorization" not in other.requests[0].headers
    assert other.requests[0].headers["Accept"] == "text/x"


def test_an_answer_that_is_too_large_is_not_read_to_its_end(local):
    with receiver(answers(200, b"x" * 1001)) as server:
        with pytest.raises(outgoing.AnswerTooLarge):
            outgoing.fetch("GET", server.url, max_bytes=1000)
        answer = outgoing.fetch("GET", server.url, max_bytes=1000, truncate=True)
        whole = outgoing.fetch("GET", server.url, max_bytes=1001)

    assert (len(answer.body), answer.truncated) == (1000, True)
    assert (len(whole.body), whole.truncated) == (1001, False)


@pytest.mark.parametrize(
    "behave",
    [
        drips(b"H"),
        drips(b"X-More: header\r\n", start=b"HTTP/1.0 200 OK\r\n"),
        drips(b"x", start=b"HTTP/1.0 200 OK\r\n\r\n"),
        drips(b"1\r\nx\r\n", start=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
    ],
    ids=["status line", "headers", "body", "chunks"],
)
def test_a_server_that_drips_does_not_hold_the_request_beyond_its_limit(local, behave):
    with receiver(behave) as server:
        started = time.monotonic()
        with pytest.raises(outgoing.TimeLimitExceeded):
            outgoing.fetch("GET", server.url, timeout=0.4)

    assert time.monotonic() - started < 2


def test_a_name_server_that_does_not_answer_does_not_hold_the_request(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: time.sleep(1.5))
    started = time.monotonic()
    with pytest.raises(outgoing.TimeLimitExceeded):
        outgoing.fetch("GET", "https://slow.example/", timeout=0.2)

    assert time.monotonic() - started < 1


def test_a_handshake_that_never_ends_is_cut_off():
    listening = socket.create_server(("127.0.0.1", 0))
    with listening, LOCAL, pytest.raises(outgoing.TimeLimitExceeded):
        outgoing.fetch("GET", f"https://127.0.0.1:{listening.getsockname()[1]}/", timeout=0.3)


def test_a_server_that_is_down_is_named_without_the_path(local):
    with receiver() as server:
        pass
    with pytest.raises(outgoing.ConnectionFailed) as failed:
        outgoing.fetch("GET", f"{server.url}/hooks/token-4711")

    assert failed.value.reason == "Connection refused"
    assert "4711" not in str(failed.value)


def test_an_answer_that_is_no_http_is_an_error(local):
    def nonsense(handler, received):
        handler.wfile.write(b"SSH-2.0-OpenSSH\r\n")

    with receiver(nonsense) as server, pytest.raises(outgoing.ConnectionFailed):
        outgoing.fetch("GET", f"{server.url}/hooks/token-4711")


def test_a_body_that_breaks_off_is_an_error(local):
    def half(handler, received):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")

    with receiver(half) as server, pytest.raises(outgoing.ConnectionFailed):
        outgoing.fetch("GET", server.url)


def test_an_unknown_name_is_an_error_of_its_own(monkeypatch):
    def unknown(*args, **kwargs):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(outgoing.UnknownHost) as failed:
        outgoing.fetch("GET", "https://nowhere.invalid/")

    assert failed.value.host == "nowhere.invalid"


def test_a_get_is_asked_again_when_the_server_is_busy(local):
    with receiver(answers_in_turn(answers(503), answers(200))) as server:
        assert outgoing.fetch("GET", server.url, retries=1).status == 200
        server.behave = answers(503)
        assert outgoing.fetch("GET", server.url, retries=1).status == 503


def test_a_post_is_not_asked_again(local):
    with receiver(answers_in_turn(answers(503), answers(200))) as server:
        assert outgoing.fetch("POST", server.url, retries=3, body=b"").status == 503

    assert len(server.requests) == 1


def test_nobody_waits_as_long_as_a_busy_server_asks_for(local):
    with receiver(answers(503, Retry_After="3600")) as server, pytest.raises(outgoing.TimeLimitExceeded):
        outgoing.fetch("GET", server.url, retries=1, timeout=5)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    path = tmp_path_factory.mktemp("tls") / "server.pem"
    made = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "1",
        "-subj",
        "/CN=localhost",
        "-addext",
        "subjectAltName=DNS:localhost",
    ]
    try:
        subprocess.run([*made, "-keyout", path, "-out", f"{path}.crt"], check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("needs openssl")
    path.write_text(path.read_text() + path.with_name("server.pem.crt").read_text())
    return path


def test_a_certificate_that_nobody_vouches_for_is_refused(local, certificate):
    with receiver(certificate=certificate) as server, pytest.raises(outgoing.ConnectionFailed) as failed:
        outgoing.fetch("GET", server.url)

    assert "certificate" in failed.value.reason.lower()
    assert server.requests == []


def test_a_certificate_of_an_own_authority_can_be_believed(local, certificate, monkeypatch):
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", f"{certificate}.crt")
    with receiver(certificate=certificate) as server:
        by_name = server.url.replace("127.0.0.1", "localhost")
        assert outgoing.fetch("POST", by_name, body=b"Words").status == 200
        with pytest.raises(outgoing.ConnectionFailed):
            outgoing.fetch("GET", server.url)

    assert [request.body for request in server.requests] == [b"Words"]

"""Requests of other kinds, and where addresses are written down."""

import pytest

from cms.models import PreviewSnapshot
from tests.cms.previews.looking import FRONTEND
from tests.cms.previews.refusing import assert_not_kept, assert_refused


def test_a_conditional_request_is_answered_in_full(looking, draft):
    token = looking.token(draft)
    headers = {"Origin": FRONTEND, "Authorization": f"Bearer {token}", "If-None-Match": "*"}
    answer = looking.api.get("/preview/", headers=headers)
    assert answer.status == 200
    assert_not_kept(answer)


def test_a_head_is_refused_alike(looking, draft):
    token = looking.token(draft)
    allowed = {"Origin": FRONTEND, "Authorization": f"Bearer {token}"}
    answers = [
        looking.api.request("HEAD", "/preview/", headers=each) for each in (allowed, {"Origin": FRONTEND})
    ]
    assert [answer.status for answer in answers] == [200, 401]
    for answer in answers:
        assert answer.content == b""
        assert_not_kept(answer)


@pytest.mark.parametrize("path", ["/preview/", "/preview/exchange/", "/preview/userbar/"])
def test_options_tell_the_methods_and_nothing_else(looking, draft, path):
    looking.token(draft)
    answer = looking.api.request("OPTIONS", path)
    assert (answer.status, answer.content) == (204, b"")
    assert_not_kept(answer)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nothing_can_be_written(looking, draft, method):
    token = looking.token(draft)
    headers = {"Origin": FRONTEND, "Authorization": f"Bearer {token}"}
    answer = looking.api.request(method, "/preview/", headers=headers)
    assert answer.status == 405
    assert_not_kept(answer)


def test_the_userbar_is_refused_alike(looking, draft):
    token = looking.token(draft)
    assert looking.get(token, path="/preview/userbar/").status == 200
    assert_refused(looking.get(token, path="/preview/userbar/", origin="https://evil.example.org"))
    assert_refused(looking.get(looking.code(draft), path="/preview/userbar/"))


def test_too_many_exchanges(looking, draft, settings):
    settings.CMS_PREVIEW_LIMIT = (2, 60)
    code = looking.code(draft)
    answers = [looking.exchange("a" * 43) for _ in range(2)]
    assert [answer.status for answer in answers] == [401, 401]
    limited = looking.exchange(code)
    assert limited.status == 429
    assert_not_kept(limited)


def test_what_stands_in_a_log_or_a_referer_is_a_used_code(looking, draft):
    """The address of the frontend's page is all that ever holds a secret, and it is the code."""
    address = looking.address(draft)
    code = address.partition("code=")[2]
    token = looking.exchange(code).json["token"]
    assert token not in address
    assert_refused(looking.exchange(code, Referer=address))
    assert_refused(looking.get(code))


def test_the_way_to_the_frontend_is_not_kept_and_tells_no_referrer(looking, draft):
    answer = looking.ask(draft)
    assert answer.status_code == 302
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("path", ["/preview/", "/preview/userbar/"])
def test_a_host_that_caches_its_whole_site_keeps_nothing(looking, draft, settings, path):
    settings.MIDDLEWARE = [
        "django.middleware.cache.UpdateCacheMiddleware",
        *settings.MIDDLEWARE,
        "django.middleware.cache.FetchFromCacheMiddleware",
    ]
    token = looking.token(draft)
    seen = looking.get(token, path=path)
    assert seen.status == 200
    assert_not_kept(seen)
    assert {"Authorization", "Origin"} <= set(seen.headers["Vary"].title().split(", "))
    assert_refused(looking.api.get(path, headers={"Origin": FRONTEND}))
    PreviewSnapshot.objects.all().delete()
    assert_refused(looking.get(token, path=path))


@pytest.mark.parametrize("path", ["/preview/", "/preview/userbar/"])
def test_nothing_is_logged(looking, draft, caplog, path):
    code = looking.code(draft)
    token = looking.exchange(code).json["token"]
    looking.exchange(code)
    looking.get(token, path=path)
    looking.get(token, path=path, origin="null")
    assert code not in caplog.text
    assert token not in caplog.text

"""A bearer token that shows nothing. Whatever is wrong, the answer is the same, and no cache keeps it."""

import pytest

from cms.models import PreviewSnapshot
from tests.cms.previews.looking import FRONTEND
from tests.cms.previews.refusing import after, assert_not_kept, assert_refused


def test_an_expired_token(looking, draft):
    token = looking.token(draft)
    with after(minutes=11):
        assert_refused(looking.get(token))


def test_a_token_that_is_used_lives_on_but_not_for_ever(looking, draft):
    token = looking.token(draft)
    for minutes in range(9, 8 * 60, 9):
        with after(minutes=minutes):
            assert looking.get(token).status == 200
    with after(hours=8):
        assert_refused(looking.get(token))


def test_a_token_as_code(looking, draft):
    assert_refused(looking.exchange(looking.token(draft)))


def test_a_tampered_token(looking, draft):
    token = looking.token(draft)
    assert_refused(looking.get(token[:-1] + ("A" if token[-1] != "A" else "B")))


@pytest.mark.parametrize("wrong", ["", "x", "a" * 43, "a" * 5000, "\x00" * 43])
def test_a_made_up_token(looking, draft, wrong):
    looking.token(draft)
    assert_refused(looking.get(wrong))


def test_a_truncated_token(looking, draft):
    assert_refused(looking.get(looking.token(draft)[:-1]))


@pytest.mark.parametrize("scheme", ["Basic", "Token", "Bearer:", ""])
def test_a_token_under_another_scheme(looking, draft, scheme):
    token = looking.token(draft)
    headers = {"Origin": FRONTEND, "Authorization": f"{scheme} {token}"}
    assert_refused(looking.api.get("/preview/", headers=headers))


def test_no_token(looking, draft):
    looking.token(draft)
    assert_refused(looking.api.get("/preview/", headers={"Origin": FRONTEND}))


@pytest.mark.parametrize("origin", ["https://evil.example.org", "null", "http://testserver", "", None])
def test_another_origin_or_none_with_a_token(looking, draft, origin):
    assert_refused(looking.get(looking.token(draft), origin=origin))


def test_the_frontend_of_another_site_with_a_token(looking, draft, settings):
    token = looking.token(draft)
    settings.CMS_FRONTEND_URLS = {"localhost": "https://new.example.org"}
    assert_refused(looking.get(token, origin="https://new.example.org"))


def test_the_frontend_has_moved_to_another_origin(looking, draft, settings):
    token = looking.token(draft)
    settings.CMS_FRONTEND_URLS = {"localhost": "https://new.example.org"}
    assert_refused(looking.get(token))


def test_the_site_has_no_frontend_any_more(looking, draft, settings):
    code, token = looking.code(draft), looking.token(draft)
    settings.CMS_FRONTEND_URLS = {}
    for origin in (FRONTEND, "http://localhost"):
        assert_refused(looking.exchange(code, origin=origin))
        assert_refused(looking.get(token, origin=origin))


@pytest.mark.parametrize("name", ["token", "code", "access_token", "authorization"])
def test_a_token_in_the_query(looking, draft, name):
    token = looking.token(draft)
    answer = looking.api.get("/preview/", headers={"Origin": FRONTEND}, **{name: token})
    assert (answer.status, answer.json["type"]) == (400, "/problems/invalid-parameters")
    assert token not in answer.content.decode()
    assert_not_kept(answer)


def test_a_revoked_token(looking, draft):
    token = looking.token(draft)
    PreviewSnapshot.objects.all().delete()
    assert_refused(looking.get(token))

"""A code that can not be exchanged. Whatever is wrong, the answer is the same, and no cache keeps it."""

import pytest

from tests.builders import make_site
from tests.cms.previews.looking import FRONTEND
from tests.cms.previews.refusing import after, assert_not_kept, assert_refused


def test_what_is_allowed_is_not_kept_either(looking, draft):
    code = looking.code(draft)
    exchanged = looking.exchange(code)
    shown = looking.get(exchanged.json["token"])
    assert (exchanged.status, shown.status) == (200, 200)
    assert_not_kept(exchanged)
    assert_not_kept(shown)


def test_an_expired_code(looking, draft):
    code = looking.code(draft)
    with after(seconds=61):
        assert_refused(looking.exchange(code))


def test_a_replayed_code(looking, draft):
    code = looking.code(draft)
    assert looking.exchange(code).status == 200
    assert_refused(looking.exchange(code))


def test_a_tampered_code(looking, draft):
    code = looking.code(draft)
    assert_refused(looking.exchange(("A" if code[0] != "A" else "B") + code[1:]))


@pytest.mark.parametrize("wrong", ["", " ", "x", "a" * 43, "a" * 200, "é" * 43, "' OR 1=1 --"])
def test_a_made_up_code(looking, draft, wrong):
    looking.code(draft)
    assert_refused(looking.exchange(wrong))


def test_a_truncated_code(looking, draft):
    assert_refused(looking.exchange(looking.code(draft)[:-1]))


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example.org", "null", "http://www.example.org", "https://www.example.org:8443",
     "https://www.example.org.evil.org", "http://testserver", "", None],
)  # fmt: skip
def test_another_origin_or_none_at_the_exchange(looking, draft, origin):
    assert_refused(looking.exchange(looking.code(draft), origin=origin))


def test_the_frontend_of_another_site_at_the_exchange(looking, draft, settings):
    make_site("b.example.org")
    settings.CMS_FRONTEND_URLS = {**settings.CMS_FRONTEND_URLS, "b.example.org": "https://b.example.org"}
    assert_refused(looking.exchange(looking.code(draft), origin="https://b.example.org"))


def test_a_code_that_is_named_in_the_query(looking, draft):
    answer = looking.api.post(
        f"/preview/exchange/?code={looking.code(draft)}", {}, headers={"Origin": FRONTEND}
    )
    assert (answer.status, answer.json["type"]) == (400, "/problems/invalid-parameters")
    assert_not_kept(answer)


def test_a_code_as_bearer(looking, draft):
    assert_refused(looking.get(looking.code(draft)))

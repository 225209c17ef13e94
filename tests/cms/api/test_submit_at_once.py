"""The same request twice at once, and a database that goes away: one row, one answer."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from unittest import mock

import pytest
from django.db import connection, connections

from cms.models import Submission
from cms.submissions import accept
from tests.builders import make_panel, make_site
from tests.cms.api.test_lost_connection import end_connection
from tests.submitting import filled_in, post

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def panel():
    make_site()
    return make_panel("newsletter")


@pytest.mark.postgres
def test_requests_with_one_key_at_once_are_one_submission(panel, settings):
    settings.CMS_FORM_LIMITS = {}  # each of them counts until one has been answered
    together, body = Barrier(8), filled_in(panel)

    def send(_):
        try:
            together.wait(10)
            answer = post(panel, body, key="same")
            return answer.status_code, answer.content
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as threads:
        answers = set(threads.map(send, range(8)))
    assert {status for status, _ in answers} == {202}
    assert len(answers) == 1
    assert Submission.objects.count() == 1


@pytest.mark.parametrize("same", [True, False])
def test_who_comes_second_gets_the_answer_of_the_first(panel, same):
    """The other request is stored between the look for it and the row."""
    body = filled_in(panel)
    other = body if same else filled_in(panel, fields={"email": "b@example.org"})
    first_answer = accept._first_answer
    inner: list[Any] = []

    def overtaken(key, request_hash):
        found = first_answer(key, request_hash)
        if not inner:
            inner.append(None)
            inner.append(post(panel, other, key="same"))
        return found

    with mock.patch.object(accept, "_first_answer", side_effect=overtaken):
        answer = post(panel, body, key="same")
    assert inner[1].status_code == 202
    assert Submission.objects.count() == 1
    if same:
        assert (answer.status_code, answer.content) == (202, inner[1].content)
    else:
        assert answer.json()["type"] == "/problems/idempotency-key-reused"


@pytest.mark.postgres
def test_a_connection_that_was_lost_loses_no_submission(panel):
    assert post(panel, filled_in(panel)).status_code == 202
    end_connection()
    assert post(panel, filled_in(panel)).status_code == 202
    assert Submission.objects.count() == 2


@pytest.mark.postgres
def test_the_origin_is_judged_also_after_a_lost_connection(panel):
    post(panel, filled_in(panel))
    end_connection()
    answer = post(panel, filled_in(panel), headers={"Origin": "https://evil.example.org"})
    assert answer.status_code == 403
    assert Submission.objects.count() == 1


def test_the_row_is_committed_alone(panel, monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "ATOMIC_REQUESTS", True)
    inside = []
    save = Submission.save

    def told(self, **kwargs):
        inside.append(connection.in_atomic_block)
        save(self, **kwargs)

    with (
        mock.patch.object(Submission, "save", told),
        mock.patch.object(
            accept, "check_token", side_effect=lambda *a, **k: inside.append(connection.in_atomic_block)
        ),
    ):
        assert post(panel, filled_in(panel)).status_code == 202
    assert inside == [False, True]


def test_what_is_sent_while_its_panel_is_deleted_may_be_sent_again(panel):
    """Then the panel is unknown: nothing breaks, and nothing is stored without it."""
    body, page_of = filled_in(panel), accept._page

    def deleted_meanwhile(sent):
        panel.delete()
        return page_of(sent)

    with mock.patch.object(accept, "_page", deleted_meanwhile):
        answer = post(panel, body, key="late")
    assert answer.status_code == 503
    assert answer["Retry-After"] == "1"
    assert post(panel, body, key="late").status_code == 404
    assert Submission.objects.count() == 0

"""What a reader sends never stands in a log, whether it is accepted, refused, or the server breaks over it."""

import json
import logging

import pytest
from django.db import DatabaseError
from django.test import Client

from cms.models import Submission
from tests.builders import make_panel
from tests.submitting import filled_in, post

pytestmark = pytest.mark.django_db

ADDRESS = "canary.reader@example.org"


@pytest.fixture
def panel(site):
    return make_panel("newsletter")


@pytest.fixture
def log(caplog):
    caplog.set_level(logging.DEBUG)
    logging.getLogger("django.db.backends").setLevel(
        logging.INFO
    )  # statements: for development, and asked for
    yield caplog
    assert "canary" not in caplog.text


def bodies(panel):
    """Ways to get a 202, and every kind of refusal that a body can get."""
    whole = filled_in(panel, fields={"email": ADDRESS})
    yield json.dumps(whole).encode()
    yield json.dumps(whole).encode()[:-1]
    yield json.dumps(whole | {ADDRESS: 1}).encode()
    yield json.dumps(whole | {"consent": ADDRESS}).encode()
    yield json.dumps(whole | {"fields": {"email": f"{ADDRESS}\n"}}).encode()
    yield json.dumps(whole | {"fields": {ADDRESS: ADDRESS, "email": ADDRESS}}).encode()
    yield json.dumps(whole | {"token": ADDRESS}).encode()
    yield json.dumps(whole | {"consent_version": 7}).encode()
    yield json.dumps(whole | {"website": ADDRESS}).encode()
    yield f'{{"{ADDRESS}": 1, "{ADDRESS}": 2}}'.encode()
    yield f'{{"a": "{ADDRESS}\\u0000"}}'.encode()
    yield ADDRESS.encode() + b"\xff"
    yield b" " * 100_000 + ADDRESS.encode()


def test_no_answer_leaves_an_address_in_the_log(panel, log):
    statuses = {post(panel, body).status_code for body in bodies(panel)}
    assert statuses == {202, 400, 409, 413, 422}
    assert log.records


def test_a_wrong_media_type_leaves_nothing(panel, log):
    Client().post("/api/v1/calls-to-action/newsletter/submissions/", {"email": ADDRESS})


def test_a_limit_leaves_nothing(panel, log, settings):
    settings.CMS_FORM_LIMITS = {"address": (1, 600)}
    body = [filled_in(panel, fields={"email": ADDRESS}, placement=place) for place in "ab"]
    assert [post(panel, each).status_code for each in body] == [202, 429]


def test_a_database_that_breaks_leaves_nothing(panel, log, monkeypatch):
    def fail(self, *args, **kwargs):
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(Submission, "save", fail)
    answer = post(
        panel, filled_in(panel, fields={"email": ADDRESS}), client=Client(raise_request_exception=False)
    )
    assert answer.status_code == 500
    assert b"canary" not in answer.content

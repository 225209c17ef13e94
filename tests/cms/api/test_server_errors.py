"""While the database is away, everything says so with 503, also what is not the API."""

import pytest
from django.db import InterfaceError, OperationalError, connections
from django.test import RequestFactory

from cms.api import error_handlers

pytestmark = pytest.mark.django_db


def answer_to(error, path):
    try:
        raise error
    except type(error):
        return error_handlers.handler500(RequestFactory().get(path))


@pytest.fixture
def _database_away(monkeypatch):
    monkeypatch.setattr(connections["default"], "is_usable", lambda: False)


@pytest.mark.parametrize("error", [OperationalError("refused"), InterfaceError("closed")])
@pytest.mark.parametrize("path", ["/api/v1/pages/", "/admin/"])
@pytest.mark.usefixtures("_database_away")
def test_a_database_that_is_away_is_no_internal_error(error, path):
    answer = answer_to(error, path)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"


@pytest.mark.usefixtures("_database_away")
def test_the_api_says_it_in_a_problem_document():
    answer = answer_to(OperationalError("password of 10.1.2.3"), "/api/v1/pages/")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert b"/problems/unavailable" in answer.content
    assert b"10.1.2.3" not in answer.content


@pytest.mark.parametrize("error", [OperationalError("lock timeout"), ValueError("no")])
@pytest.mark.parametrize("path", ["/api/v1/pages/", "/admin/"])
def test_anything_else_stays_an_internal_error(error, path):
    assert answer_to(error, path).status_code == 500

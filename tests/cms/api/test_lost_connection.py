"""When the database has closed a connection between two requests, readers notice nothing."""

import pytest
from django.db import OperationalError, connection, connections
from django.test import Client

from tests.builders import make_site

pytestmark = [pytest.mark.django_db(transaction=True)]


def end_connection():
    """As a database does that is started anew."""
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
    other.close()


@pytest.mark.postgres
@pytest.mark.parametrize("address", ["/pages/", "/", "/changes/", "/resolve/?path=/", "/export/"])
def test_a_read_is_done_again(address):
    make_site()
    client = Client()
    before = client.get(f"/api/v1{address}").getvalue()
    end_connection()
    answer = client.get(f"/api/v1{address}")
    assert (answer.status_code, answer.getvalue()) == (200, before)


@pytest.mark.postgres
def test_a_database_that_stays_away_is_a_problem(monkeypatch):
    make_site()
    end_connection()

    def refuse(*args, **kwargs):
        raise OperationalError("connection refused")

    monkeypatch.setattr(connections["default"], "connect", refuse)
    answer = Client(raise_request_exception=False).get("/api/v1/pages/")
    monkeypatch.undo()
    assert answer.status_code == 503
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Retry-After"] == "5"


def test_the_connection_is_not_tried_before(monkeypatch):
    make_site()
    client = Client()
    client.get("/api/v1/pages/")
    wrapper = connections["default"]  # to patch the proxy would take the attributes away afterwards
    monkeypatch.setattr(wrapper, "health_check_enabled", True)
    monkeypatch.setattr(wrapper, "health_check_done", False)

    def tried():
        raise AssertionError

    monkeypatch.setattr(wrapper, "is_usable", tried)
    assert client.get("/api/v1/pages/").status_code == 200

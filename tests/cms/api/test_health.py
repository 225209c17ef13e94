"""Load balancers learn whether a process is alive and ready, and strangers nothing beyond that."""

import logging

import pytest
from django.core.cache.backends.base import BaseCache
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import override_settings

from cms.api.views import health


@pytest.fixture(autouse=True)
def _not_asked_yet(monkeypatch, caplog):
    monkeypatch.setattr(health.migrations, "are_applied", False)
    caplog.set_level(logging.CRITICAL)


def test_a_process_that_answers_is_alive_without_a_query(client):
    response = client.get("/healthz")

    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_a_process_with_all_it_needs_is_ready(client):
    assert client.get("/readyz").json() == {"status": "ok"}
    assert client.head("/readyz").status_code == 200


@pytest.mark.django_db
def test_being_ready_costs_one_query_once_the_migrations_are_known(client, django_assert_num_queries):
    client.get("/readyz")
    with django_assert_num_queries(1):
        client.get("/readyz")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_any_host_may_be_asked_for_and_no_tls_is_needed(client, path):
    with override_settings(SECURE_SSL_REDIRECT=True, ALLOWED_HOSTS=["cms.example.org"]):
        assert client.get(path, headers={"host": "10.0.0.7:8000"}).status_code == 200
        assert client.get("/api/v1/", headers={"host": "10.0.0.7:8000"}).status_code in (301, 400)


@pytest.mark.django_db
def test_a_migration_that_is_missing_is_a_reason_not_to_be_ready(client):
    MigrationRecorder.Migration.objects.filter(app="cms").last().delete()
    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.headers["Content-Type"] == "application/problem+json"
    assert [error["field"] for error in response.json()["errors"]] == ["migrations"]


@pytest.mark.django_db
def test_a_database_that_does_not_answer_is_named_without_details(client, monkeypatch):
    def down(*args, **kwargs):
        raise OperationalError("connection to server at 10.1.2.3 failed: password of user cms is wrong")

    monkeypatch.setattr(connection, "cursor", down)
    response = client.get("/readyz")
    monkeypatch.undo()

    assert response.status_code == 503
    assert response.json()["detail"] == "Not available: database, migrations."
    assert "10.1.2.3" not in response.content.decode()
    assert client.get("/healthz").status_code == 200


class Broken(BaseCache):
    """A cache that can not be reached."""

    def __init__(self, location, params):
        super().__init__(params)

    def get(self, *args, **kwargs):
        raise ConnectionError("redis://:secret@10.1.2.3")

    set = get

    def clear(self):
        pass


@pytest.mark.django_db
def test_a_cache_that_does_not_answer_is_named(client):
    with override_settings(CACHES={"default": {"BACKEND": f"{__name__}.Broken"}}):
        response = client.get("/readyz")

    assert response.json()["detail"] == "Not available: cache."


def test_only_questions_are_answered(client):
    assert client.post("/healthz").status_code == 405

"""A Redis that is away is an empty cache; only counting fails, so that whoever counts knows."""

import logging
import socket

import pytest
from redis.exceptions import ConnectionError as NoConnection

from cms.project.caches import ForgivingRedisCache


@pytest.fixture
def away(monkeypatch, caplog):
    """A cache whose server nobody has started."""
    caplog.set_level(logging.CRITICAL)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    return ForgivingRedisCache(f"redis://127.0.0.1:{port}/0", {})


def test_nothing_is_found(away):
    assert away.get("name") is None
    assert away.get("name", "otherwise") == "otherwise"
    assert away.get_many(["name"]) == {}
    assert "name" not in away


def test_nothing_is_kept_and_nothing_is_raised(away):
    away.set("name", 1)
    assert away.set_many({"name": 1}) == ["name"]
    assert away.add("name", 1) is False
    assert away.touch("name") is False
    assert away.delete("name") is False
    assert away.get_or_set("name", 1) == 1


def test_counting_fails(away):
    with pytest.raises(NoConnection):
        away.incr("name")


def test_it_is_logged_once(away, caplog, monkeypatch):
    monkeypatch.setattr(ForgivingRedisCache, "_logged_at", None)
    caplog.set_level(logging.ERROR)
    away.get("one")
    away.get("two")
    assert [record.levelname for record in caplog.records] == ["ERROR"]

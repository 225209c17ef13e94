"""Counting in windows of time, whatever kind of cache counts."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import caches
from django.core.management import call_command

from cms.submissions.refusals import TooMany
from cms.submissions.throttle import count

START = datetime(2026, 11, 1, 12, tzinfo=UTC)
KINDS = {
    "memory": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "throttle"},
    "database": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache_of_throttle"},
}


@pytest.fixture(params=[*KINDS, "configured"])
def _cache(request, settings, db):
    settings.CMS_FORM_LIMITS = {"client": (3, 600)}
    if request.param in KINDS:
        settings.CACHES = {"default": KINDS[request.param]}
    if request.param == "database":
        call_command("createcachetable", verbosity=0)
    caches["default"].clear()


def passed(key="k", *, seconds=0.0):
    try:
        count("client", key, now=START + timedelta(seconds=seconds))
    except TooMany as refused:
        return refused.seconds
    return True


@pytest.mark.usefixtures("_cache")
class TestEveryCache:
    def test_so_many_pass_within_a_window(self):
        assert [passed(seconds=second) for second in (0, 1, 2, 3.5, 599)] == [True, True, True, 597, 1]

    def test_the_next_window_begins_anew(self):
        assert [passed(seconds=second) for second in (0, 0, 0, 0, 600)] == [True, True, True, 600, True]

    def test_each_key_counts_for_itself(self):
        assert [passed("a") for _ in range(4)][3] is not True
        assert passed("b") is True

    def test_a_counter_is_kept_to_the_end_of_its_window(self, monkeypatch):
        times = []
        backend = type(caches["default"])
        touch = backend.touch

        def told(self, key, timeout=None, **kwargs):
            times.append(timeout)
            return touch(self, key, timeout=timeout, **kwargs)

        monkeypatch.setattr(backend, "touch", told)
        assert [passed(seconds=100), passed(seconds=200)] == [True, True]
        assert times == [501, 401]


def test_a_policy_that_is_not_named_has_no_limit(settings):
    settings.CMS_FORM_LIMITS = {}
    assert all(passed() is True for _ in range(100))


def test_a_counter_that_is_thrown_out_in_between_begins_anew(settings, monkeypatch):
    settings.CMS_FORM_LIMITS = {"client": (3, 600)}
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    monkeypatch.setattr(type(caches["default"]), "add", lambda *args, **kwargs: False)
    assert passed() is True


def test_the_cache_is_asked_the_same_whether_or_not_an_address_was_counted_before(settings, monkeypatch):
    """Otherwise the time of an answer would tell."""
    settings.CMS_FORM_LIMITS = {"client": (10, 600)}
    asked: list[str] = []
    backend = type(caches["default"])
    for name in ("add", "incr", "touch", "set", "get"):
        original = getattr(backend, name)

        def told(self, *args, _name=name, _original=original, **kwargs):
            asked.append(_name)
            return _original(self, *args, **kwargs)

        monkeypatch.setattr(backend, name, told)
    caches["default"].clear()
    passed()
    first, asked[:] = list(asked), []
    passed()
    assert asked == first

"""Receivers on this machine may be asked, and the library of Standard Webhooks has the clock of the test."""

from datetime import datetime

import pytest

from tests.cms.outbox_builders import Clock


@pytest.fixture(autouse=True)
def _local(local):
    """They may be asked in every test here."""


@pytest.fixture
def clock(monkeypatch, db):
    shown = Clock()

    class Then(datetime):
        @classmethod
        def now(cls, tz=None):
            return shown.now

    monkeypatch.setattr("standardwebhooks.webhooks.datetime", Then)
    return shown

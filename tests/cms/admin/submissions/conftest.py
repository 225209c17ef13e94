"""What goes out to receivers of submissions."""

import pytest

from cms.outbox import channels
from cms.submissions.targets.channel import TargetChannel


@pytest.fixture
def registered(monkeypatch):
    """The channel of receivers."""
    monkeypatch.setattr(channels, "_channels", dict(channels._channels))
    channels.register_channel(TargetChannel())

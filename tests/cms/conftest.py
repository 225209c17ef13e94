"""Nothing here leaves this machine, and nobody waits for long."""

from collections.abc import Iterator

import pytest

from cms.lookup import asking
from tests.cms.lookup.replay import Replay, replay
from tests.receivers import LOCAL


@pytest.fixture
def local() -> Iterator[None]:
    """Receivers on this machine may be asked."""
    with LOCAL:
        yield


@pytest.fixture
def registries(monkeypatch: pytest.MonkeyPatch) -> Iterator[Replay]:
    """The four registries on this machine; they know nothing until a test tells them."""
    monkeypatch.setattr(asking, "FIRST_PAUSE", 0.01)
    with replay() as running:
        yield running

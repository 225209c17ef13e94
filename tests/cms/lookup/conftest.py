"""Nothing here leaves this machine."""

from collections.abc import Iterator

import pytest

from tests.cms.lookup.replay import Replay, replay


@pytest.fixture
def registries() -> Iterator[Replay]:
    """The four registries on this machine; they know nothing until a test tells them."""
    with replay() as running:
        yield running

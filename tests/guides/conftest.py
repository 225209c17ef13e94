"""The demo that the commands of the guides are run against: `make demo`, once a session."""

from collections.abc import Iterator

import pytest

from tests.guides.running import Demo, running_demo


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The demo is as the guides show it until the newcomer changes a word of it."""
    items.sort(key=lambda item: item.name.startswith("test_a_newcomer_changes_a_word"))


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    with running_demo(tmp_path_factory.mktemp("demo")) as demo:
        yield demo

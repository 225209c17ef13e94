"""The panel that readers sign up with."""

import pytest

from tests.builders import make_panel


@pytest.fixture
def newsletter(db):
    return make_panel("newsletter")

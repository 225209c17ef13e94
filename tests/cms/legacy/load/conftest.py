"""Where imported drafts go."""

import pytest

from tests.builders import make_index


@pytest.fixture
def parent():
    return make_index("Research", slug="research")

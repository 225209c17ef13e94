"""A home page to put pages below."""

from typing import Any

import pytest

from tests.builders import make_site


@pytest.fixture
def home(db: None) -> Any:
    return make_site(hostname="www.example.org", port=443).root_page

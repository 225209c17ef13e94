"""A client that checks every answer against the contract, and the home page of the site."""

from typing import Any

import pytest

from tests.api_client import ApiClient
from tests.builders import make_site


@pytest.fixture
def api(db: None) -> ApiClient:
    return ApiClient()


@pytest.fixture
def home(db: None) -> Any:
    return make_site().root_page

"""A client that checks every answer against the contract, and a site."""

import pytest
from wagtail.models import Site

from tests.api_client import ApiClient
from tests.builders import make_site


@pytest.fixture
def api() -> ApiClient:
    return ApiClient()


@pytest.fixture
def site(db) -> Site:
    return make_site()

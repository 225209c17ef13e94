"""What the tests of the API share."""

import pytest
from wagtail.models import Site

from tests.api_client import ApiClient
from tests.builders import make_site


@pytest.fixture
def api() -> ApiClient:
    """A client that checks every answer against the contract."""
    return ApiClient()


@pytest.fixture
def site(db: None) -> Site:
    """The default site with a home page of a delivered type."""
    return make_site()

"""A newsletter on a site, and a client that POSTs to the endpoints of subscriptions."""

import json

import pytest
from django.test import Client

from tests.builders import make_panel, make_site

PREFIX = "/api/v1/submissions"
JSON = "application/json"


@pytest.fixture
def newsletter(db):
    make_site()
    return make_panel("newsletter")


@pytest.fixture
def post():
    """POSTs JSON below the endpoints of subscriptions."""
    client = Client()

    def send_json(path, body=None, *, content=None, content_type=JSON, **headers):
        text = json.dumps(body) if content is None else content
        return client.post(f"{PREFIX}{path}", text, content_type=content_type, headers=headers)

    return send_json

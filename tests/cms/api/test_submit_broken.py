"""A body whose chunks break off is refused, and nothing of it is logged: servers quote it in their errors."""

import logging
from typing import Any

import pytest

from tests.builders import make_panel
from tests.submitting import post

pytestmark = pytest.mark.django_db


class Broken:
    """A stream that raises what servers raise for a wrong chunk, with what it has read."""

    def __init__(self, error):
        self.error = error

    def read(self, size=-1):
        raise self.error

    readline = read


@pytest.mark.parametrize("kind", [OSError, ValueError])
def test_a_body_whose_chunks_break_off_is_refused(site, caplog, kind):
    caplog.set_level(logging.DEBUG)
    stream = Broken(kind("Invalid chunk size: 'canary@example.org'"))
    environ: Any = {"CONTENT_LENGTH": "", "wsgi.input": stream, "wsgi.input_terminated": True}
    answer = post(make_panel("newsletter"), b"{}", **environ)

    assert (answer.status_code, answer.json()["type"]) == (400, "/problems/bad-request")
    assert "canary" not in caplog.text

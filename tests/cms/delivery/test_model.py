"""Whatever editors do: what is served is what would be built now, and nothing that is not public is told.

`MODEL_START` chooses other sequences: 0 unless it is set. PostgreSQL is given others than SQLite, so that a run of CI
tries 300 of them.
"""

import os

import pytest
from django.db import connection

from tests.cms.delivery.model.machine import explore, small_world

pytestmark = pytest.mark.django_db

START = int(os.environ.get("MODEL_START", "0")) + (10_000 if connection.vendor == "postgresql" else 0)
LENGTHS = ((8, 50), (15, 15), (30, 10))
"""(actions at most, sequences): together 75. Most faults show after few actions, some only after many."""


def test_whatever_editors_do_what_is_served_is_right():
    with small_world() as world:
        explore(world, start=START, sequences=2, actions=6)


@pytest.mark.slow
@pytest.mark.long
def test_whatever_editors_do_what_is_served_is_right_in_many_sequences():
    with small_world() as world:
        for actions, sequences in LENGTHS:
            explore(world, start=START + actions, sequences=sequences, actions=actions)

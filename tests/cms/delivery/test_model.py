"""Whatever editors do: what is served is what would be built now, and nothing that is not public is told.

`MODEL_START` chooses other sequences: 0 unless it is set.
"""

import os

import pytest

from tests.cms.delivery.model.machine import explore, small_world

pytestmark = pytest.mark.django_db

START = int(os.environ.get("MODEL_START", "0"))
LENGTHS = ((8, 100), (15, 30), (30, 20))
"""(actions at most, sequences): together 150. Most faults show after few actions, some only after many."""


def test_whatever_editors_do_what_is_served_is_right():
    with small_world() as world:
        explore(world, start=START, sequences=2, actions=6)


@pytest.mark.slow
@pytest.mark.long
def test_whatever_editors_do_what_is_served_is_right_in_hundreds_of_sequences():
    with small_world() as world:
        for actions, sequences in LENGTHS:
            explore(world, start=START + actions, sequences=sequences, actions=actions)

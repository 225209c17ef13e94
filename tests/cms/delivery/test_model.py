"""Whatever editors do: what is served is what would be built now, and nothing that is not public is told.

`MODEL_START` chooses other sequences: 0 unless it is set.
"""

import os

import pytest

from tests.cms.delivery.model.machine import explore, small_world
from tests.cms.delivery.model.world import ACTIONS

pytestmark = pytest.mark.django_db

START = int(os.environ.get("MODEL_START", "0"))


def test_whatever_editors_do_what_is_served_is_right():
    with small_world() as world:
        explore(world, start=START, sequences=2, actions=6)


@pytest.mark.slow
@pytest.mark.long
def test_whatever_editors_do_what_is_served_is_right_in_hundreds_of_sequences():
    with small_world() as world:
        for actions in (10, 20, 30):
            explore(world, start=START + actions, sequences=50, actions=actions)
        assert set(world.done) == set(ACTIONS), "an action that is never possible tests nothing"

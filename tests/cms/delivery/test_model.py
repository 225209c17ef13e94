"""Whatever editors do: what is served is what would be built now, and nothing that is not public is told."""

import pytest

from tests.cms.delivery.model.machine import explore, small_world
from tests.cms.delivery.model.world import ACTIONS

pytestmark = pytest.mark.django_db


def test_whatever_editors_do_what_is_served_is_right():
    with small_world() as world:
        explore(world, sequences=2, actions=8, derandomize=True, database=None)


@pytest.mark.slow
@pytest.mark.long
def test_whatever_editors_do_what_is_served_is_right_in_hundreds_of_sequences():
    with small_world() as world:
        explore(world, sequences=150, actions=30)
        assert set(world.done) == set(ACTIONS), "an action that is never possible tests nothing"

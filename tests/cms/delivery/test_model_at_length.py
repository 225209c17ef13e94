"""The other half of test_model.py, for another worker: as many sequences again, and hundreds of changes in a row."""

import random

import pytest
from django.db import transaction

from tests.cms.delivery.model.checks import Checker
from tests.cms.delivery.model.machine import explore, small_world
from tests.cms.delivery.model.world import ACTIONS
from tests.cms.delivery.test_model import LENGTHS, START

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.long]


def test_whatever_editors_do_what_is_served_is_right_in_many_more():
    with small_world() as world:
        for actions, sequences in LENGTHS:
            explore(world, start=START + 1000 + actions, sequences=sequences, actions=actions)


def test_after_hundreds_of_changes_a_copy_of_the_site_is_the_site():
    # Pages are made in more ways than one deletes them; soon there would be room for no more.
    names = [*sorted(ACTIONS), *["delete"] * 4]
    done: set[str] = set()
    for seed in (1, 2):
        chance = random.Random(START + seed)
        with transaction.atomic(), small_world() as world:
            checker = Checker(world)
            for number in range(500):
                missing = sorted(set(ACTIONS) - done - set(world.done))
                # Some actions need a rare state; those not yet seen get a turn of their own now and then.
                name = chance.choice(missing if missing and number % 5 == 4 else names)
                world.act(name, [chance.randrange(12) for _ in range(5)])
                checker.see()
                if number % 25 == 0:
                    checker.check(full=True)
            checker.finish()
            done |= set(world.done)
            transaction.set_rollback(True)
    assert done == set(ACTIONS), "an action that is never possible tests nothing"

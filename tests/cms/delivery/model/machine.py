"""Random editorial actions as a state machine of hypothesis: each is a rule, and after each everything is checked."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.cache import caches
from django.db import connection, transaction
from django.test import override_settings
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test
from wagtail.models import Site

from tests.cms.delivery.model import (
    library_actions,
    machine_actions,
    page_actions,
    panel_actions,
    place_actions,
)
from tests.cms.delivery.model.checks import Checker
from tests.cms.delivery.model.world import ACTIONS, World

__all__ = ["explore", "small_world"]

KINDS = (page_actions, place_actions, library_actions, panel_actions, machine_actions)
"""Modules that name their actions when they are imported."""

NUMBERS = st.tuples(*[st.integers(0, 11)] * 5)
FULL = 8
"""After so many actions what is asked less often is checked, too."""


def forget() -> None:
    """Caches know nothing of what is rolled back."""
    Site.clear_site_root_paths_cache()
    for cache in caches.all(initialized_only=True):
        cache.clear()


@contextmanager
def small_world() -> Iterator[World]:
    """An installation with a little content. It lasts as long as the test's transaction."""
    world = World()
    logging.disable(logging.WARNING)  # there are many answers of 404, and each would be logged
    try:
        # A repeat is left out: else most of what has panels could not be published.
        with world.time(), override_settings(CMS_REPEATED_PANELS="drop"):
            world.begin()
            yield world
    finally:
        logging.disable(logging.NOTSET)
        forget()


class Editing(RuleBasedStateMachine):
    """One sequence of actions, inside a transaction that is rolled back."""

    world: World

    def __init__(self) -> None:
        super().__init__()
        forget()
        self.began = self.world.now, self.world.steps
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.checker = Checker(self.world)
        self.failed = False
        self.checker.check()

    def step(self, name: str, numbers: tuple[int, ...]) -> None:
        self.failed = True
        if self.world.act(name, numbers):
            self.checker.check(full=self.world.steps % FULL == 0)
        self.failed = False

    def teardown(self) -> None:
        try:
            if not self.failed:
                self.checker.finish()
                connection.check_constraints()
        finally:
            transaction.set_rollback(True)
            self.savepoint.__exit__(None, None, None)
            self.world.now, self.world.steps = self.began
            forget()


def _rule(name: str) -> Any:
    def step(self: Editing, numbers: tuple[int, ...]) -> None:
        self.step(name, numbers)

    step.__name__ = name
    return rule(numbers=NUMBERS)(step)


def explore(world: World, *, start: int, sequences: int, actions: int) -> None:
    """Try so many sequences of so many actions, the same ones for the same `start`; one that shows a fault is
    shortened."""
    rules: dict[str, Callable[..., Any]] = {name: _rule(name) for name in ACTIONS}
    machine = type("Editing", (Editing,), {"world": world, **rules})
    run_state_machine_as_test(
        seed(start)(machine),
        settings=settings(
            max_examples=sequences,
            stateful_step_count=actions,
            deadline=None,
            phases=set(Phase) - {Phase.explain},  # it traces every line, and this runs through many
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )

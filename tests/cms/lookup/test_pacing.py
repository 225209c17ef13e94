"""How fast a registry is asked."""

import threading
import time
from datetime import timedelta

import pytest

from cms.lookup.pacing import Busy, Pace
from cms.lookup.time_budget import TimeBudget

PACE = Pace("A Registry", per_second=20.0, at_once=4)


def times(pace, count):
    """When each of so many turns came."""
    came = []
    for _ in range(count):
        with pace.turn(TimeBudget(10)):
            came.append(time.monotonic())
    return came


def test_turns_come_one_by_one():
    came = times(PACE, 5)
    assert came[-1] - came[0] > 4 * 0.05 - 0.03


def test_what_several_ask_at_once_counts_together():
    came: list[float] = []
    threads = [threading.Thread(target=lambda: came.extend(times(PACE, 2))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    came.sort()
    assert came[-1] - came[0] > 5 * 0.05 - 0.03


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Rate-Limit-Limit": "5", "X-Rate-Limit-Interval": "1s"},
        {"X-Rate-Limit-Limit": "10", "X-Rate-Limit-Interval": "2s"},
        {"X-RateLimit-Limit": "5"},
    ],
)
def test_the_pace_is_what_the_answers_say(headers):
    PACE.learn(headers)
    came = times(PACE, 3)
    assert came[-1] - came[0] > 2 * 0.2 - 0.05


@pytest.mark.parametrize("value", ["", "no number", "-1", "0", "9" * 50, "nan", "inf"])
def test_a_pace_that_is_none_is_not_believed(value):
    PACE.learn({"X-Rate-Limit-Limit": value, "X-Rate-Limit-Interval": value, "X-Concurrency-Limit": value})
    first, second = times(PACE, 2)
    assert second - first < 0.2


def test_no_more_ask_at_once_than_an_answer_allows():
    PACE.learn({"X-Concurrency-Limit": "1"})
    with PACE.turn(TimeBudget(5)), pytest.raises(Busy), PACE.turn(TimeBudget(0.2)):
        pass


def test_a_place_is_free_again_after_an_error():
    PACE.learn({"X-Concurrency-Limit": "1"})
    with pytest.raises(ValueError, match="broken"), PACE.turn(TimeBudget(5)):
        raise ValueError("broken")
    with PACE.turn(TimeBudget(1)):
        pass


def test_nobody_waits_longer_than_there_is_time():
    PACE.block(timedelta(seconds=60))
    with pytest.raises(Busy) as busy, PACE.turn(TimeBudget(1)):
        pass
    assert timedelta(seconds=50) < busy.value.retry_after <= timedelta(seconds=60)


def test_a_short_pause_is_waited_for():
    PACE.block(timedelta(seconds=0.3))
    began = time.monotonic()
    times(PACE, 1)
    assert time.monotonic() - began > 0.25


def test_an_answer_that_says_that_nothing_is_left_makes_a_pause():
    PACE.learn({"X-RateLimit-Limit": "3", "X-RateLimit-Remaining": "0"})
    assert 0.5 < PACE.blocked_for() <= 1


def test_two_registries_do_not_wait_for_each_other():
    PACE.block(timedelta(seconds=60))
    assert Pace("Another", per_second=20.0, at_once=1).blocked_for() == 0

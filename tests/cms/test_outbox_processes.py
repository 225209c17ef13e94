"""Processes that deliver side by side, are killed in the middle, or are asked to stop: every event arrives."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import contextmanager, suppress

import pytest
from django.db import connection

from cms.delivery.dispatch import deliver
from cms.models import Delivery, OutboxEvent
from tests.cms.outbox_builders import record, subscribe
from tests.receivers import answers, receiver

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("local")]


def numbers(server):
    return [json.loads(request.body)["data"]["id"] for request in server.requests]


def wait_until(condition, *, seconds=30.0):
    """For what another process does; there is no clock to set."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


@pytest.mark.postgres
def test_two_loops_at_once_send_everything_once_and_in_order():
    def loop():
        try:
            barrier.wait()
            for _ in range(5):
                deliver()
        except BaseException as error:  # noqa: BLE001 - raised again below
            errors.append(error)
        finally:
            connection.close()

    errors: list[BaseException] = []
    barrier = threading.Barrier(2)
    with receiver() as first, receiver() as second:
        subscribe(first.url, name="First")
        subscribe(second.url, name="Second")
        for number in range(40):
            record(number)
        threads = [threading.Thread(target=loop) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert errors == []
    assert numbers(first) == list(range(40))
    assert numbers(second) == list(range(40))
    assert OutboxEvent.objects.filter(settled_at=None).count() == 0


@contextmanager
def process(*arguments):
    """`manage.py deliver_outbox` on the database of this test."""
    name = str(connection.settings_dict["NAME"])
    code = (
        "import sys, django; django.setup()\n"
        "from django.db import connection\n"
        "connection.settings_dict['NAME'] = sys.argv[1]\n"
        "from django.conf import settings\n"
        "settings.CMS_OUTGOING_ALLOWED_HOSTS, settings.CMS_OUTGOING_ALLOW_HTTP = ['127.0.0.1'], True\n"
        "from django.core.management import call_command\n"
        "call_command('deliver_outbox', *sys.argv[2:])\n"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    running = subprocess.Popen(
        [sys.executable, "-c", code, name, *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield running
    finally:
        if running.poll() is None:
            running.kill()
        running.communicate()


@pytest.mark.slow
@pytest.mark.postgres
def test_a_loop_that_is_killed_in_the_middle_loses_no_event():
    held = threading.Event()

    def hangs_at_the_fourth(handler, received):
        if len(server.requests) == 4:
            held.wait(30)
        with suppress(OSError):  # whoever asked was killed
            answers()(handler, received)

    with receiver(hangs_at_the_fourth) as server:
        subscribe(server.url)
        for number in range(10):
            record(number)
        with process() as running:
            wait_until(lambda: len(server.requests) == 4)
            running.kill()
            running.wait()
        held.set()
        # The claim of the killed one runs out by itself: here its time is brought forward.
        assert Delivery.objects.filter(status="pending", claimed_until__isnull=False).count() == 1
        Delivery.objects.filter(claimed_until__isnull=False).update(
            claimed_until=Delivery.objects.first().event.created_at
        )
        with process("--once") as running:
            assert running.wait(30) == 0

    arrived = Counter(numbers(server))
    assert set(arrived) == set(range(10))
    assert arrived[3] == 2
    assert sum(arrived.values()) == 11
    identifiers = {request.headers["webhook-id"] for request in server.requests}
    assert len(identifiers) == 10
    assert set(Delivery.objects.values_list("status", flat=True)) == {"delivered"}


@pytest.mark.slow
@pytest.mark.postgres
def test_a_loop_that_is_asked_to_stop_finishes_what_is_under_way_and_begins_nothing_new():
    asked = threading.Event()

    def slow(handler, received):
        asked.set()
        time.sleep(0.5)
        answers()(handler, received)

    with receiver(slow) as server:
        subscribe(server.url)
        for number in range(3):
            record(number)
        with process() as running:
            assert asked.wait(30)
            running.send_signal(signal.SIGTERM)
            out, err = running.communicate(timeout=30)

    assert running.returncode == 0
    assert out == "3 new events; 1 delivered, 0 to be retried, 0 given up, 0 cancelled\n"
    assert err == ""
    assert numbers(server) == [0]
    assert Delivery.objects.filter(status="pending", claimed_until=None).count() == 2


@pytest.mark.slow
@pytest.mark.postgres
def test_a_loop_outlives_a_database_that_was_away():
    with receiver() as server:
        subscribe(server.url)
        record(1)
        with process("--interval", "0.1") as running:
            wait_until(Delivery.objects.filter(status="delivered").exists)  # otherwise it would be sent again
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            record(2)
            wait_until(lambda: len(server.requests) == 2)
            running.send_signal(signal.SIGTERM)
            _out, err = running.communicate(timeout=30)

    assert running.returncode == 0
    assert numbers(server) == [1, 2]
    assert err.startswith("The database does not answer") or err == ""

"""A thousand readers send a form while clients repeat themselves, connections break, the receiver fails and the worker
is killed: each submission is there once and arrives.

The processes are real ones, and so are the connections. `THOUSAND` says how many submissions there are.
"""

import json
import logging
import os
import random
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from standardwebhooks import Webhook

from cms.models import ConsentRecord, Delivery, OutboxEvent, Submission
from tests.api_client import PREFIX
from tests.builders import make_site
from tests.cms.submissions.target_builders import contact_panel, make_target
from tests.receivers import answers, receiver

pytestmark = [pytest.mark.slow, pytest.mark.long, pytest.mark.django_db(transaction=True)]

ROOT = Path(__file__).parents[3]
COUNT = int(os.environ.get("THOUSAND", "1000"))
CLIENTS = 8
PATIENCE = 600
"""Seconds after which everything should have arrived for long."""

logger = logging.getLogger(__name__)


@contextmanager
def shared_database(folder):
    """The test's database where other processes find it: SQLite's is in memory, and becomes a file."""
    if connection.vendor != "sqlite":
        yield connection.settings_dict["NAME"]
        return
    connection.ensure_connection()
    memory, name = connection.connection, connection.settings_dict["NAME"]
    with closing(sqlite3.connect(folder / "site.sqlite3")) as file:
        memory.backup(file)
    connection.connection, connection.settings_dict["NAME"] = None, str(folder / "site.sqlite3")
    try:
        yield connection.settings_dict["NAME"]
    finally:
        connection.close()
        connection.connection, connection.settings_dict["NAME"] = memory, name


@contextmanager
def process(*command, database, **options):
    """A process with the database of the test, until the context is left."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "THOUSAND_DATABASE": database}
    running = subprocess.Popen([sys.executable, "-m", *command], cwd=ROOT, env=environment, **options)
    try:
        yield running
    finally:
        running.kill()
        running.wait()


@contextmanager
def site(database):
    """The site behind gunicorn; its port."""
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listening:
        command = [
            "gunicorn",
            "--preload",
            "--workers",
            "2",
            "--threads",
            "4",
            "--log-level",
            "error",
            "--bind",
        ]
        command += [f"fd://{listening.fileno()}", "tests.cms.submissions.thousand_work:application()"]
        with process(*command, database=database, pass_fds=[listening.fileno()]) as running:
            yield listening.getsockname()[1]
            assert running.poll() is None


def delivering(database):
    return process("tests.cms.submissions.thousand_work", database=database)


class Form:
    """The form of a panel behind a port of this machine."""

    def __init__(self, panel, port):
        self.port, self.path = port, f"{PREFIX}/calls-to-action/{panel.slug}"
        self.consent_version = panel.consent_version
        with closing(self.line()) as line:
            line.request("GET", f"{self.path}/token/")
            self.token = json.loads(line.getresponse().read())["token"]

    def line(self):
        return HTTPConnection("127.0.0.1", self.port, timeout=60)


class Reader:
    """Somebody who fills in the form, and sends it once or again, over a connection that may break."""

    def __init__(self, number, form, *, breaks=None):
        self.form, self.path, self.breaks = form, f"{form.path}/submissions/", breaks
        fields = {"name": f"Reader {number}", "email": f"reader-{number}@example.org", "message": "Hello."}
        consent = {"consent": True, "consent_version": form.consent_version}
        self.body = json.dumps({"fields": fields, "token": form.token, **consent}).encode()
        self.headers = {"Content-Type": "application/json", "Idempotency-Key": str(uuid.UUID(int=number))}

    def send(self):
        """Send it; the answer. If the connection `breaks` that is the second request, with the same key."""
        if self.breaks is not None:
            self.hang_up(self.breaks)
        with closing(self.form.line()) as line:
            line.request("POST", self.path, self.body, self.headers)
            response = line.getresponse()
            return response.status, response.read()

    def hang_up(self, part):
        """Send so much of the body, from 0 to 1, and go away without waiting for an answer."""
        lines = {"Host": "127.0.0.1", "Content-Length": len(self.body), **self.headers}
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        start = f"POST {self.path} HTTP/1.1\r\n{head}\r\n".encode()
        with socket.create_connection(("127.0.0.1", self.form.port)) as line:
            line.sendall(start + self.body[: int(len(self.body) * part)])


def readers_of(form, chance):
    """Who sends when: in a random order, one in ten over a connection that breaks in the middle of the request or
    before the answer, and one in five twice, half of these at the same time and half at any other.
    """
    readers = [Reader(number, form) for number in range(COUNT)]
    for reader in chance.sample(readers, COUNT // 10):
        reader.breaks = chance.choice([0, 0.5, 1, 1])
    twice = chance.sample(readers, COUNT // 5)
    at_once, later = set(twice[::2]), twice[1::2]
    chance.shuffle(readers)
    order = [reader for reader in readers for _ in range(2 if reader in at_once else 1)]
    for reader in later:
        order.insert(chance.randint(0, len(order)), reader)
    return order


class Failing:
    """A receiver that answers one request in twenty with an error or not at all, and one only when it is let."""

    def __init__(self, *, holds):
        self.count, self.errors, self.lock = 0, 0, threading.Lock()
        self.holds, self.held, self.let = holds, threading.Event(), threading.Event()

    def __call__(self, handler, received):
        with self.lock:
            self.count += 1
            number = self.count
        if number == self.holds:
            self.held.set()
            self.let.wait(PATIENCE)
        elif number % 20 == 0:
            self.errors += 1
            if number % 60 == 0:
                handler.close_connection = True
                return
            answers(500 if number % 40 == 0 else 429)(handler, received)
            return
        with suppress(OSError):  # whoever asked was killed
            answers()(handler, received)


def wait_until(condition, *, meanwhile=lambda: None):
    """For what other processes do; there is no clock to set."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        meanwhile()
        time.sleep(0.05)


def let_time_pass():
    """What waits for its next attempt, or for a claim of the killed to run out, waits no longer."""
    now = timezone.now()
    pending = Delivery.objects.filter(status="pending")
    pending.filter(claim=None, next_attempt_at__gt=now, attempts__gt=0).update(next_attempt_at=now)


def release_claims():
    Delivery.objects.filter(claimed_until__isnull=False).update(claimed_until=timezone.now())


def all_delivered():
    return Delivery.objects.filter(status="delivered").count() == COUNT


def test_a_thousand_submissions_are_each_there_once_and_each_arrive(tmp_path):
    chance = random.Random(5)
    failing = Failing(holds=COUNT // 5)
    began = time.monotonic()
    with receiver(failing) as server, shared_database(tmp_path) as database, site(database) as port:
        make_site("127.0.0.1", port=port)
        target = make_target(url=server.url)
        readers = readers_of(Form(contact_panel(), port), chance)
        with ThreadPoolExecutor(CLIENTS) as clients:
            with delivering(database):
                sending = [clients.submit(reader.send) for reader in readers]
                assert failing.held.wait(PATIENCE)
            # Killed after the receiver had the submission, and before that was written down.
            failing.let.set()
            held = server.requests[failing.holds - 1].headers["webhook-id"]
            release_claims()
            with delivering(database):
                wait_until(lambda: failing.count >= COUNT // 2, meanwhile=let_time_pass)
                time.sleep(chance.random() / 5)
            # Killed at any moment.
            release_claims()
            with delivering(database):
                answered = Counter(future.result() for future in sending)
                wait_until(all_delivered, meanwhile=let_time_pass)
        took = time.monotonic() - began
        rows = list(Submission.objects.all())
        events = OutboxEvent.objects.filter(kind="submission.accepted").count()
        consents = ConsentRecord.objects.filter(event="given").count()
        statuses = Counter(Delivery.objects.values_list("status", flat=True))

    requests = list(server.requests)
    ids = [request.headers["webhook-id"] for request in requests]
    messages = [Webhook(target.secret).verify(request.body, request.headers) for request in requests]
    arrived = {(own, message["data"]["id"]) for own, message in zip(ids, messages, strict=True)}
    logger.info(
        "%s: %d submissions sent by %d requests that were answered and %d that broke off: %d rows, %d events; "
        "%d requests to the receiver, %d of them failed, %d distinct ids; the worker was killed twice; %.0f s",
        connection.vendor, COUNT, sum(answered.values()), sum(reader.breaks is not None for reader in readers),
        len(rows), events, len(ids), failing.errors, len(set(ids)), took,
    )  # fmt: skip
    # Every request that was answered was accepted, with the same bytes.
    ((status, _bytes),) = answered
    assert (status, answered.total()) == (202, COUNT + COUNT // 5)
    # Exactly one row for each distinct submission.
    wanted = [f"reader-{number}@example.org" for number in range(COUNT)]
    assert sorted(row.email for row in rows) == sorted(wanted)
    assert {row.state for row in rows} == {"accepted"}
    assert (events, consents, statuses) == (COUNT, COUNT, {"delivered": COUNT})
    # Each arrived at least once, and a repeat has the same id.
    assert {submission for _own, submission in arrived} == {str(row.uuid) for row in rows}
    assert len(set(ids)) == len(arrived) == COUNT
    assert ids.count(held) >= 2
    assert failing.errors >= len(ids) // 20 - 1

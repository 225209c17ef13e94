"""Sends what the outbox holds: as a service that runs all the time, or once, from a timer."""

import signal
import threading
from argparse import ArgumentTypeError
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import InterfaceError, OperationalError, close_old_connections, connections

from cms.delivery.dispatch import deliver

__all__ = ["Command"]

LONGEST_PAUSE = 60.0


def seconds(value: str) -> float:
    """A time from 0.1 to 3600 seconds. Raises ``ArgumentTypeError``."""
    try:
        given = float(value)
    except ValueError:
        given = 0
    if not 0.1 <= given <= 3600:
        raise ArgumentTypeError(f"{value}: the interval is a number of seconds from 0.1 to 3600")
    return given


class Command(BaseCommand):
    """`manage.py deliver_outbox`. SIGTERM and SIGINT end it after what is under way; purges may take two minutes."""

    help = (
        "Sends webhooks and mails, and purges caches: everything that is due, then what becomes due. Several of these "
        "may run at the same time. An event is sent at least once, and after a crash possibly twice, with the same id."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="make one round and exit; for a timer")
        parser.add_argument(
            "--interval", type=seconds, default=2.0, help="seconds between two rounds (%(default)s)"
        )

    def handle(self, *args: Any, once: bool, interval: float, **options: Any) -> None:
        stop = threading.Event()

        def end(number: int, frame: FrameType | None) -> None:
            stop.set()

        before = {number: signal.signal(number, end) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            if once:
                self._once(stop)
            else:
                self._until_stopped(stop, interval)
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _once(self, stop: threading.Event) -> None:
        try:
            self._round(stop)
        except (InterfaceError, OperationalError) as error:
            raise CommandError(f"The database does not answer: {error}") from error

    def _until_stopped(self, stop: threading.Event, interval: float) -> None:
        pause = interval
        while not stop.is_set():
            try:
                self._round(stop)
            except (InterfaceError, OperationalError) as error:
                # It may come back. Meanwhile it is not to be overrun, and the log neither.
                pause = min(pause * 2, max(interval, LONGEST_PAUSE))
                line = str(error).partition("\n")[0]
                self.stderr.write(f"The database does not answer, next try in {pause:g} s: {line}")
                connections.close_all()
            else:
                pause = interval
                close_old_connections()
            stop.wait(pause)

    def _round(self, stop: threading.Event) -> None:
        done = deliver(stopped=stop.is_set)
        if done:
            self.stdout.write(str(done))
            self.stdout.flush()

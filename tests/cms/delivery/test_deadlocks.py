"""Changes wait for each other in one order, so that the database never has to kill one of them."""

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from wagtail.actions.delete_page import DeletePageAction
from wagtail.models import Page

from cms.models.changes import one_change
from tests.builders import make_site, make_standard

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock')"
        )
        return bool(cursor.fetchone()[0])


class Meanwhile(threading.Thread):
    """Something in another thread, in a transaction of its own as a request has it."""

    def __init__(self, action: Callable[[], Any]) -> None:
        super().__init__()
        self.action = action
        self.error: Exception | None = None

    def run(self) -> None:
        try:
            with transaction.atomic():
                self.action()
        except Exception as error:  # noqa: BLE001 - told to the test
            self.error = error
        finally:
            connection.close()


def delete(page: Any) -> None:
    """As the editor's button and Wagtail's v3 API do it."""
    DeletePageAction(Page.objects.get(pk=page.pk).specific).execute()


def move(page: Any, target: Any) -> None:
    Page.objects.get(pk=page.pk).move(Page.objects.get(pk=target.pk), pos="last-child")


@pytest.mark.parametrize("action", [delete, move])
def test_a_page_can_be_taken_away_while_its_parent_is_saved(action):
    home = make_site().root_page
    parent = make_standard("Parent", parent=home)
    child = make_standard("Child", parent=parent)
    other = make_standard("Other", parent=home)
    meanwhile = Meanwhile(lambda: action(child) if action is delete else action(child, other))
    with one_change():
        meanwhile.start()
        deadline = time.monotonic() + 10
        while not somebody_waits() and time.monotonic() < deadline:
            time.sleep(0.02)
        page = Page.objects.get(pk=parent.pk).specific
        page.title = "Renamed"
        page.save()
    meanwhile.join()
    assert meanwhile.error is None
    assert Page.objects.get(pk=parent.pk).title == "Renamed"

"""A small installation for random editorial actions: its content, its clock, and words by which text is recognised."""

import itertools
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest import mock

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.test import Client
from django.utils import timezone
from hypothesis import currently_in_test_context
from hypothesis import note as hypothesis_note
from wagtail.models import APIToken, Collection, Locale, Page, PageViewRestriction, Site

from cms.delivery.pages import specific_pages
from cms.models import PublishRefused
from tests.builders import (
    block,
    make_document,
    make_image,
    make_index,
    make_locale,
    make_panel,
    make_person,
    make_reference,
    make_site,
    make_standard,
    make_summary,
    make_topic,
)

__all__ = ["ACTIONS", "MOST_PAGES", "WORD", "Choice", "Nothing", "World", "action"]

MOST_PAGES = 10
"""Every page is built again after every action."""
WORD = re.compile(r"zq[0-9]+x")
REFUSALS = (PermissionDenied, ValidationError, ProtectedError, PublishRefused)
"""What an editor is told instead: nothing has changed then."""


def note(text: str) -> None:
    """Tell hypothesis what happened, where it is the one who tries."""
    if currently_in_test_context():
        hypothesis_note(text)


class Nothing(Exception):
    """There is nothing that this could be done to."""


class Choice:
    """What an action is done to: each decision takes one of the numbers; 0 when there are no more."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self._numbers = iter(numbers)

    def number(self, below: int) -> int:
        """One of 0, 1, … below."""
        return next(self._numbers, 0) % below

    def of(self, items: Any) -> Any:
        """One of them. Raises `Nothing` if there is none."""
        if not items:
            raise Nothing
        return items[self.number(len(items))]


Action = Callable[["World", Choice], object]
ACTIONS: dict[str, Action] = {}


def action(function: Action) -> Action:
    """An editorial action; its name is the function's."""
    ACTIONS[function.__name__] = function
    return function


class World:
    """The installation. All its times are its own clock's."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 12, tzinfo=UTC)
        self._words = itertools.count(1000)
        self.steps = 0
        self.done: Counter[str] = Counter()
        """How often each action was not only tried."""

    # Words and time

    def word(self) -> str:
        """A word that stands nowhere else."""
        return f"zq{next(self._words)}x"

    @contextmanager
    def time(self) -> Iterator[None]:
        """Everybody's clock is this one."""
        with mock.patch.object(timezone, "now", side_effect=lambda: self.now):
            yield

    def later(self, choose: Choice) -> datetime:
        """A moment that will come."""
        return self.now + timedelta(hours=1 + choose.number(3))

    # What there is at first

    def begin(self) -> None:
        """Make the first content."""
        self.spanish = make_locale("es")
        user = get_user_model().objects.create_superuser("editor", "editor@example.org", "secret")
        self.user = user
        self.token = APIToken.create_token(user=user, name="Tests")[1]
        root = Collection.get_first_root_node()
        self.collections = [root.add_child(name=name).pk for name in ("One", "Two")]
        for number, title in enumerate((self.word(), self.word())):
            collection = Collection.objects.get(pk=self.collections[number])
            make_image(title, size=(60, 30), name=self.word(), collection=collection)
        make_document(self.word(), name=self.word(), collection=collection)
        topics = [make_topic(self.word(), slug=self.word(), description=self.word()) for _ in range(2)]
        people = [make_person(self.word()) for _ in range(2)]
        references = [make_reference(title=self.word()) for _ in range(2)]
        panel = make_panel(self.word(), heading=self.word(), body=f"<p>{self.word()}</p>")
        make_panel(self.word(), heading=self.word(), live=False)
        home = make_site(title=self.word()).root_page
        make_site("two.example.org", title=self.word())
        section = make_index(self.word(), slug=self.word(), parent=home)
        page = make_summary(
            self.word(),
            slug=self.word(),
            parent=section,
            standfirst=self.word(),
            body=[block("call_to_action", {"call_to_action": panel.pk})],
            topics=topics[:1],
            authors=people[:1],
            subject_reference=references[0],
            image=self.images()[0],
        )
        linking = make_standard(self.word(), slug=self.word(), parent=home, body=[self.link(page)])
        private = linking.create_alias(parent=section, update_slug=self.word())
        PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
        home.copy_for_translation(self.spanish).save_revision().publish()
        Site.clear_site_root_paths_cache()

    def link(self, page: Any) -> dict[str, Any]:
        """A paragraph with a link to a page."""
        return block("paragraph", f'<p>{self.word()} <a linktype="page" id="{page.pk}">there</a></p>')

    # What there is now

    def pages(self, **filters: Any) -> list[Any]:
        """Pages in their own classes, in the order of their ids."""
        found = Page.objects.filter(depth__gt=1, content_type__app_label="cms", **filters).order_by("pk")
        return specific_pages(list(found.values_list("pk", "content_type__app_label", "content_type__model")))

    def editable(self) -> list[Any]:
        """Pages that are not copies which follow another one."""
        return self.pages(alias_of=None)

    def room(self, more: int = 1) -> None:
        """Raises `Nothing` if so many pages more are too many."""
        if Page.objects.filter(depth__gt=1).count() + more > MOST_PAGES:
            raise Nothing

    def images(self) -> list[Any]:
        """All images."""
        from wagtail.images import get_image_model

        return list(get_image_model().objects.order_by("pk"))

    def draft(self, page: Any) -> Any:
        """The page as an editor opens it."""
        return page.get_latest_revision_as_object()

    def english(self) -> Locale:
        """The language in which topics and people are kept."""
        return Locale.objects.get(language_code="en")

    def api(self, method: str, path: str, payload: Any = None) -> Any:
        """What Wagtail's v3 API answers to an administrator."""
        client = Client(headers={"authorization": f"Bearer {self.token}"})
        data = "" if payload is None else json.dumps(payload)
        answer = client.generic(method, f"/api/v3/{path}", data, content_type="application/json")
        note(f"  v3 {method} {path}: {answer.status_code}")
        return answer

    def post(self, address: str, data: dict[str, Any]) -> Any:
        """What the editor's views answer."""
        client = Client()
        client.force_login(self.user)
        answer = client.post(address, data)
        note(f"  POST {address}: {answer.status_code}")
        return answer

    # Doing things

    def act(self, name: str, numbers: Sequence[int]) -> bool:
        """Do it as a request would: everything that follows is committed with it, or nothing. Whether it was done."""
        self.steps += 1
        self.now += timedelta(seconds=1)
        try:
            with transaction.atomic():
                said = ACTIONS[name](self, Choice(numbers))
        except Nothing:
            return False
        except REFUSALS as refusal:
            note(f"  refused: {refusal}")
            return False
        note(f"  {said or ''}")
        self.done[name] += 1
        return True

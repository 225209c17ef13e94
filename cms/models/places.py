"""Where a page stands is as the database has it when a change has its turn: it may have moved while that waited."""

from functools import wraps
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from wagtail.actions.move_page import MovePageAction
from wagtail.models import Page

from cms.models.changes import one_change

__all__ = ["let_moves_wait", "take_place"]


def take_place(page: Any) -> bool:
    """Read anew where the page stands in the tree; whether it is there at all. One query."""
    stored = Page.objects.filter(pk=page.pk).values("path", "depth", "numchild", "url_path").first()
    if stored is None:
        return False
    vars(page).update(stored)
    vars(page).pop("_cached_parent_obj", None)
    return True


def let_moves_wait() -> None:
    """Called when the app is ready. Every move of a page waits for its turn, and then looks where its pages stand.

    The admin's views, its API and `Page.move` import Wagtail's action by name, so that one of our own in the registry
    would reach few of them; and treebeard believes what it is given of the page and the target.
    """
    if not hasattr(MovePageAction.execute, "__wrapped__"):
        MovePageAction.execute = _in_turn(MovePageAction.execute)


def _in_turn(execute: Any) -> Any:
    @wraps(execute)
    def wait_and_execute(self: MovePageAction, *args: Any, **kwargs: Any) -> Any:
        with one_change():
            for page in (self.page, self.target):
                if not take_place(page):
                    message = _("“%(title)s” was deleted before the page could be moved.")
                    raise Http404(message % {"title": page.title})
            return execute(self, *args, **kwargs)

    return wait_and_execute

"""Wagtail's bulk actions update rows without a signal: what they touch is marked here, in the same transaction."""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page

from cms.delivery.keys import object_keys
from cms.delivery.marking import mark
from cms.delivery.watched import watched_models
from cms.models import ChangeSequence

__all__ = ["leave_out_what_goes_along", "mark_bulk_change", "take_turn"]


def take_turn(request: HttpRequest, action_type: str, objects: Sequence[Any], action: Any) -> None:
    """Hook `before_bulk_action`: wait for other changes before any row is locked."""
    if connection.in_atomic_block:
        ChangeSequence.take()


def leave_out_what_goes_along(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> None:
    """Hook `before_bulk_action`, for what Wagtail would stumble over: a page below another one that is deleted goes
    with it, and an alias is published with the page that it follows."""
    if not all(isinstance(each, Page) for each in objects):
        return
    if action_type == "delete":
        objects[:] = [page for page in objects if not any(map(page.is_descendant_of, objects))]
    elif action_type == "publish":
        objects[:] = [page for page in objects if page.alias_of_id is None]


def mark_bulk_change(request: HttpRequest, action_type: str, objects: Sequence[Any], action: Any) -> None:
    """Hook `after_bulk_action`: documents that were built from these objects are stale."""
    watched = watched_models()
    keys = {key for each in objects if type(each) in watched and each.pk for key in object_keys(each)}
    if keys:
        mark(keys, now=timezone.now())

"""Wagtail's bulk actions update rows without a signal: what they touch is marked here, in the same transaction."""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from cms.delivery.keys import object_keys
from cms.delivery.marking import mark
from cms.delivery.watched import watched_models
from cms.models import ChangeSequence

__all__ = ["mark_bulk_change", "take_turn"]


def take_turn(request: HttpRequest, action_type: str, objects: Sequence[Any], action: Any) -> None:
    """Hook `before_bulk_action`: wait for other changes before any row is locked."""
    if connection.in_atomic_block:
        ChangeSequence.take()


def mark_bulk_change(request: HttpRequest, action_type: str, objects: Sequence[Any], action: Any) -> None:
    """Hook `after_bulk_action`: documents that were built from these objects are stale."""
    watched = watched_models()
    keys = {key for each in objects if type(each) in watched and each.pk for key in object_keys(each)}
    if keys:
        mark(keys, now=timezone.now())

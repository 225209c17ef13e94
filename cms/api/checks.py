"""The API's share in the check of names: its answers stand in the same OpenAPI document as the Schemas of blocks."""

from collections.abc import Iterator
from typing import Any

from blocks.checks import describe
from cms.delivery.checks import check_page_types

__all__ = ["answers", "register_checks"]


def answers() -> Iterator[Any]:
    """The types of all answers; none while a page type has an error of its own (`cms.E001` to `cms.E003`)."""
    from cms.api.problems import Problem
    from cms.api.urls import urlpatterns

    if check_page_types():
        return
    yield Problem
    for pattern in urlpatterns:
        yield pattern.callback.cls.answer_schema()


def register_checks() -> None:
    """Called when the app is ready."""
    describe(answers)

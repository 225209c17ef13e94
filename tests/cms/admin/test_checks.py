"""A host learns what it has to switch on for its editors."""

import pytest

from cms.admin.checks import MIDDLEWARE, check_middleware


def test_the_demo_site_explains_refused_publications():
    assert check_middleware(None) == []


def test_a_host_without_the_middleware_is_warned(settings: pytest.FixtureRequest):
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != MIDDLEWARE]  # type: ignore[attr-defined]
    assert [message.id for message in check_middleware(None)] == ["cms.W001"]

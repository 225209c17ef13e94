"""A host learns what it has to switch on for its editors."""

import pytest

from cms.admin.checks import MIDDLEWARE, check_middleware, check_upload_fields


def test_the_demo_site_explains_refused_publications():
    assert check_middleware(None) == []


def test_a_host_without_the_middleware_is_warned(settings: pytest.FixtureRequest):
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != MIDDLEWARE]  # type: ignore[attr-defined]
    assert [message.id for message in check_middleware(None)] == ["cms.W001"]


def test_the_demo_site_takes_long_pages():
    assert check_upload_fields(None) == []


@pytest.mark.parametrize(("most", "expected"), [(1000, ["cms.W004"]), (20_000, []), (None, [])])
def test_a_host_that_refuses_the_form_of_a_long_page_is_warned(settings, most, expected):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = most
    found = check_upload_fields(None)
    assert [message.id for message in found] == expected
    assert all("DATA_UPLOAD_MAX_NUMBER_FIELDS" in str(message.hint) for message in found)

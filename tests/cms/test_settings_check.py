"""A setting that has a value of another kind is named before anything goes wrong with it."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings

from cms.conf import conf
from cms.conf.checks import check_settings, kinds_of_settings


@pytest.mark.parametrize(
    ("name", "value", "where"),
    [
        ("CACHE_SECONDS", "60", "CMS_CACHE_SECONDS: "),
        ("IMAGE_WIDTHS", (400, "x"), "CMS_IMAGE_WIDTHS[1]: "),
        ("IMAGE_FORMATS", "webp", "CMS_IMAGE_FORMATS: "),
        ("FRONTEND_URLS", "https://www.example.org", "CMS_FRONTEND_URLS: "),
        ("FRONTEND_URLS", {"www.example.org": None}, "CMS_FRONTEND_URLS['www.example.org']: "),
        ("FRONTEND_URLS", {("www", "org"): "https://www.example.org"}, "CMS_FRONTEND_URLS: keys must be "),
        ("PREVIEW_LIMIT", (300,), "CMS_PREVIEW_LIMIT[1]: "),
        ("PREVIEW_MINUTES", True, "CMS_PREVIEW_MINUTES: "),
        ("PREVIEW_SHARE_DAYS", 7, "CMS_PREVIEW_SHARE_DAYS: "),
    ],
)
def test_a_value_of_another_kind_is_named_with_its_place(name, value, where):
    with override_settings(**{f"CMS_{name}": value}):
        (message,) = check_settings()
    assert message.id == "cms.E007"
    assert message.msg.startswith(where)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("IMAGE_WIDTHS", [400, 800]),
        ("PREVIEW_LIMIT", [300, 60]),
        ("OUTGOING_ALLOWED_HOSTS", {"10.1.0.0/16"}),
        ("LOOKUP_SECONDS", 5),
        ("API_BASE_URL", None),
    ],
)
def test_what_serves_as_well_is_no_fault(name, value):
    with override_settings(**{f"CMS_{name}": value}):
        assert check_settings() == []


def test_nearly_every_property_is_judged():
    assert len(dict(kinds_of_settings())) > 40


@override_settings(CMS_PAGE_FLAGS=["sensitive"])
def test_marks_are_asked_for_before_any_check_and_say_what_is_wrong():
    with pytest.raises(ImproperlyConfigured, match="CMS_PAGE_FLAGS is"):
        _ = conf.page_flags

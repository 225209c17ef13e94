"""A host learns at start what is wrong with its settings of forms."""

import pytest

from cms.submissions.checks import check_captcha, check_form_settings
from tests.cms.submissions.captchas import Word

WORD = f"{Word.__module__}.{Word.__name__}"


def test_the_demo_site_is_told_nothing():
    assert [*check_form_settings(None), *check_captcha(None)] == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CLIENT_ADDRESSES", "whole"),
        ("FORM_LIMITS_WITHOUT_CACHE", "maybe"),
        ("FORM_LIMITS", {"ip": (1, 2)}),
        ("FORM_LIMITS", {"client": 5}),
        ("FORM_LIMITS", {"client": (0, 60)}),
        ("FORM_LIMITS", {"client": (5, "60")}),
        ("FORM_LIMITS", [("client", (1, 2))]),
        ("TRUSTED_PROXIES", -1),
        ("TRUSTED_PROXIES", True),
        ("FORM_SECONDS", "2"),
        ("FORM_HOURS", 0),
        ("FORM_BYTES", 0),
        ("CONFIRMATION_HOURS", "48"),
        ("CONFIRMATION_MAILS", 3),
        ("CONFIRMATION_MAILS", (0, 300)),
        ("CONFIRMATION_MAILS", (3, -1)),
        ("RETENTION_DAYS", 30),
        ("RETENTION_DAYS", {"newsleter": 30}),
        ("RETENTION_DAYS", {"contact": "30"}),
    ],
)
def test_a_value_that_a_setting_can_not_have_is_named(settings, name, value):
    setattr(settings, f"CMS_{name}", value)
    assert [message.id for message in check_form_settings(None)] == ["cms.E050"]
    assert f"CMS_{name}" in check_form_settings(None)[0].msg


@pytest.mark.parametrize("limits", [{}, {"client": [1, 60]}, {"address": (1, 60)}])
def test_limits_may_be_left_out(settings, limits):
    settings.CMS_FORM_LIMITS = limits
    assert check_form_settings(None) == []


def test_days_may_be_left_out_or_be_without_end(settings):
    settings.CMS_RETENTION_DAYS = {"contact": 0, "quarantined": 3, "unconfirmed": 1, "consents": None}
    assert check_form_settings(None) == []


def test_a_captcha_that_can_be_made_is_fine(settings):
    settings.CMS_CAPTCHA = {"BACKEND": WORD, "OPTIONS": {"word": "x"}, "PUBLIC": {"site_key": "y"}}
    assert check_captcha(None) == []


@pytest.mark.parametrize(
    "captcha",
    [
        {"BACKEND": "nowhere.Captcha"},
        {"BACKEND": WORD},
        {"BACKEND": "builtins.dict"},
        {"OPTIONS": {}},
        {"BACKEND": WORD, "OPTIONS": {"word": "x"}, "PUBLIC": {"site_key": 1}},
        {"BACKEND": WORD, "OPTIONS": {"word": "x"}, "PUBLIC": "x"},
        "x",
    ],
)
def test_a_captcha_that_can_not_be_made_is_named(settings, captcha):
    settings.CMS_CAPTCHA = captcha
    assert [message.id for message in check_captcha(None)] == ["cms.E051"]

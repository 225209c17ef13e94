"""The system checks of forms: a setting that is wrong would only show when a reader sends something."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core import checks
from django.core.exceptions import ImproperlyConfigured

from blocks.vocabulary import FORM_KINDS
from cms.conf import conf
from cms.submissions.captcha import Captcha, configured_captcha
from cms.submissions.retention import CONSENTS, QUARANTINED, UNCONFIRMED

__all__ = ["check_captcha", "check_form_settings", "register_checks"]

POLICIES = ("client", "address")
KEPT = (*sorted(FORM_KINDS), QUARANTINED, UNCONFIRMED, CONSENTS)
"""What `CMS_RETENTION_DAYS` can be about."""


def check_form_settings(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """cms.E050: a setting of forms has a value that it can not have."""
    return [checks.Error(message, id="cms.E050") for message in _wrong_settings()]


def _wrong_settings() -> Iterator[str]:
    if conf.client_addresses not in ("truncated", "hashed", "none"):
        yield 'CMS_CLIENT_ADDRESSES is "truncated", "hashed" or "none".'
    if conf.form_limits_without_cache not in ("allow", "refuse"):
        yield 'CMS_FORM_LIMITS_WITHOUT_CACHE is "allow" or "refuse".'
    if not _are_limits(conf.form_limits):
        yield 'CMS_FORM_LIMITS is {"client": (requests, seconds), "address": (requests, seconds)}, or one of them.'
    mails = conf.confirmation_mails
    if not _is_pair(mails) or not _is_number(mails[0], 1) or not _is_number(mails[1], 0):
        yield "CMS_CONFIRMATION_MAILS is (most mails, least seconds between two of them)."
    if not _are_days(conf.own_retention_days):
        yield f"CMS_RETENTION_DAYS has whole numbers of days, or None, for some of {', '.join(KEPT)}."
    for name, value, least in (
        ("TRUSTED_PROXIES", conf.trusted_proxies, 0),
        ("FORM_SECONDS", conf.form_seconds, 0),
        ("FORM_HOURS", conf.form_hours, 1),
        ("FORM_BYTES", conf.form_bytes, 1),
        ("CONFIRMATION_HOURS", conf.confirmation_hours, 1),
    ):
        if not _is_number(value, least):
            yield f"CMS_{name} is a whole number, {least} or more."


def _is_number(value: Any, least: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= least


def _are_limits(limits: Any) -> bool:
    if not isinstance(limits, Mapping) or not set(limits) <= set(POLICIES):
        return False
    return all(
        _is_pair(limit) and all(_is_number(number, 1) for number in limit) for limit in limits.values()
    )


def _is_pair(value: Any) -> bool:
    return isinstance(value, list | tuple) and len(value) == 2


def _are_days(kept: Any) -> bool:
    """A name that is not known would keep what was to be forgotten sooner."""
    if not isinstance(kept, Mapping) or not set(kept) <= set(KEPT):
        return False
    return all(days is None or _is_number(days, 0) for days in kept.values())


def check_captcha(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """cms.E051: the captcha can not be made from its setting."""
    hint = (
        'CMS_CAPTCHA is {"BACKEND": dotted path of the class, "OPTIONS": {its arguments}, "PUBLIC": {texts}}.'
    )
    try:
        captcha = configured_captcha()
        public = conf.captcha_public or {}
    except (ImproperlyConfigured, ImportError, KeyError, TypeError, ValueError, AttributeError) as error:
        return [checks.Error(f"CMS_CAPTCHA: {error!r}", hint=hint, id="cms.E051")]
    if captcha is not None and not isinstance(captcha, Captcha):
        message = "CMS_CAPTCHA: the class does not derive from cms.submissions.captcha.Captcha."
        return [checks.Error(message, hint=hint, id="cms.E051")]
    if not all(isinstance(text, str) for pair in public.items() for text in pair):
        return [checks.Error("CMS_CAPTCHA: PUBLIC has texts only.", hint=hint, id="cms.E051")]
    return []


def register_checks() -> None:
    """Called when the app is ready."""
    checks.register(check_form_settings)
    checks.register(check_captcha)

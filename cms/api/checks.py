"""System checks of the API: whether browsers may send forms to it, and its share in the check of names.

Its answers stand in the same OpenAPI document as the Schemas of blocks.
"""

from collections.abc import Iterator
from typing import Any

from django.core import checks
from django.urls import NoReverseMatch, reverse

from blocks.checks import describe
from cms.conf import conf
from cms.delivery.checks import check_page_types

__all__ = ["answers", "check_cors_headers", "check_form_addresses", "register_checks"]

CORS_MIDDLEWARE = "corsheaders.middleware.CorsMiddleware"
SENT_HEADERS = {"Idempotency-Key": "submit forms", "Authorization": "show previews"}
"""What needs which header of a request."""


def answers() -> Iterator[Any]:
    """The types of all answers; none while a page type has an error of its own (`cms.E001` to `cms.E003`)."""
    from cms.api.problems import Problem
    from cms.api.urls import urlpatterns
    from cms.api.views.posting import PostView

    if check_page_types():
        return
    yield Problem
    for pattern in urlpatterns:
        view = pattern.callback.cls
        yield view.answer_schema()
        if issubclass(view, PostView):
            yield view.body_schema()


def check_cors_headers(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """cms.W003: browsers would not send forms, or the tokens of previews, from a frontend on another origin."""
    if CORS_MIDDLEWARE not in conf.middleware:
        return []
    allowed = {name.lower() for name in conf.cors_allow_headers or ()}
    return [_not_allowed(name, what) for name, what in SENT_HEADERS.items() if name.lower() not in allowed]


def _not_allowed(name: str, what: str) -> checks.CheckMessage:
    message = f"Frontends on other origins can not {what}: browsers may not send the header {name}."
    hint = 'Set CORS_ALLOW_HEADERS = [*corsheaders.defaults.default_headers, "idempotency-key"].'
    return checks.Warning(message, hint=hint, id="cms.W003")


def check_form_addresses(app_configs: Any = None, **kwargs: Any) -> list[checks.CheckMessage]:
    """cms.W010: panels are delivered without their forms. cms.W011: nobody elsewhere could reach their addresses."""
    try:
        reverse("cms_api:root")
    except NoReverseMatch:
        message = "The API is not mounted: panels are delivered without their forms, as nothing could take the answers."
        hint = 'Add `path("api/v1/", include("cms.api.urls"))` to the URLconf.'
        return [checks.Warning(message, hint=hint, id="cms.W010")]
    if conf.api_base_url:
        return []
    message = "The addresses of forms have no host: browsers on the frontend would send them to the frontend."
    hint = "Set CMS_API_BASE_URL, or WAGTAILADMIN_BASE_URL, to the scheme and host of the API."
    return [checks.Warning(message, hint=hint, id="cms.W011")]


def register_checks() -> None:
    """Called when the app is ready."""
    describe(answers)
    checks.register(check_cors_headers)
    checks.register(check_form_addresses)

"""Answers questions about health before any other middleware can refuse, redirect or query.

Load balancers ask by address, so with a Host header that `ALLOWED_HOSTS` does not list, and without TLS.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse

from cms.api.views import health

__all__ = ["HealthMiddleware"]

View = Callable[[HttpRequest], HttpResponse]

VIEWS: Mapping[str, View] = {"cms_health:alive": health.alive, "cms_health:ready": health.ready}


class HealthMiddleware:
    """Put it first. It needs `cms.api.health_urls` in the URLconf, which says at which addresses it answers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        view = _views(get_urlconf(), get_script_prefix()).get(request.path)
        return view(request) if view else self.get_response(request)


@lru_cache(maxsize=10)
def _views(urlconf: str | None, prefix: str) -> Mapping[str, View]:
    """The views by address, as the URLconf has them below the prefix."""
    try:
        return {reverse(name, urlconf): view for name, view in VIEWS.items()}
    except NoReverseMatch:
        return {}

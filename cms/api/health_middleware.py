"""Answers questions about health before any other middleware can refuse, redirect or query.

Load balancers ask by address, so with a Host header that `ALLOWED_HOSTS` does not list, and without TLS.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse

from cms.api.views import health

__all__ = ["HealthMiddleware"]

VIEWS = {"cms_health:alive": health.alive, "cms_health:ready": health.ready}


class HealthMiddleware:
    """Put it first. It needs `cms.api.health_urls` in the URLconf, which says at which addresses it answers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        for name, view in VIEWS.items():
            try:
                if request.path == reverse(name):
                    return view(request)
            except NoReverseMatch:
                break
        return self.get_response(request)

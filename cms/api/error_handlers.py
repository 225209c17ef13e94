"""Django's error handlers for a site that mounts the API: what goes wrong outside a view is a problem document too.

For example a Host header that is not allowed: Django refuses it before any view is found. A site names them in its root
URLconf (`handler400 = error_handlers.handler400`, and so on); outside the API they answer as Django's own do.
"""

import sys

from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.views import defaults

from cms.api.database_away import RETRY_AFTER, database_is_away
from cms.api.problems import (
    BAD_REQUEST,
    FORBIDDEN,
    INTERNAL_ERROR,
    NOT_FOUND,
    answer_problem,
    answer_without_database,
)

__all__ = ["handler400", "handler403", "handler404", "handler500"]


def _is_ours(request: HttpRequest) -> bool:
    try:
        return request.path.startswith(reverse("cms_api:root"))
    except NoReverseMatch:
        return False


def handler400(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Bad request."""
    if _is_ours(request):
        return answer_problem(request, BAD_REQUEST)
    return defaults.bad_request(request, exception)


def handler403(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Permission denied."""
    if _is_ours(request):
        return answer_problem(request, FORBIDDEN)
    return defaults.permission_denied(request, exception)


def handler404(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Not found."""
    if _is_ours(request):
        return answer_problem(request, NOT_FOUND)
    return defaults.page_not_found(request, exception)


def handler500(request: HttpRequest) -> HttpResponse:
    """Server error; 503 while the database is away."""
    is_away = database_is_away(sys.exc_info()[1])
    if _is_ours(request):
        return answer_without_database(request) if is_away else answer_problem(request, INTERNAL_ERROR)
    response = defaults.server_error(request)
    if is_away:
        response.status_code = 503
        response.headers["Retry-After"] = RETRY_AFTER
    return response

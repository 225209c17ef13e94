import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.test import RequestFactory
from rest_framework.exceptions import NotAuthenticated, ParseError, Throttled

from cms.api import error_handlers
from cms.api.views.page_lists import PageLists
from tests.api_client import PREFIX, ApiClient
from tests.builders import CANARY

pytestmark = pytest.mark.django_db


@pytest.fixture
def failing(monkeypatch):
    """Makes `/pages/` raise something."""

    def fail_with(error):
        def get(self, request):
            raise error

        monkeypatch.setattr(PageLists, "get", get)

    return fail_with


def test_a_problem_says_what_and_where(api, site):
    problem = api.get("/pages/", limit="x").json
    assert problem == {
        "type": "/problems/invalid-parameters",
        "title": "Invalid parameters",
        "status": 400,
        "detail": "Look at `limit`.",
        "instance": "/api/v1/pages/",
        "errors": [{"field": "limit", "code": "invalid", "detail": "Give a whole number from 1 to 100."}],
    }


def test_the_instance_is_a_valid_reference(api, site):
    assert api.get('/a b/é/"/').json["instance"] == "/api/v1/a%20b/%C3%A9/%22/"


def test_who_forgets_the_slash_is_told_so(api, site):
    assert "slash" in api.get("/pages").json["detail"]


def test_an_unexpected_error_is_told_without_its_reason(site, failing, caplog):
    failing(RuntimeError(CANARY))
    answer = ApiClient(raise_request_exception=False).get("/pages/")
    assert (answer.status, answer.json["type"]) == (500, "/problems/internal-error")
    assert CANARY.encode() not in answer.content
    assert CANARY in caplog.text


def test_an_unexpected_error_reaches_those_who_watch_for_errors(api, site, failing):
    failing(RuntimeError(CANARY))
    with pytest.raises(RuntimeError, match=CANARY):
        api.get("/pages/")


@pytest.mark.parametrize(
    ("error", "status", "kind"),
    [
        (PermissionDenied(CANARY), 403, "/problems/forbidden"),
        (SuspiciousOperation(CANARY), 400, "/problems/bad-request"),
        (ParseError(CANARY), 400, "/problems/bad-request"),
        (NotAuthenticated(CANARY), 403, "about:blank"),
        (Throttled(wait=3, detail=CANARY), 429, "about:blank"),
    ],
)
def test_what_django_and_drf_raise_becomes_a_problem(api, site, failing, error, status, kind):
    failing(error)
    answer = api.get("/pages/")
    assert (answer.status, answer.json["type"]) == (status, kind)
    assert CANARY.encode() not in answer.content


def test_who_is_throttled_learns_for_how_long(api, site, failing):
    failing(Throttled(wait=3))
    assert api.get("/pages/").headers["Retry-After"] == "4"


@pytest.mark.parametrize(
    ("handler", "status"),
    [
        (lambda request: error_handlers.handler400(request, SuspiciousOperation(CANARY)), 400),
        (lambda request: error_handlers.handler403(request, PermissionDenied(CANARY)), 403),
        (lambda request: error_handlers.handler404(request, Exception(CANARY)), 404),
        (error_handlers.handler500, 500),
    ],
)
class TestErrorHandlersOfASite:
    def test_below_the_api_they_answer_with_a_problem(self, handler, status):
        response = handler(RequestFactory().get(f"{PREFIX}/pages/"))
        assert (response.status_code, response.headers["Content-Type"]) == (
            status,
            "application/problem+json",
        )
        assert CANARY.encode() not in response.content

    def test_elsewhere_they_answer_as_django_does(self, handler, status):
        response = handler(RequestFactory().get("/admin/"))
        assert (response.status_code, response.headers["Content-Type"].partition(";")[0]) == (
            status,
            "text/html",
        )


@pytest.mark.urls("tests.cms.api.not_mounted")
def test_without_the_api_the_error_handlers_answer_as_django_does():
    response = error_handlers.handler500(RequestFactory().get(f"{PREFIX}/pages/"))
    assert response.headers["Content-Type"].startswith("text/html")

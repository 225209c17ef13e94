"""The middleware answers for refused publications only, and in the form that the asker reads."""

import json

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory, override_settings

from cms.admin.middleware import PublishRefusedMiddleware
from cms.models import Person, PublishRefused

REFUSAL = PublishRefused(Person(name="Ada Example"), {"standfirst": ["This field is required."]})


def answer(path, exception, **headers):
    request = RequestFactory(headers=headers).post(path)
    request.user = AnonymousUser()
    return PublishRefusedMiddleware(lambda request: HttpResponse()).process_exception(request, exception)


def test_other_exceptions_are_left_alone():
    assert answer("/admin/", ValueError("something else")) is None


@pytest.mark.parametrize("path", ["/elsewhere/", "/admin/pages/1/edit/"])
def test_a_client_that_reads_json_gets_a_problem_document(path):
    response = answer(path, REFUSAL, accept="application/json")
    problem = json.loads(response.content)
    assert (response.status_code, problem["status"]) == (422, 422)
    assert problem["errors"] == [
        {"field": "standfirst", "code": "incomplete", "detail": "This field is required."}
    ]
    assert problem["error_code"] == "publish_refused"


def test_outside_the_admin_a_browser_gets_the_problem_document_too():
    assert answer("/elsewhere/", REFUSAL, accept="text/html").status_code == 422


@override_settings(ROOT_URLCONF="cms.api.urls")
def test_a_site_without_the_admin_is_answered(settings):
    assert answer("/admin/", REFUSAL, accept="text/html").status_code == 422

"""Every operation of the contract, asked at random by schemathesis: nothing fails, and nothing breaks the contract."""

import os

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import override_settings
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from tests.api_client import PREFIX
from tests.builders import make_index, make_panel, make_person, make_reference, make_summary, make_topic

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

EXAMPLES = int(os.environ.get("CONTRACT_EXAMPLES", "15"))
"""Examples for each operation."""
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
    unsupported_method,
]

CONTRACT = schemathesis.openapi.from_wsgi(f"{PREFIX}/openapi.json", get_wsgi_application())
# What is too large is refused before anybody looks what it is.
REJECTION = CONTRACT.config.checks.negative_data_rejection
REJECTION.expected_statuses = [*REJECTION.expected_statuses, "413"]
OPERATIONS = [found.ok() for found in CONTRACT.get_all_operations()]


@pytest.fixture(scope="module")
def content(site):
    """Something of everything."""
    make_panel("newsletter")
    section = make_index(slug="section")
    for number in range(3):
        make_summary(
            parent=section,
            topics=[make_topic(f"Topic {number}")],
            subject_reference=make_reference(f"smith202{number}"),
            authors=[make_person()],
        )


@pytest.fixture
def _no_limits():
    with override_settings(CMS_FORM_LIMITS={}):
        yield


@pytest.fixture(scope="module", autouse=True)
def _one_connection():
    """The module's transaction outlives each request, so its connection has to: as in Django's own test client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_no_request_breaks_the_contract(content, operation, mode):
    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case):
        case.call_and_validate(checks=CHECKS, headers={"Host": "localhost"})

    ask()


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize(
    "operation",
    [operation for operation in OPERATIONS if "/calls-to-action/{slug}/" in operation.path],
    ids=lambda operation: operation.label,
)
@pytest.mark.usefixtures("_no_limits")
def test_no_form_breaks_the_contract(content, operation, mode):
    """The panel is there, so that what is sent is looked at."""

    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case):
        case.path_parameters = {"slug": "newsletter"}
        case.call_and_validate(
            checks=[check for check in CHECKS if check is not negative_data_rejection],
            headers={"Host": "localhost"},
        )

    ask()

import json

import pytest
from django.core.management import call_command
from django.test import override_settings
from django.urls import reverse
from drf_spectacular.settings import spectacular_settings
from openapi_spec_validator import validate

from cms.api.openapi import openapi_document
from cms.api.problems import KINDS
from cms.api.views.service import ENDPOINTS
from tests.api_client import GOLDEN


@pytest.fixture(scope="module")
def contract():
    return openapi_document()


def test_the_document_is_the_reviewed_one(capsys):
    call_command("openapi")
    assert capsys.readouterr().out == GOLDEN.read_text(), (
        "Look at the difference: manage.py openapi > " + GOLDEN.name
    )


def test_the_document_is_valid_openapi_3_1(contract):
    assert contract["openapi"].startswith("3.1.")
    validate(contract)


def test_the_document_is_served(api):
    assert api.get("/openapi.json").json == json.loads(GOLDEN.read_text())


def test_the_document_names_the_address_of_the_api(contract):
    assert contract["servers"] == [{"url": "/api/v1"}]


def test_only_our_addresses_are_described(contract):
    templates = {f"/{path}" for path in ENDPOINTS.values()} - {"/openapi.json", "/docs/"}
    assert {path.partition("{?")[0] for path in templates} | {"/"} == set(contract["paths"])


def test_a_document_is_a_union_told_apart_by_its_type(contract):
    union = contract["components"]["schemas"]["Document"]
    assert union["discriminator"]["propertyName"] == "type"
    assert (
        union["discriminator"]["mapping"]["research_summary"]
        == "#/components/schemas/ResearchSummaryDocument"
    )
    assert len(union["oneOf"]) == len(union["discriminator"]["mapping"])


def test_a_body_is_a_union_told_apart_by_its_type(contract):
    schemas = contract["components"]["schemas"]
    body = schemas["ResearchSummaryDocument"]["properties"]["body"]["items"]
    for name, reference in body["discriminator"]["mapping"].items():
        block = schemas[reference.removeprefix("#/components/schemas/")]
        assert block["properties"]["type"]["const"] == name


def test_every_reference_leads_to_a_component(contract):
    def references(node):
        if isinstance(node, dict):
            if isinstance(node.get("$ref"), str):
                yield node["$ref"]
            if "discriminator" in node and "mapping" in node["discriminator"]:
                yield from node["discriminator"]["mapping"].values()
            for value in node.values():
                yield from references(value)
        elif isinstance(node, list):
            for value in node:
                yield from references(value)

    components = {f"#/components/schemas/{name}" for name in contract["components"]["schemas"]}
    assert set(references(contract)) <= components


def operations(contract):
    return [operation for item in contract["paths"].values() for operation in item.values()]


def bodies(contract):
    """Names of the Schemas of what is sent."""
    for operation in operations(contract):
        for content in operation.get("requestBody", {}).get("content", {}).values():
            yield content["schema"].get("$ref", "").rpartition("/")[2]


def test_every_field_of_every_object_that_is_answered_is_always_there(contract):
    sent = set(bodies(contract))
    for name, schema in contract["components"]["schemas"].items():
        if schema.get("type") == "object" and name not in sent:
            assert set(schema["required"]) == set(schema["properties"]), name


def test_what_is_sent_may_leave_out_what_has_a_default(contract):
    assert "SubmissionBody" in set(bodies(contract))
    assert contract["components"]["schemas"]["SubmissionBody"]["required"] == ["fields", "token"]


def test_every_operation_describes_its_problems(contract):
    for operation in operations(contract):
        for status in ("400", "406", "default"):
            schema = operation["responses"][status]["content"]["application/problem+json"]["schema"]
            assert schema == {"$ref": "#/components/schemas/Problem"}


def test_an_operation_that_takes_something_describes_how_and_what_it_refuses(contract):
    submit = contract["paths"]["/calls-to-action/{slug}/submissions/"]["post"]
    assert submit["requestBody"]["required"] is True
    assert set(submit["requestBody"]["content"]) == {"application/json"}
    assert {"202", "400", "403", "404", "409", "413", "415", "422", "429", "503"} <= set(submit["responses"])
    assert "200" not in submit["responses"]
    assert set(submit["responses"]["429"]["headers"]) == {"Retry-After", "RateLimit-Policy", "RateLimit"}
    assert set(submit["responses"]["503"]["headers"]) == {"Retry-After"}
    key = next(parameter for parameter in submit["parameters"] if parameter["name"] == "Idempotency-Key")
    assert (key["in"], key["required"]) == ("header", True)


def test_every_kind_of_problem_is_documented(contract):
    described = contract["components"]["schemas"]["Problem"]["properties"]["type"]["description"]
    assert all(f"`{kind.type}`" in described for kind in KINDS)


def test_every_operation_has_a_name_of_its_own(contract):
    names = [operation["operationId"] for operation in operations(contract)]
    assert len(set(names)) == len(names)
    assert all(names)


def test_the_settings_of_the_host_do_not_matter(contract, monkeypatch):
    for name, value in {"TITLE": "The host's", "OAS_VERSION": "3.0.3", "CAMELIZE_NAMES": True}.items():
        monkeypatch.setattr(spectacular_settings, name, value)
    assert openapi_document() == contract


def test_the_settings_of_the_host_stay_as_they_were(contract):
    title = spectacular_settings.TITLE
    openapi_document()
    assert title == spectacular_settings.TITLE


def test_the_documentation_page_reads_the_document(api):
    page = api.get("/docs/", headers={"Accept": "text/html"}).content.decode()
    assert f'data-openapi="{reverse("cms_api:openapi")}"' in page


def test_the_documentation_page_loads_nothing_from_elsewhere(api):
    page = api.get("/docs/").content.decode()
    assert "http:" not in page
    assert "https:" not in page
    assert page.count('<script src="/static/') == page.count("<script")


@override_settings(INSTALLED_APPS=["django.contrib.contenttypes"])
def test_there_is_no_documentation_page_without_swagger_ui(api):
    assert api.get("/docs/").status == 404

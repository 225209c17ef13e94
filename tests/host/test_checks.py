"""What `manage.py check` says of blocks and page types that can not be delivered as a site has written them."""

import json
import subprocess
import sys

import pytest
from django.core import checks

RUN = """
import json, sys
from tests.host import settings
settings.INSTALLED_APPS.insert(0, sys.argv[1])
import django
django.setup()
from django.core.checks import run_checks
print(json.dumps([[message.id, str(message.obj or ""), message.msg] for message in run_checks()]))
"""


def messages_of(app):
    """(id, object, message) of what is wrong when an app with mistakes is installed as well."""
    command = [sys.executable, "-c", RUN, f"tests.host.mistakes.{app}"]
    return [tuple(message) for message in json.loads(subprocess.check_output(command, text=True))]


@pytest.fixture(scope="module")
def of_page_types():
    return messages_of("page_types")


@pytest.fixture(scope="module")
def of_names():
    return messages_of("names")


def test_nothing_is_wrong_with_the_site_as_it_stands():
    assert checks.run_checks() == []


@pytest.mark.parametrize("field", ["SignedPage.letter", "DeeplySignedPage.letter"])
def test_a_block_without_a_wire_form_is_named(field, of_page_types):
    said = "tests.host.mistakes.page_types.models.SignatureBlock has no Schema and no adapter"
    assert ("blocks.E001", f"page_types.{field}", said) in of_page_types


def test_a_schema_with_the_name_of_a_block_s_schema_is_named(of_names):
    said = "Two Schemas are named Callout: blocks.text.Callout and tests.host.mistakes.names.models.Callout"
    assert ("blocks.E002", "", said) in of_names


def test_a_derived_schema_with_the_name_of_an_answer_of_the_api_is_named(of_names):
    said = "Two Schemas are named Topic: cms.api.schemas.Topic and tests.host.mistakes.names.models.Topic"
    assert ("blocks.E002", "", said) in of_names


def test_nothing_else_is_wrong_with_these_names(of_names):
    assert {message[0] for message in of_names} == {"blocks.E002"}


def test_a_page_type_with_the_type_of_another_one_is_named(of_page_types):
    said = (
        "“research_summary” is the `wire_type` of cms.ResearchSummaryPage and page_types.SecondSummaryPage."
    )
    assert ("cms.E001", "", said) in of_page_types


def test_a_page_type_without_a_type_is_named(of_page_types):
    assert ("cms.E001", "", "“” is the `wire_type` of page_types.UntypedPage.") in of_page_types


def test_a_wire_field_that_does_not_exist_is_named(of_page_types):
    assert [message for name, _, message in of_page_types if name == "cms.E002"] == [
        "MisspeltPage has no field named 'titel'",
        "page_types.OpaquePage.data is in `wire_fields`, but fields of JSONField have no wire form",
    ]


def test_a_wire_field_that_every_document_has_is_named(of_page_types):
    said = [message for name, _, message in of_page_types if name == "cms.E003"]
    assert said == ["`wire_fields` names “title”, which is in the document already."]


def test_a_stream_that_is_not_judged_before_publishing_is_named(of_page_types):
    assert [field for name, field, _ in of_page_types if name == "cms.E004"] == [
        "page_types.UnguardedPage.body"
    ]

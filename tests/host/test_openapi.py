"""The contract describes the site's own page types and blocks as exactly as the plugin's."""

import pytest

from blocks.streams import SummaryBody
from tests.host.trials.blocks import TrialBody


@pytest.fixture
def contract(client, db):
    return client.get("/content/openapi.json", headers={"host": "localhost"}).json()


@pytest.fixture
def schemas(contract):
    return contract["components"]["schemas"]


def names_by_type(union):
    """Schema name by block type of a union that is discriminated by `type`."""
    discriminator = union["discriminator"]
    assert discriminator["propertyName"] == "type"
    assert {reference["$ref"] for reference in union["oneOf"]} == set(discriminator["mapping"].values())
    return {name: reference.rpartition("/")[2] for name, reference in discriminator["mapping"].items()}


def test_addresses_are_those_at_which_the_site_has_mounted_the_api(contract):
    assert [server["url"] for server in contract["servers"]] == ["/content"]


def test_the_documents_of_the_site_s_page_types_belong_to_the_union(schemas):
    documents = names_by_type(schemas["Document"])
    assert documents["trial_report"] == "TrialReportDocument"
    assert documents["event"] == "EventDocument"
    assert documents["research_summary"] == "ResearchSummaryDocument"


def test_the_body_of_a_report_is_a_union_of_the_plugin_s_blocks_and_the_site_s(schemas):
    body = names_by_type(schemas["TrialReportDocument"]["properties"]["body"]["items"])
    summary = names_by_type(schemas["ResearchSummaryDocument"]["properties"]["body"]["items"])
    assert set(body) == set(TrialBody.base_blocks)
    assert set(summary) == set(SummaryBody.base_blocks)
    assert {name: body[name] for name in summary} == summary


def test_a_block_with_a_schema_is_described_by_it(schemas):
    assert schemas["DoseBlock"]["properties"]["value"] == {"$ref": "#/components/schemas/Dose"}
    dose = schemas["Dose"]
    assert dose["properties"]["amount"] == {"type": "string", "description": "As printed, with its unit."}
    assert dose["required"] == ["drug", "amount", "times_a_day", "citations"]


def test_a_block_without_a_schema_is_described_by_its_fields(schemas):
    assert schemas["Visit"]["properties"] == {
        "day": {"anyOf": [{"type": "integer"}, {"type": "null"}]},
        "place": {"anyOf": [{"type": "string"}, {"type": "null"}]},
        "procedures": {"type": "array", "items": {"type": "string"}},
    }


def test_a_block_with_an_adapter_is_described_by_it(schemas):
    value = schemas["ColorBlock"]["properties"]["value"]
    assert value == {"anyOf": [{"$ref": "#/components/schemas/Color"}, {"type": "null"}]}


def test_a_block_type_that_two_streams_use_for_different_things_has_two_names(schemas):
    sessions = names_by_type(schemas["EventDocument"]["properties"]["sessions"]["items"])
    assert sessions["heading"] == "HeadingTextBlock"
    assert schemas["HeadingTextBlock"]["properties"]["value"] == {"type": "string"}
    assert schemas["HeadingBlock"]["properties"]["value"] == {"$ref": "#/components/schemas/Heading"}


def test_a_block_that_stands_in_two_streams_is_described_once(schemas):
    body = names_by_type(schemas["TrialReportDocument"]["properties"]["body"]["items"])
    sessions = names_by_type(schemas["EventDocument"]["properties"]["sessions"]["items"])
    assert body["visit"] == sessions["visit"] == "VisitBlock"


def test_fields_of_a_page_type_are_described_by_their_kind(schemas):
    event = schemas["EventDocument"]["properties"]
    assert event["starts_at"] == {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "null"}]}
    assert event["online"] == {"type": "boolean"}
    assert event["banner"] == {"anyOf": [{"$ref": "#/components/schemas/Image"}, {"type": "null"}]}
    report = schemas["TrialReportDocument"]["properties"]
    assert report["registration"] == {
        "anyOf": [{"$ref": "#/components/schemas/Registration"}, {"type": "null"}]
    }

"""The commissioner's article, imported and published by the demo: what a frontend gets for it."""

import json
import os
import re
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command

from blocks.clean import plain_text
from tests.api_client import ApiClient

ARTICLE = settings.BASE_DIR / "fixtures" / "demo" / "article.txt"
GOLDEN = settings.BASE_DIR / "tests" / "golden" / "sample_document.json"
FORM_TEXTS = (
    "Subscribe To Our Newsletter",
    "Join our mailing list",
    "You have Successfully Subscribed!",
    "Request Information Packet",
    "FREE information packet",
    "Thanks for your interest!",
)


def normal(text: str) -> str:
    """Text with its spaces in one form; letters, digits and punctuation as they are."""
    return re.sub(r"\s+", " ", text.replace("\xa0", " ")).strip()


def sentences() -> list[str]:
    """The sentences of the article's prose, as the file has them: what stands above the `Source:` line."""
    prose = ARTICLE.read_bytes().decode("utf-8").split("Source:")[0]
    protected = normal(prose).replace("et al. ", "et al.\xa0").replace("et at. ", "et at.\xa0")
    return [sentence.replace("\xa0", " ") for sentence in re.split(r"(?<=\.) (?=[A-Z])", protected)]


@pytest.fixture(scope="module")
def document(django_db_setup: Any, django_db_blocker: Any) -> Any:
    """The sample's document as the API serves it, after `manage.py demo`."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        call_command("demo", verbosity=0)
        path = "/research/mesenchymal-stem-cells-for-lupus/"
        answer = ApiClient().get(f"/resolve/?path={path}&site=localhost")
        assert answer.status == 200, answer.content
        transaction.set_rollback(True)
    return answer.json["page"]


def test_the_article_has_its_sentences():
    assert len(sentences()) == 15


def test_every_sentence_of_the_article_is_in_the_document(document):
    paragraphs = [
        plain_text(block["value"]["html"]) for block in document["body"] if block["type"] == "paragraph"
    ]
    text = normal(" ".join(paragraphs))
    assert [sentence for sentence in sentences() if sentence not in text] == []


def test_nothing_of_the_forms_is_in_the_prose(document):
    prose = [block for block in document["body"] if block["type"] != "call_to_action"]
    assert [text for text in FORM_TEXTS if text in json.dumps(prose, ensure_ascii=False)] == []


def test_the_forms_are_two_panels_with_their_success_messages(document):
    panels = [block["value"] for block in document["body"] if block["type"] == "call_to_action"]
    assert [(panel["kind"], panel["heading"], panel["form"]["success_message"]) for panel in panels] == [
        ("newsletter", "Subscribe To Our Newsletter", "You have Successfully Subscribed!"),
        ("information_packet", "Request Information Packet", "Thanks for your interest!"),
    ]


def test_promotion_stands_beside_a_disclosure(document):
    packet = [block["value"] for block in document["body"] if block["type"] == "call_to_action"][1]
    assert packet["disclosure"] in document["disclosures"]


@pytest.mark.parametrize(
    "block", ["study", "finding", "limitations", "conclusion", "heading", "link", "figure", "table"]
)
def test_the_document_has_structured_blocks(document, block):
    assert block in [each["type"] for each in document["body"]]


def test_both_references_are_there_and_the_unconfirmed_one_says_so(document):
    assert [(entry["id"], entry["verification"]) for entry in document["references"]] == [
        ("zhou2020", "verified")
    ]
    assert [(entry["id"], entry["verification"]) for entry in document["further_reading"]] == [
        ("yang2021", "unverified")
    ]
    assert document["further_reading"][0]["identifiers"]["pmcid"] == "PMC8481702"
    assert document["subject"]["reference"] == "zhou2020"


def test_the_numbers_of_the_study_stand_as_reported(document):
    study = document["subject"]["study"]
    assert (study["total"], [group["studies"] for group in study["groups"]]) == (10, [8, 4])
    arms = [arm["participants"] for group in study["groups"] for arm in group["arms"]]
    assert arms == [231, 47, 37]


def test_the_figures_of_a_finding_have_the_digits_that_were_printed(document):
    findings = [block["value"] for block in document["body"] if block["type"] == "finding"]
    adverse = next(finding for finding in findings if finding["outcome"] == "Adverse events")
    assert (adverse["estimate"], adverse["interval"], adverse["p_value"], adverse["studies"]) == (
        "0.26",
        {"low": "0.07", "high": "0.89", "level": 95.0},
        {"operator": "=", "value": "0.03"},
        2,
    )


def test_the_whole_document_is_the_reviewed_one(document):
    """`GOLDEN=write make test` writes it anew; the difference is to be looked at."""
    found = json.dumps(without_chance(document), indent=1, ensure_ascii=False) + "\n"
    if os.environ.get("GOLDEN") == "write":
        GOLDEN.write_text(found)
    assert found == GOLDEN.read_text()


def without_chance(document: Any) -> Any:
    """The document without what differs from one database to the next: ids become their order, times their kind."""
    text = json.dumps(document, ensure_ascii=False)
    uuids = dict.fromkeys(re.findall(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", text))
    for number, found in enumerate(uuids, start=1):
        text = text.replace(found, f"uuid-{number}")
    text = re.sub(r"(/media/images/[a-z-]+?)(_[A-Za-z0-9]{7})?(\.width)", r"\1\3", text)
    text = re.sub(r"/documents/\d+/", "/documents/0/", text)
    plain = json.loads(text)
    times = r'\d{4}-\d\d-\d\dT[\d:]+Z|(?<=")\d{4}/\d\d/\d\d(?=")'
    plain["seo"] = json.loads(re.sub(times, "time", json.dumps(plain["seo"])))
    ids = dict.fromkeys(numbers_in(plain))
    order = {found: number for number, found in enumerate(ids, start=1)}
    return renumbered(plain | {"published_at": "time", "updated_at": "time"}, order)


def numbers_in(node: Any) -> list[int]:
    """The ids of pages and files, in order."""
    if isinstance(node, list):
        return [found for item in node for found in numbers_in(item)]
    if not isinstance(node, dict):
        return []
    own = [node["id"]] if isinstance(node.get("id"), int) else []
    return own + [found for value in node.values() for found in numbers_in(value)]


def renumbered(node: Any, order: dict[int, int]) -> Any:
    if isinstance(node, list):
        return [renumbered(item, order) for item in node]
    if isinstance(node, dict):
        return {
            name: order[value] if name == "id" and isinstance(value, int) else renumbered(value, order)
            for name, value in node.items()
        }
    if isinstance(node, str):
        return re.sub(r'data-id="(\d+)"', lambda found: f'data-id="{order.get(int(found[1]), 0)}"', node)
    return node

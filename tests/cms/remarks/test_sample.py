"""The commissioner's article, imported and not edited: every remark that it earns, and no other."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import translation

from cms.evidence import rules
from cms.models import CallToAction, Reference, ResearchSummaryPage
from cms.remarks.judge import remarks_of
from tests.builders import make_index
from tests.cms.evidence.contents import TODAY

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[3]
ARTICLE = ROOT / "fixtures" / "demo" / "article.txt"
GOLDEN = json.loads(
    (ROOT / "tests" / "golden" / "evidence" / "sample_remarks.json").read_text(encoding="utf-8")
)


@pytest.fixture
def imported():
    call_command("import_legacy", str(ARTICLE), parent=str(make_index().pk), stdout=io.StringIO())
    return ResearchSummaryPage.objects.get().get_latest_revision_as_object()


def place_of(remark, page):
    """Words by which a reader of the golden file knows where a remark stands."""
    if remark.block is None:
        return remark.field
    (block,) = [
        each
        for name in ("body", "further_reading")
        for each in page._meta.get_field(name).raw(page)
        if each["id"] == remark.block
    ]
    if block["type"] == "call_to_action":
        return CallToAction.objects.get(pk=block["value"]["call_to_action"]).slug
    if block["type"] == "reference":
        return Reference.objects.get(pk=block["value"]).pmcid
    return block["value"].removeprefix("<p>")


def test_the_remarks_are_those_of_the_golden_file_and_no_others(imported):
    found = [(each.rule, each.code, place_of(each, imported)) for each in remarks_of(imported, today=TODAY)]
    unexplained, missing = list(found), []
    for entry in GOLDEN:
        matches = [each for each in unexplained if each[:2] == (entry["rule"], entry["code"])]
        here = [each for each in matches if each[2].startswith(entry["at"])]
        if here:
            unexplained.remove(here[0])
        else:
            missing.append(entry)
    assert missing == []
    assert unexplained == []


def test_the_golden_file_says_of_each_remark_why_it_is_right():
    assert [entry for entry in GOLDEN if len(entry["why"].split()) < 5] == []


def test_once_the_authors_of_the_cited_work_are_known_the_named_one_is_not_among_them(imported):
    reference = Reference.objects.get(pmcid="PMC8481702")
    reference.csl = {**reference.csl, "author": [{"family": "Example", "given": "A."}]}
    reference.save()
    (remark,) = [each for each in remarks_of(imported, today=TODAY) if each.rule == "author_not_cited"]
    assert remark.code == "not_among"


def test_every_message_is_words_that_name_nothing_internal(imported):
    for remark in remarks_of(imported, today=TODAY):
        rule = rules()[remark.rule]()
        for words in (rule.message(remark.code, remark.params), rule.mending(remark.code, remark.params)):
            assert "%(" not in words
            assert remark.rule not in words


def test_a_remark_is_the_same_whoever_asks_for_it_again_and_in_which_language(imported):
    first = [each.fingerprint for each in remarks_of(imported, today=TODAY)]
    with translation.override("es"):
        assert [each.fingerprint for each in remarks_of(imported, today=TODAY)] == first


def test_remarks_are_plain_data(imported):
    for remark in remarks_of(imported, today=TODAY):
        assert json.loads(json.dumps([remark.params, remark.about])) is not None

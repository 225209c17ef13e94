"""Whatever is brought: nothing crashes, the counts add up, no word is lost, and what is made is a sound draft."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from cms.delivery.previewing.build import Viewer, draft_of_page
from cms.models import Reference, ResearchSummaryPage
from cms.models.legacy_runs import LegacyRun
from cms.models.paths import SiteMap
from tests.builders import make_index
from tests.cms.legacy.odd.cases import Case
from tests.cms.legacy.odd.damaged import ODD_DAMAGED
from tests.cms.legacy.odd.exports import ODD_EXPORTS
from tests.cms.legacy.odd.pages import ODD_PAGES
from tests.cms.legacy.odd.places import ODD_PLACES

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(autouse=True)
def parent():
    return make_index("Research", slug="research")


def imported(path):
    try:
        call_command(
            "import_legacy", str(path), "--parent", "/research/", stdout=io.StringIO(), stderr=io.StringIO()
        )
    except CommandError as error:
        return str(error)
    return ""


def drafts():
    return [page.get_latest_revision_as_object() for page in ResearchSummaryPage.objects.order_by("path")]


def words_in(page):
    """Everything that readers could see of a draft."""
    fields = ("body", "further_reading")
    raw = {name: page._meta.get_field(name).raw(page) for name in fields}
    return json.dumps([page.title, page.standfirst, raw], ensure_ascii=False)


def shown(page):
    """The document as a preview of the draft has it."""
    sites = SiteMap.load()
    assert sites.default is not None
    viewer = Viewer(user=None, site=sites.default, sites=sites, now=timezone.now())
    return draft_of_page(page, viewer, with_others=False).document.model_dump_json()


@pytest.mark.parametrize(
    "odd", [*ODD_PAGES, *ODD_EXPORTS, *ODD_PLACES, *ODD_DAMAGED], ids=lambda odd: odd.name
)
def test_an_odd_source_becomes_sound_drafts_and_a_report_of_everything(odd: Case, tmp_path):
    path = tmp_path / odd.file_name
    path.write_bytes(odd.data)
    refused = imported(path)
    run = LegacyRun.objects.get()
    assert (run.position, run.outcomes.count()) == (run.total, run.total)
    rows = run.outcomes.order_by("position").values_list("outcome", flat=True)
    outcomes = "".join(outcome[0] for outcome in rows)
    assert outcomes == odd.outcomes
    assert bool(refused) == (set(outcomes) <= set("fms") and "f" in outcomes)
    texts = [words_in(draft) for draft in drafts()]
    texts += [json.dumps(each.csl, ensure_ascii=False) for each in Reference.objects.all()]
    reports = json.dumps([[each.label, each.report] for each in run.outcomes.all()], ensure_ascii=False)
    for words in odd.kept:
        assert words in "\n".join(texts)
    for words in odd.chrome:
        assert words not in "\n".join(texts)
    for words in odd.noted:
        assert words in reports + "\n".join(texts)
    for draft in drafts():
        draft.full_clean()
        assert draft.title in json.loads(shown(draft))["title"]
    assert imported(path) == refused
    again = LegacyRun.objects.order_by("pk").last()
    assert not again.outcomes.filter(outcome__in=("created", "updated", "conflict")).exists()

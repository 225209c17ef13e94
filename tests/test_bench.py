"""The benchmark runs, on SQLite with next to no pages, and its bulk load gives what publishing gives."""

import json
import os
import subprocess
import sys
from pathlib import Path

import orjson
import pytest
from django.utils import timezone
from wagtail.models import Page

from cms.delivery.build import build
from cms.models import ResearchSummaryPage, Topic
from cms.models.paths import SiteMap
from tests.bench import generate
from tests.bench.budgets import judge
from tests.bench.generate import Amount, fill, summary
from tests.builders import publish

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[1]
OF_THE_PAGE = {"id", "key", "path", "url", "published_at", "updated_at", "seo", "links"}


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """What a run on SQLite leaves: the runs, the plot and what it printed."""
    folder = tmp_path_factory.mktemp("bench")
    environment = {
        **{name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "VIRTUAL_ENV")},
        "DATABASE_URL": "sqlite:///unused",
    }
    done = subprocess.run(
        [
            *(sys.executable, "-m", "tests.bench", "--pages", "10", "--seconds", "1", "--rounds", "1"),
            *("--repeat", "1", "--json", str(folder / "runs.json"), "--svg", str(folder / "plot.svg")),
        ],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    runs = json.loads((folder / "runs.json").read_text())
    return runs, (folder / "plot.svg").read_text(), done.stdout


def test_a_run_asks_every_server_and_none_fails(files):
    http = files[0]["10"]["http"]
    assert {"document", "list on a topic", "list of all", "search, rare word"} <= set(http)
    assert set(http["document"]) == {"by hand", "plugin", "plugin, known already", "Wagtail v2"}
    failed = [
        figures["failed"]
        for servers in http.values()
        for found in servers.values()
        for figures in _runs(found)
    ]
    assert set(failed) == {0}
    assert all(
        figures["rate"] > 0
        for servers in http.values()
        for found in servers.values()
        for figures in _runs(found)
    )


def _runs(found):
    return [found["1"], found["16"]]


def test_the_servers_hand_out_the_same_bytes_of_a_document(files):
    document = files[0]["10"]["http"]["document"]
    assert document["plugin"]["bytes"] == document["by hand"]["bytes"] > 20_000
    assert document["Wagtail v2"]["bytes"] > 20_000


def test_the_counts_of_queries_keep_their_budgets(files):
    runs = files[0]
    verdicts = {each.budget: each.holds for each in judge(runs["10"], runs)}
    counted = [holds for budget, holds in verdicts.items() if "queries" in budget]
    assert counted
    assert all(counted)


def test_the_report_names_each_budget_and_says_whether_it_holds(files):
    printed = files[2]
    assert "document: at most 1.7 × by hand" in printed
    assert "holds" in printed


def test_the_plot_is_a_picture_with_a_line_for_the_document(files):
    assert files[1].startswith("<svg")
    assert "document" in files[1]


@pytest.mark.django_db
def test_a_page_of_the_bulk_load_has_the_document_of_one_that_was_published(monkeypatch, settings):
    monkeypatch.setattr(generate, "GROWTH", (20,))
    amount = Amount(pages=3)
    library = fill(amount)
    loaded = ResearchSummaryPage.objects.get(slug="made-up-1")
    page, topics = summary(1, library, amount)
    page.slug = "published"
    page.topics.set(Topic.objects.filter(pk__in=topics))
    published = publish(page, Page.objects.get(slug="research"))
    first, second = _document(loaded), _document(published)
    assert first.keys() == second.keys()
    assert {key for key in first if first[key] != second[key]} <= OF_THE_PAGE
    assert first["references"]
    assert len(first["body"]) == 20


def _document(page):
    sites = SiteMap.load()
    assert sites.default is not None
    document = build(page, site=sites.default, sites=sites, now=timezone.now())
    return orjson.loads(document.model_dump_json())

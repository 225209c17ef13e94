"""`manage.py demo` fills an empty site, and does no harm when it is run again."""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from rest_framework.test import APIClient
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from cms.models import (
    CallToAction,
    LegacyRun,
    Person,
    Reference,
    ResearchIndexPage,
    ResearchSummaryPage,
    StandardPage,
    Topic,
)
from tests.cms.test_demo_data import DATA

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SAMPLE = DATA.sample["slug"]


def run(**options: object) -> str:
    out = io.StringIO()
    call_command("demo", stdout=out, **options)
    return out.getvalue()


def counts() -> dict[str, int]:
    models = (CallToAction, Person, Reference, Topic, Page, Site, get_image_model(), get_user_model())
    return {model.__name__: model._default_manager.count() for model in models}


@pytest.fixture(scope="module")
def first(django_db_setup, django_db_blocker) -> Iterator[str]:
    """What the first run printed. It is run once; each test then undoes its own changes."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield run()
        transaction.set_rollback(True)


def sample() -> ResearchSummaryPage:
    page: ResearchSummaryPage = ResearchSummaryPage.objects.get(slug=SAMPLE)
    return page


def test_four_summaries_are_live_and_one_of_them_in_spanish_too(first: str) -> None:
    codes = ResearchSummaryPage.objects.live().values_list("locale__language_code", flat=True)
    assert sorted(codes) == ["en", "en", "en", "en", "es"]


def test_a_translation_rests_on_the_same_numbers_and_sources(first: str) -> None:
    spanish = ResearchSummaryPage.objects.get(locale__language_code="es")
    english = spanish.get_translations().get().specific
    assert english.slug == "thyroid-hormones-and-prostate-cancer"
    assert spanish.subject_reference == english.subject_reference
    findings = [
        [
            (each.value["estimate"], each.value["p_value"])
            for each in page.body
            if each.block_type == "finding"
        ]
        for page in (english, spanish)
    ]
    assert findings[0] == findings[1] != []
    assert {topic.locale.language_code for topic in spanish.topics.all()} == {"es"}


def test_one_page_was_taken_down_and_one_address_has_moved(first: str) -> None:
    assert StandardPage.objects.get(slug=DATA.withdrawn["slug"]).live is False
    asked = APIClient()
    assert asked.get("/api/v1/resolve/", {"path": f"/{DATA.withdrawn['slug']}/"}).status_code == 410
    moved = asked.get("/api/v1/resolve/", {"path": "/lupus"}).json()
    assert (moved["kind"], moved["location"], moved["permanent"]) == (
        "redirect",
        f"/research/{SAMPLE}/",
        True,
    )


def test_only_what_is_made_up_is_shown_as_retracted(first: str) -> None:
    (retracted,) = Reference.objects.exclude(integrity="unchecked")
    assert retracted.doi.startswith("10.5555/")
    assert retracted.title.startswith("Made-up example")


def test_it_says_where_to_look_first(first: str, settings: Any) -> None:
    settings.CMS_FRONTEND_URLS = {"localhost": "http://localhost:8001"}
    printed = run()
    tour = printed[printed.index("Where to look first") :]
    for where in (
        f"http://localhost:8001/research/{SAMPLE}/",
        "http://localhost:8001/es/investigacion/hormonas-tiroideas-y-cancer-de-prostata/",
        "http://localhost:8001/made-up-retracted-source/",
        "http://localhost:8001/lupus",
        "http://localhost:8001/made-up-withdrawn-page/",
        f"http://localhost:8000/admin/pages/{sample().pk}/edit/",
    ):
        assert f"     {where}\n" in tour
    assert "localhost:8001" not in first


def test_the_import_of_the_article_is_among_the_places(first: str, client: Client) -> None:
    found = re.search(r"     http://localhost:8000(/admin/imports/\d+/)\n", first)
    assert found is not None
    client.force_login(get_user_model()._default_manager.get(username="editor"))
    report = client.get(found[1])
    (entry,) = report.context["entries"]
    assert entry.page_shown.pk == sample().pk


def test_without_the_import_there_is_no_place_for_it(first: str) -> None:
    LegacyRun.objects.all().delete()
    assert "/admin/imports/" not in run()


def test_every_sentence_of_the_article_is_on_the_page_word_for_word(first: str) -> None:
    prose = DATA.article.read_text(encoding="utf-8").split("Source:")[0]
    paragraphs = [block.value.source for block in sample().body if block.block_type == "paragraph"]
    text = re.sub(r"<[^>]+>", " ", " ".join(paragraphs))
    assert " ".join(text.split()) == " ".join(prose.split())


def test_the_sample_has_one_newsletter_and_one_packet(first: str) -> None:
    panels = [
        block.value["call_to_action"] for block in sample().body if block.block_type == "call_to_action"
    ]
    assert sorted(panel.slug for panel in panels) == ["information-packet", "newsletter"]


def test_the_panels_are_live_and_the_packet_is_disclosed(first: str) -> None:
    packet = CallToAction.objects.get(slug="information-packet")
    assert (packet.live, packet.has_unpublished_changes) == (True, False)
    assert "sells the treatment" in packet.disclosure
    assert CallToAction.objects.get(slug="newsletter").live


def test_the_imported_source_is_the_reference_of_the_library(first: str) -> None:
    assert Reference.objects.get(pmcid="PMC8481702").key == "yang2021"
    assert [block.value.key for block in sample().further_reading] == ["yang2021"]


def test_a_second_run_makes_nothing_twice(first: str) -> None:
    before = counts()
    second = run()
    assert counts() == before
    assert re.search(r": (\d+ )?made\b", second) is None
    assert second.count("already there") == 17


def test_the_password_is_printed_once_and_works(first: str) -> None:
    found = re.search(r"editor / (\S+)", first)
    assert found is not None
    editor = get_user_model()._default_manager.get(username="editor")
    assert editor.check_password(found[1])
    assert found[1] not in run()


def test_afterwards_it_says_how_to_get_another_password(first: str, settings: Any) -> None:
    assert " manage.py changepassword editor)" in run()
    assert "DEBUG=1" not in run()
    settings.DEBUG = True
    assert re.search(r"a new one: DEBUG=1 \S+python\S* manage.py changepassword editor\)", run())


@pytest.mark.slow
def test_a_page_that_an_editor_changed_is_left_as_it_is(first: str) -> None:
    page = sample()
    page.title = "An editor's title"
    page.save_revision().publish()
    assert f"/research/{SAMPLE}/: changed by somebody since: left as it is" in run()
    assert sample().title == "An editor's title"


@pytest.mark.slow
def test_a_draft_of_an_editor_is_left_as_it_is(first: str) -> None:
    page = sample()
    page.title = "A draft"
    revision = page.save_revision()
    run()
    assert sample().latest_revision == revision


@pytest.mark.slow
def test_a_page_that_an_editor_unpublished_stays_so(first: str) -> None:
    sample().unpublish()
    run()
    assert not sample().live


@pytest.mark.slow
def test_a_page_that_an_editor_moved_is_not_made_again(first: str) -> None:
    page = ResearchSummaryPage.objects.get(slug=DATA.summaries[0]["slug"])
    page.move(Site.objects.get().root_page, pos="last-child")
    before = counts()
    run()
    assert counts() == before


@pytest.mark.slow
def test_new_data_reaches_a_page_that_nobody_changed(first: str, changed: Callable[[str], None]) -> None:
    changed("A better title")
    before = counts()
    assert f"/research/{SAMPLE}/: brought up to date" in run()
    assert sample().title == "A better title"
    assert counts() == before


@pytest.mark.slow
def test_new_data_does_not_double_the_imported_text(first: str, changed: Callable[[str], None]) -> None:
    before = [block.id for block in sample().body]
    changed("A better title")
    run()
    assert [block.id for block in sample().body] == before


@pytest.fixture
def changed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    def change(title: str) -> None:
        data = replace(DATA, sample={**DATA.sample, "title": title})
        monkeypatch.setattr("cms.management.commands.demo.read_demo_data", lambda directory: data)

    return change


@pytest.mark.slow
def test_a_panel_that_an_editor_changed_is_left_as_it_is(first: str) -> None:
    packet = CallToAction.objects.get(slug="information-packet")
    packet.disclosure = ""
    packet.save_revision().publish()
    run()
    assert CallToAction.objects.get(slug="information-packet").disclosure == ""


@pytest.mark.slow
def test_a_page_that_was_deleted_comes_back(first: str) -> None:
    sample().delete()
    run()
    assert sample().live


@pytest.mark.slow
def test_a_foreign_page_at_the_same_address_is_left_as_it_is(first: str) -> None:
    sample().delete()
    foreign = ResearchSummaryPage(title="Mine", slug=SAMPLE, live=False)
    ResearchIndexPage.objects.get(slug="research").add_child(instance=foreign)
    assert "another page has this address" in run()
    assert sample().title == "Mine"


def test_the_welcome_page_gives_way(first: str) -> None:
    site = Site.objects.get()
    assert isinstance(site.root_page.specific, StandardPage)
    assert (site.root_page.slug, site.hostname, site.port) == ("home", "localhost", 8000)
    assert [page.slug for page in Page.objects.filter(depth=2)] == ["home", "inicio"]


@pytest.mark.slow
def test_another_port_changes_the_address_of_the_site(first: str) -> None:
    assert "http://localhost:8123/admin/" in run(port=8123)
    assert Site.objects.get().port == 8123


def test_the_frontend_is_named_first_where_there_is_one(first: str, settings: Any) -> None:
    settings.CMS_FRONTEND_URLS = {"localhost": "http://localhost:8001"}
    printed = run()
    assert printed.index("Site   http://localhost:8001/") < printed.index(
        "Admin  http://localhost:8000/admin/"
    )


def test_the_addresses_and_a_curl_line_are_printed(first: str) -> None:
    assert "http://localhost:8000/admin/" in first
    assert "http://localhost:8000/api/v1/" in first
    path = sample().get_url_parts()[2]
    assert f"curl -s 'http://localhost:8000/api/v1/resolve/?path={path}'" in first

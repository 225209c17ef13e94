"""`manage.py demo` where it can not simply fill an empty site."""

import io

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page, Site

from cms.management.demo.pictures import draw
from cms.models import ResearchIndexPage, ResearchSummaryPage, StandardPage
from tests.cms.test_demo_data import DATA

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(autouse=True)
def _small_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawing takes longer than everything else together, and what is drawn does not matter here."""
    small = draw("groups", size=(16, 9), colours=("#ffffff", "#000000", "#888888"))
    monkeypatch.setattr("cms.management.demo.library.draw", lambda *args, **kwargs: small)


def run() -> str:
    out = io.StringIO()
    call_command("demo", stdout=out)
    return out.getvalue()


def test_a_site_with_a_home_page_of_its_own_keeps_it() -> None:
    home = StandardPage(title="Mine", slug="mine", live=True)
    Page.get_first_root_node().add_child(instance=home)
    Site.objects.update(root_page=home, hostname="www.example.org")
    assert "has a home page of its own" in run()
    assert Site.objects.get().hostname == "www.example.org"
    assert ResearchIndexPage.objects.get().get_parent().specific == home


def imported_before() -> Page:
    index = ResearchIndexPage(title="Mine", slug="mine", live=True)
    Site.objects.get().root_page.add_child(instance=index)
    call_command("import_legacy", str(DATA.article), parent=str(index.pk), stdout=io.StringIO())
    page: Page = ResearchSummaryPage.objects.get().specific
    return page


def test_an_article_that_was_imported_before_is_not_imported_again() -> None:
    page = imported_before()
    run()
    assert ResearchSummaryPage.objects.get(title=DATA.sample["title"]) == page


def test_an_imported_article_that_somebody_has_edited_is_left_as_it_is() -> None:
    page = imported_before()
    page.title = "Mine"
    revision = page.save_revision()
    assert "mesenchymal" not in run()
    assert ResearchSummaryPage.objects.get(pk=page.pk).latest_revision == revision


def test_without_its_data_the_command_says_what_is_missing(settings, tmp_path) -> None:
    settings.CMS_FIXTURES_DIR = tmp_path
    with pytest.raises(CommandError, match=r"article is missing"):
        run()

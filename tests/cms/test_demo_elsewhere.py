"""`manage.py demo` where it can not simply fill an empty site."""

import io

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page, Site

from cms.models import ResearchIndexPage, StandardPage

pytestmark = pytest.mark.django_db


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


def test_without_its_data_the_command_says_what_is_missing(settings, tmp_path) -> None:
    settings.CMS_FIXTURES_DIR = tmp_path
    with pytest.raises(CommandError, match=r"article is missing"):
        run()

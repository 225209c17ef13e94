"""A page that is saved by somebody who read it before others moved things stays where it is now."""

from typing import Any

import pytest
from wagtail.models import Page

from tests.builders import make_index, make_site, make_standard

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> Any:
    return make_site().root_page


def again(page: Any) -> Any:
    return Page.objects.get(pk=page.pk).specific


def tree_is_sound() -> bool:
    return not any(Page.find_problems())


def test_a_page_below_which_another_one_was_put_keeps_its_number_of_children(home):
    read_before = again(home)
    make_standard(parent=home)
    read_before.title = "Other"
    read_before.save()
    assert tree_is_sound()


def test_a_page_that_was_moved_stays_where_it_was_moved_to(home):
    page, section = make_standard(parent=home), make_index(parent=home, slug="section")
    read_before = again(page)
    again(page).move(again(section), pos="last-child")
    read_before.title = "Other"
    read_before.save()
    assert tree_is_sound()
    assert again(page).get_parent().pk == section.pk
    assert again(page).url_path == f"{again(section).url_path}{page.slug}/"


@pytest.mark.parametrize("slug", ["page", "other"])
def test_a_page_whose_parent_was_renamed_keeps_its_new_address(slug, home):
    section = make_index(parent=home, slug="section")
    page = make_standard(parent=section, slug="page")
    read_before = again(page)
    assert read_before.get_parent().slug == "section"
    renamed = again(section)
    renamed.slug = "renamed"
    renamed.save()
    read_before.slug = slug
    read_before.save()
    assert again(page).url_path == f"{home.url_path}renamed/{slug}/"

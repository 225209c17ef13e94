"""Where links lead, and what pictures say."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page

from tests.builders import block, change, make_image, make_site, make_standard, restrict


def link_to(pk):
    return block("paragraph", f'<p>See <a linktype="page" id="{pk}">there</a>.</p>')


@pytest.fixture
def states(gathered):
    """The states of the links of a page with these blocks."""

    def gather(*body, **values):
        return [(link.state, link.title) for link in gathered(*body, **values).links]

    return gather


def test_a_public_page(states, home):
    assert states(link_to(make_standard("About", parent=home).pk)) == [("public", "About")]


def test_a_draft(states, home):
    assert states(link_to(make_standard("About", parent=home, live=False).pk)) == [("unpublished", "About")]


def test_an_expired_page(states, home):
    page = make_standard("About", parent=home)
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(days=1))
    assert states(link_to(page.pk)) == [("unpublished", "About")]


def test_a_page_below_a_private_one(states, home):
    section = make_standard("Members", parent=home)
    restrict(section)
    assert states(link_to(make_standard("Minutes", parent=section).pk)) == [("restricted", "Minutes")]


def test_a_page_of_another_site(states, home):
    other = make_site("www.example.com")
    assert states(link_to(make_standard("Other", parent=other.root_page).pk)) == [("elsewhere", "Other")]


def test_a_page_that_is_gone(states):
    assert states(link_to(987654)) == [("missing", "")]


def test_a_link_block_and_a_callout_count_like_prose(gathered, home):
    page = make_standard("About", parent=home)
    blocks = [
        block("link", {"text": "About", "page": page.pk}),
        block("callout", {"tone": "note", "heading": "", "text": link_to(page.pk)["value"]}),
    ]
    assert [(link.block, link.field) for link in gathered(*blocks).links] == [
        (each["id"], "body") for each in blocks
    ]


def test_a_link_in_a_field_has_no_block(gathered):
    content = gathered(disclaimer=link_to(987654)["value"])
    assert [(link.block, link.field, link.state) for link in content.links] == [
        (None, "disclaimer", "missing")
    ]


def test_links_elsewhere_on_the_web_are_no_links_to_pages(states):
    assert states(block("paragraph", '<p><a href="https://example.org/">there</a></p>')) == []


def figure(image, **values):
    return block("figure", {"image": image, "caption": "", "credit": "", "citations": [], **values})


def test_pictures_say_their_alt_text_or_that_they_tell_nothing(gathered):
    pk = make_image().pk
    figures = [
        figure({"image": pk, "alt_text": "Two lines", "decorative": False}),
        figure({"image": pk, "alt_text": "", "decorative": False}),
        figure({"image": pk, "alt_text": "", "decorative": True}),
    ]
    content = gathered(*figures)
    assert [(each.block, each.alt, each.decorative) for each in content.pictures] == [
        (figures[0]["id"], "Two lines", False),
        (figures[1]["id"], "", False),
        (figures[2]["id"], "", True),
    ]
    assert content.body[0].text == "Two lines"


def test_a_picture_without_a_text_of_its_own_has_that_of_the_library(gathered):
    image = change(make_image("Kept title"), description="Kept words")
    (picture,) = gathered(figure(image.pk)).pictures
    assert picture.alt == "Kept words"


def test_a_figure_without_an_image_is_no_picture(gathered):
    assert gathered(figure({"image": None, "alt_text": "", "decorative": False})).pictures == ()

"""Moves go by where pages stand when it is their turn, not by where they stood when somebody looked."""

import pytest
from django.contrib.auth import get_user_model
from django.http import Http404
from django.urls import reverse
from wagtail import hooks
from wagtail.actions.move_page import MovePagePermissionError
from wagtail.models import Page

from tests.builders import make_index, make_site, make_standard
from tests.cms.delivery.comparing import assert_right

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree() -> dict[str, Page]:
    """A page in the first of three sections, with a page below it."""
    home = make_site().root_page
    sections = {name: make_index(name, slug=name, parent=home) for name in ("first", "second", "third")}
    page = make_standard("Page", slug="page", parent=sections["first"])
    return {
        "home": home,
        **sections,
        "page": page,
        "below": make_standard("Below", slug="below", parent=page),
    }


def fresh(page: Page) -> Page:
    return Page.objects.get(pk=page.pk)


def assert_sound(tree: dict[str, Page]) -> None:
    assert not any(Page.find_problems())
    for page in Page.objects.filter(depth__gt=1):
        assert page.url_path == f"{page.get_parent(update=True).url_path}{page.slug}/"
    pages = Page.objects.filter(pk__in=[page.pk for page in tree.values()])
    assert_right(*pages.specific())


def disturb(tree: dict[str, Page]) -> None:
    """The page's section comes under another name below the third one, and the second one further to the left."""
    fresh(tree["second"]).move(fresh(tree["home"]), pos="first-child")
    section = fresh(tree["first"]).specific
    section.slug = "renamed"
    section.save()
    section.move(fresh(tree["third"]), pos="last-child")


@pytest.mark.parametrize("base", [False, True], ids=["its own class", "Page"])
def test_a_page_and_a_target_that_moved_meanwhile(tree, base):
    page, target = (fresh(tree[name]) for name in ("page", "second"))
    page = page if base else page.specific
    page.get_parent()
    disturb(tree)
    page.move(target, pos="last-child")
    assert fresh(tree["page"]).url_path.endswith("/second/page/")
    assert fresh(tree["below"]).get_parent() == fresh(tree["page"])
    assert_sound(tree)


def test_a_target_that_was_renamed_meanwhile(tree):
    page, target = fresh(tree["page"]), fresh(tree["second"])
    section = fresh(tree["second"]).specific
    section.slug = "renamed"
    section.save()
    page.move(target, pos="last-child")
    assert fresh(tree["page"]).url_path.endswith("/renamed/page/")
    assert_sound(tree)


def test_a_sibling_that_moved_meanwhile(tree):
    page, sibling = fresh(tree["third"]), fresh(tree["second"])
    fresh(tree["second"]).move(fresh(tree["page"]), pos="last-child")
    page.move(sibling, pos="left")
    below = fresh(tree["page"]).get_children().values_list("slug", flat=True)
    assert list(below) == ["below", "third", "second"]
    assert_sound(tree)


def test_a_target_that_went_below_the_page(tree, admin_user):
    page, target = fresh(tree["third"]), fresh(tree["second"])
    fresh(tree["second"]).move(fresh(tree["third"]), pos="last-child")
    with pytest.raises(MovePagePermissionError):
        page.move(target, pos="last-child", user=admin_user)
    assert_sound(tree)


@pytest.mark.parametrize("gone", ["page", "second"])
def test_what_was_deleted_meanwhile(tree, gone):
    page, target = fresh(tree["page"]), fresh(tree["second"])
    fresh(tree[gone]).delete()
    with pytest.raises(Http404, match="deleted"):
        page.move(target, pos="last-child")


def test_a_copy_with_all_that_is_below(tree):
    tree["first"].copy(recursive=True, update_attrs={"slug": "copy"})
    copy = Page.objects.get(slug="copy")
    assert [page.slug for page in copy.get_descendants()] == ["page", "below"]
    assert_sound(tree)


def test_in_the_admin(tree, client):
    user = get_user_model().objects.create_superuser("boss", "boss@example.org", "secret")
    client.force_login(user)
    disturbed = []

    def meanwhile(request, page, destination):
        disturb(tree)
        disturbed.append(page)

    address = reverse("wagtailadmin_pages:move_confirm", args=[tree["page"].pk, tree["second"].pk])
    with hooks.register_temporarily("before_move_page", meanwhile):
        answer = client.post(address)
    assert answer.status_code == 302
    assert disturbed
    assert fresh(tree["page"]).url_path.endswith("/second/page/")
    assert_sound(tree)

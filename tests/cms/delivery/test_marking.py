"""What a change makes stale: after it, every document is served as a fresh build."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction, Page, Site

from cms.delivery import pages, store
from cms.delivery.settling import rebuild_stale
from cms.models import Change, PageDocument
from tests.builders import block, make_document, make_image, make_locale, make_standard, restrict
from tests.cms.delivery.comparing import assert_right, served

HOST = "www.example.org:443"


@pytest.fixture
def translated(home: Any) -> tuple[Any, Any, Any, Any]:
    """A page and its child, each with its Spanish translation."""
    spanish = make_locale("es")
    home.copy_for_translation(spanish).save_revision().publish()
    parent = make_standard("Parent", parent=home)
    padre = publish_translation(parent, spanish)
    child = make_standard("Child", parent=parent)
    hijo = publish_translation(child, spanish)
    assert_right(parent, padre, child, hijo)
    return parent, padre, child, hijo


def publish_translation(page: Any, locale: Any) -> Any:
    translation = page.copy_for_translation(locale)
    translation.save_revision().publish()
    return type(page).objects.get(pk=translation.pk)


def private_collection() -> Collection:
    collection = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    return collection


# Translations


def test_a_page_that_is_restricted_from_above_is_no_alternate_any_more(translated):
    parent, *others = translated
    restrict(parent)
    assert_right(parent, *others)


def test_a_page_below_one_that_moves_is_an_alternate_at_its_new_path(home, translated):
    Page.objects.get(pk=translated[0].pk).move(make_standard("Other", parent=home), pos="last-child")
    assert_right(*translated)


def test_a_page_below_one_whose_slug_changes_is_an_alternate_at_its_new_path(translated):
    page = Page.objects.get(pk=translated[0].pk).specific
    page.slug = "renamed"
    page.save()
    assert_right(*translated)


# Files


@pytest.fixture
def admin(db: None) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("admin", "admin@example.org", "secret"))
    return client


def test_images_that_a_bulk_action_moves_to_a_private_collection_are_gone(home, admin):
    image = make_image()
    page = make_standard(parent=home, image=image)
    assert b"picture" in (served(page, host=HOST) or b"")
    address = reverse("wagtail_bulk_action", args=["wagtailimages", "image", "add_to_collection"])
    answer = admin.post(f"{address}?id={image.pk}", {"collection": private_collection().pk})
    assert answer.status_code == 302
    assert_right(page)


def test_documents_that_a_bulk_action_moves_to_a_private_collection_are_gone(home, admin):
    document = make_document()
    page = make_standard(parent=home, body=[block("link", {"text": "A paper", "document": document.pk})])
    assert b"A paper" in (served(page, host=HOST) or b"")
    address = reverse("wagtail_bulk_action", args=["wagtaildocs", "document", "add_to_collection"])
    answer = admin.post(f"{address}?id={document.pk}", {"collection": private_collection().pk})
    assert answer.status_code == 302
    assert_right(page)


def test_a_collection_that_is_moved_below_a_private_one_takes_its_images_along(home):
    private = private_collection()
    public = Collection.get_first_root_node().add_child(name="Public")
    page = make_standard(parent=home, image=make_image(collection=public))
    assert_right(page)
    public.move(Collection.objects.get(pk=private.pk), pos="sorted-child")
    assert_right(page)


# Restrictions that change their object


def test_a_restriction_that_is_put_on_another_page_leaves_the_first_one_public(home):
    first, second = make_standard("First", parent=home), make_standard("Second", parent=home)
    restriction = restrict(first)
    restriction.page = second
    restriction.save()
    assert_right(first, second)


def test_a_restriction_that_is_put_on_another_collection_leaves_the_first_one_public(home):
    first = Collection.get_first_root_node().add_child(name="First")
    restriction = CollectionViewRestriction.objects.create(collection=first, restriction_type="login")
    page = make_standard(parent=home, image=make_image(collection=first))
    assert_right(page)
    restriction.collection = Collection.get_first_root_node().add_child(name="Second")
    restriction.save()
    assert_right(page)


# Sites


def test_a_page_that_is_the_root_of_a_site_can_be_deleted(home):
    page = make_standard(parent=home)
    Site.objects.create(hostname="inner.example.org", root_page=page)
    assert_right(page, host="inner.example.org")
    Page.objects.get(pk=page.pk).specific.delete()  # foreign keys are checked when the test ends
    assert not Site.objects.filter(hostname="inner.example.org").exists()


def test_what_an_inner_site_leaves_when_its_root_page_is_deleted_belongs_to_the_outer_site(translated):
    """Its root page in the other language stands in the outer site, and had been the inner site's."""
    parent, padre, _, hijo = translated
    Site.objects.create(hostname="inner.example.org", root_page=parent)
    assert_right(*translated, host="inner.example.org")
    # Without an entry in the feed of the site that goes: that is another test's.
    PageDocument.objects.filter(site__hostname="inner.example.org", page=parent.pk).delete()
    Page.objects.get(pk=parent.pk).specific.delete()
    assert_right(padre, hijo)


# Races


def test_a_build_during_which_another_page_takes_the_parents_place_is_not_stored(home, monkeypatch):
    parent = make_standard("Parent", parent=home)
    child = make_standard("Child", parent=parent)
    other = make_standard("Other", parent=home)
    load = pages.specific_pages
    moved: list[Any] = []

    def load_and_reorder(rows: Any) -> Any:
        found = load(rows)
        if not moved:
            moved.append(Page.objects.get(pk=other.pk).move(Page.objects.get(pk=parent.pk), pos="left"))
        return found

    monkeypatch.setattr(store, "specific_pages", load_and_reorder)
    served(child, host=HOST)
    assert moved
    assert_right(child)


# The change feed


def test_a_page_that_moved_away_and_back_before_it_was_built_again_is_still_there_for_copies(home):
    page, other = make_standard("Page", parent=home), make_standard("Other", parent=home)
    list(rebuild_stale())
    for place in (other, home):
        Page.objects.get(pk=page.pk).move(Page.objects.get(pk=place.pk), pos="last-child")
    list(rebuild_stale())
    last = Change.objects.filter(page_id=page.pk).latest("sequence")
    assert (last.kind, last.etag) == ("upsert", PageDocument.objects.get(page=page.pk).etag)

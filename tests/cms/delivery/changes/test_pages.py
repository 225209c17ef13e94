"""A page, or one it lies below or links to, changes: the next answer has it. One test for each kind of change."""

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page, PageViewRestriction

from cms.models import Dependency, PageDocument, PastPath
from cms.models.page_documents import path_key
from tests.builders import (
    change,
    make_index,
    make_locale,
    make_site,
    make_standard,
    publish_again,
    restrict,
    root_of,
)
from tests.cms.delivery.changes.watched import Watched, href, linking

pytestmark = pytest.mark.django_db


def test_a_page_that_is_published_again(site, api):
    page = make_standard("Before")
    watched = Watched(api, page)
    change(page, title="After").save_revision().publish()
    assert watched.changed()["title"] == "After"


def test_a_saved_draft_changes_nothing(site, api):
    page = make_standard("Before")
    watched = Watched(api, page)
    page.title = "After"
    page.save_revision()
    assert not PageDocument.objects.get(page=page.pk).stale
    assert watched.now() == watched.before


def test_the_title_of_the_page_above(site, api):
    section = make_index("Before")
    watched = Watched(api, make_standard(parent=section))
    change(section, title="After")
    assert watched.changed()["links"]["parent"]["title"] == "After"


@pytest.mark.parametrize("hide", [lambda page: page.unpublish(), restrict, lambda page: page.delete()])
def test_a_page_that_is_linked_to_is_hidden(site, api, hide):
    target = make_standard(slug="target")
    watched = Watched(api, make_standard(body=linking(target)))
    assert href(watched.before).endswith("/target/")
    hide(target)
    assert href(watched.changed()) == ""


def test_a_page_that_is_linked_to_becomes_public(site, api):
    target = make_standard(slug="target", live=False)
    watched = Watched(api, make_standard(body=linking(target)))
    target.save_revision().publish()
    assert href(watched.changed()).endswith("/target/")


def test_a_restriction_far_above_is_lifted(site, api):
    section = make_index(slug="section")
    target = make_standard(parent=make_index(slug="inner", parent=section), slug="target")
    restriction = restrict(section)
    watched = Watched(api, make_standard(body=linking(target)))
    assert href(watched.before) == ""
    restriction.delete()
    assert href(watched.changed()).endswith("/section/inner/target/")


def test_the_slug_of_a_page_far_above(site, api):
    section = make_index(slug="section")
    page = make_standard(parent=make_index(slug="inner", parent=section), slug="page")
    watched = Watched(api, page)
    link = Watched(api, make_standard(body=linking(page)))
    change(Page.objects.get(pk=section.pk), slug="other")
    assert watched.changed()["path"] == "/other/inner/page/"
    assert href(link.changed()).endswith("/other/inner/page/")
    assert PastPath.objects.filter(path_key=path_key("/section/inner/page/"), page_id=page.pk).exists()


def test_a_page_far_above_is_moved(site, api):
    section, target = make_index(slug="section"), make_standard(slug="target")
    page = make_standard(parent=section, slug="page")
    watched = Watched(api, page)
    section.move(target, pos="last-child")
    assert watched.changed()["path"] == "/target/section/page/"


def test_a_page_is_moved_below_a_restricted_one(site, api):
    private = make_index(slug="private")
    restrict(private)
    section = make_index(slug="section")
    watched = Watched(api, make_standard(parent=section))
    section.move(private, pos="last-child")
    assert watched.now() is None


def test_pages_are_put_in_another_order(site, api):
    pages = [make_standard(slug=f"page-{number}") for number in range(3)]
    below = make_standard(parent=pages[2], slug="below")
    watched = Watched(api, below)
    pages[0].move(pages[2], pos="right")
    assert watched.now() == watched.before
    assert watched.before["links"]["parent"]["id"] == pages[2].pk


def test_the_parent_of_a_page_is_published(site, api):
    parent = make_index(slug="section", live=False)
    watched = Watched(api, make_standard(parent=parent))
    assert watched.before["links"]["parent"] is None
    parent.save_revision().publish()
    assert watched.changed()["links"]["parent"]["id"] == parent.pk


def test_a_translation_is_published(site, api):
    page = make_standard(slug="page")
    watched = Watched(api, page)
    spanish = make_locale("es")
    publish_again(root_of(site).copy_for_translation(spanish))
    translation = page.copy_for_translation(spanish)
    assert watched.now() == watched.before
    publish_again(translation)
    assert [link["locale"] for link in watched.changed()["links"]["alternates"]] == ["es"]
    Page.objects.get(pk=translation.pk).unpublish()
    assert watched.now() == watched.before


def test_a_page_is_copied_with_all_below_it(site, api):
    section = make_index(slug="section")
    make_standard(parent=section, slug="page")
    section.copy(recursive=True, update_attrs={"slug": "copy"}, keep_live=True)
    paths = {row.path for row in PageDocument.objects.all()}
    assert {"/copy/", "/copy/page/"} <= paths


def test_an_alias_follows_its_source(site, api):
    source = make_standard("Before", slug="source")
    alias = source.create_alias(update_slug="alias")
    watched = Watched(api, alias)
    change(source, title="After").save_revision().publish()
    assert watched.changed()["title"] == "After"


def test_rows_go_with_their_pages(site, api):
    section = make_index(slug="section")
    page = make_standard(parent=section)
    Watched(api, page)
    Page.objects.get(pk=section.pk).delete()
    assert not PageDocument.objects.filter(page__in=[section.pk, page.pk]).exists()
    assert not Dependency.objects.exclude(document__in=PageDocument.objects.values("pk")).exists()


def test_what_is_changed_behind_everybody_s_back_is_found_and_mended(site, api, capsys):
    page, hidden = make_standard("Before", slug="page"), make_standard(slug="hidden")
    watched = Watched(api, page)
    call_command("rebuild_documents")
    call_command("rebuild_documents", verify=True)
    Page.objects.filter(pk=page.pk).update(title="After")
    Page.objects.filter(pk=hidden.pk).update(live=False)
    PageViewRestriction.objects.bulk_create(
        [PageViewRestriction(page=make_standard(slug="private"), restriction_type="login")]
    )
    assert watched.now() == watched.before
    with pytest.raises(CommandError, match="3 differed, and were mended"):
        call_command("rebuild_documents", verify=True)
    assert watched.changed()["title"] == "After"
    assert {row.path for row in PageDocument.objects.all()} == {"/", "/page/"}
    call_command("rebuild_documents", verify=True)
    assert "mended" in capsys.readouterr().err


def test_a_page_above_the_root_of_another_site_is_moved(site, api):
    section, inner = make_index(slug="section"), make_site("inner.example.org")
    inner.root_page.move(section, pos="last-child")
    page = make_standard(parent=Page.objects.get(pk=inner.root_page_id), slug="page")
    section.move(make_standard(slug="target"), pos="last-child")
    paths = PageDocument.objects.filter(site=inner).order_by("path").values_list("path", flat=True)
    assert list(paths) == ["/", "/page/"]
    assert api.get(f"/pages/{page.pk}/", host="inner.example.org").json["path"] == "/page/"

"""Whatever a document was built from: when that changes, the next answer has it. One test for each kind of change."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, Locale, Page, PageViewRestriction, Site

from cms.models import CallToAction, Dependency, PageDocument, PastPath
from cms.models.page_documents import path_key
from tests.api_client import ApiClient
from tests.builders import (
    block,
    change,
    make_document,
    make_image,
    make_index,
    make_locale,
    make_panel,
    make_person,
    make_reference,
    make_site,
    make_standard,
    make_summary,
    make_topic,
    publish_again,
    restrict,
    root_of,
)

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def api() -> ApiClient:
    return ApiClient()


@pytest.fixture
def site(db) -> Site:
    return make_site()


class Watched:
    """A document that has been asked for, and so is stored."""

    def __init__(self, api, page):
        self.api, self.page = api, page
        self.before = self.now()
        assert not PageDocument.objects.get(page=page.pk).stale

    def now(self):
        answer = self.api.get(f"/pages/{self.page.pk}/")
        return answer.json if answer.status == 200 else None

    def changed(self):
        """What is served now; it has to be something else."""
        after = self.now()
        assert after != self.before
        return after


def linking(target):
    return [block("paragraph", f'<p><a linktype="page" id="{target.pk}">there</a></p>')]


def href(document):
    html = document["body"][0]["value"]["html"]
    return html.partition('href="')[2].partition('"')[0]


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


def test_the_topics_of_a_page(site, api):
    page = make_summary(topics=[make_topic("Lupus")])
    watched = Watched(api, page)
    page.topics.add(make_topic("Gout"))
    page.save()
    assert [topic["slug"] for topic in watched.changed()["topics"]] == ["gout", "lupus"]
    assert api.ids(topic="gout") == [page.pk]


def test_a_topic_is_renamed(site, api):
    topic = make_topic("Lupus")
    watched = Watched(api, make_summary(topics=[topic]))
    change(topic, title="SLE")
    assert watched.changed()["topics"][0]["title"] == "SLE"
    assert api.get("/pages/", topic="lupus").json["items"][0]["topics"][0]["title"] == "SLE"


def test_an_author_and_the_photo_of_an_author(site, api):
    person = make_person("Before")
    page = make_summary(authors=[person])
    watched = Watched(api, page)
    change(person, name="After")
    assert watched.changed()["authors"][0]["name"] == "After"
    assert api.get("/pages/", ids=page.pk).json["items"][0]["authors"] == ["After"]


def test_a_reference_is_corrected(site, api):
    reference = make_reference(title="Before")
    watched = Watched(api, make_summary(subject_reference=reference))
    change(reference, csl={**reference.csl, "title": "After"})
    assert watched.changed()["further_reading"][0]["csl"]["title"] == "After"


def test_a_panel_is_edited_published_and_unpublished(site, api):
    panel = make_panel("panel", heading="Before")
    page = make_standard(body=[block("call_to_action", {"call_to_action": panel.pk})])
    watched = Watched(api, page)
    panel.heading = "After"
    panel.save_revision()
    assert watched.now() == watched.before
    panel.latest_revision.publish()
    assert watched.changed()["body"][0]["value"]["heading"] == "After"
    CallToAction.objects.get(pk=panel.pk).unpublish()
    assert watched.now()["body"] == []


def test_an_image_is_made_private_and_public_again(site, api):
    image = make_image()
    collection = Collection.get_first_root_node().add_child(name="Private")
    restriction = CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    watched = Watched(api, make_summary(image=image))
    change(image, collection=collection)
    assert watched.changed()["image"] is None
    restriction.delete()
    assert watched.now()["image"] is not None


def test_a_collection_of_documents_is_restricted(site, api):
    collection = Collection.get_first_root_node().add_child(name="Papers")
    document = make_document(collection=collection)
    body = [block("document_download", {"document": document.pk, "title": "", "description": ""})]
    watched = Watched(api, make_standard(body=body))
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    assert watched.changed()["body"] == []


def test_renditions_are_thrown_away(site, api):
    image = make_image(size=(60, 30))
    watched = Watched(api, make_summary(image=image))
    image.renditions.all().delete()
    assert PageDocument.objects.get(page=watched.page.pk).stale
    assert watched.now()["image"] is not None


def test_a_site_gets_another_name(site, api, settings):
    watched = Watched(api, make_standard(slug="page"))
    change(Site.objects.get(pk=site.pk), hostname="new.example.org")
    assert watched.changed()["url"] == "http://new.example.org/page/"


def test_a_site_gets_another_root(site, api):
    section = make_index(slug="section")
    page = make_standard(parent=section, slug="page")
    watched, outside = Watched(api, page), Watched(api, make_standard(slug="outside"))
    change(Site.objects.get(pk=site.pk), root_page=Page.objects.get(pk=section.pk))
    assert watched.changed()["path"] == "/page/"
    assert outside.now() is None


def test_the_setting_of_a_frontend_s_address(site, api, settings):
    watched = Watched(api, make_standard(slug="page"))
    settings.CMS_FRONTEND_URLS = {site.hostname: "https://www.example.org"}
    assert watched.changed()["url"] == "https://www.example.org/page/"


def test_another_release_of_the_site(site, api, settings):
    watched = Watched(api, make_standard())
    etag = PageDocument.objects.get(page=watched.page.pk).etag
    settings.CMS_BUILD = "2026-11-24"
    assert watched.now() == watched.before
    row = PageDocument.objects.get(page=watched.page.pk)
    assert row.etag == etag


def test_an_answer_is_right_until_something_of_it_expires(site, api, settings, monkeypatch):
    settings.CMS_CACHE_SECONDS = 86400
    now = timezone.now()
    target = make_standard(slug="target", expire_at=now + HOUR)
    watched = Watched(api, make_standard(body=linking(target)))
    headers = api.get(f"/pages/{watched.page.pk}/").headers
    assert 3500 < int(headers["Cache-Control"].rpartition("=")[2]) <= 3600
    monkeypatch.setattr(timezone, "now", lambda: now + 2 * HOUR)
    assert href(watched.changed()) == ""


def test_a_scheduled_version_ends_what_caches_may_keep(site, api, settings):
    settings.CMS_CACHE_SECONDS = 86400
    page = make_standard("Before")
    Watched(api, page)
    page.go_live_at = timezone.now() + HOUR
    page.save_revision().publish()
    headers = api.get(f"/pages/{page.pk}/").headers
    assert 3500 < int(headers["Cache-Control"].rpartition("=")[2]) <= 3600


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


def test_a_language_of_the_site_is_added(site, api):
    watched = Watched(api, make_standard(slug="page"))
    Locale.objects.create(language_code="fr")
    assert watched.now() == watched.before


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

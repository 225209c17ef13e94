"""A preview has the drafts its editor works on, nothing that the editor may not see, and changes nothing public."""

import pytest
from django.contrib.auth.models import Permission
from wagtail.models import Collection, CollectionViewRestriction, GroupPagePermission

from cms.models import Change, ChangeSequence, Dependency, DocumentText, PageDocument
from cms.models.events import OutboxEvent
from tests.builders import (
    CANARY,
    block,
    make_image,
    make_panel,
    make_site,
    make_standard,
    make_summary,
    make_topic,
    restrict,
)
from tests.cms.previews.looking import Looking


@pytest.fixture
def saved(writer):
    """Looks at what is saved, as the menu of a page does."""

    class Saved(Looking):
        def ask(self, page, form=None, **query):
            return self.browser.get(f"/admin/pages/{page.pk}/view_draft/", query)

    return Saved(writer, None)


def link_to(page):
    return [block("paragraph", f'<p><a linktype="page" id="{page.pk}">there</a></p>')]


def href_in(seen):
    return 'href="' in seen["page"]["body"][0]["value"]["html"]


def test_a_link_to_a_draft_is_a_link(saved, site):
    target = make_standard(CANARY, live=False)
    assert href_in(saved.see(make_summary(body=link_to(target), live=False)))


def test_a_link_to_a_draft_of_somebody_else_is_none(saved, site, user):
    page = make_summary(body=link_to(make_standard(CANARY, live=False)), live=False)
    GroupPagePermission.objects.update(page=page)
    assert not href_in(saved.see(page))


@pytest.mark.parametrize("is_live", [True, False])
def test_a_link_to_another_site_is_none(saved, site, is_live):
    target = make_standard(CANARY, parent=make_site("b.example.org").root_page, live=is_live)
    seen = saved.see(make_summary(body=link_to(target), live=False))
    assert not href_in(seen)


@pytest.mark.parametrize("is_live", [True, False])
def test_a_link_to_a_restricted_page_is_none(saved, site, is_live):
    target = make_standard(CANARY, live=is_live)
    restrict(target)
    assert not href_in(saved.see(make_summary(body=link_to(target), live=False)))


def test_an_image_of_a_private_collection_is_none(saved, site):
    collection = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    page = make_summary(image=make_image(collection=collection), live=False)
    assert saved.see(page)["page"]["image"] is None


def panels_of(seen):
    return [each["value"]["heading"] for each in seen["page"]["body"] if each["type"] == "call_to_action"]


@pytest.fixture
def with_panel(site):
    """A page with a panel whose published heading is another one than that of its draft."""
    panel = make_panel(heading="As published")
    panel.heading = "As in the draft"
    panel.save_revision()
    return make_summary(body=[block("call_to_action", {"call_to_action": panel.pk})], live=False)


def test_a_panel_is_as_published_for_who_does_not_edit_panels(saved, with_panel):
    assert panels_of(saved.see(with_panel)) == ["As published"]


def test_a_panel_is_as_in_its_draft_for_who_edits_panels(saved, with_panel, user):
    user.groups.get().permissions.add(Permission.objects.get(codename="change_calltoaction"))
    assert panels_of(saved.see(with_panel)) == ["As in the draft"]


def test_topics_are_those_of_the_form(looking, draft, page_form):
    topics = [make_topic("Lupus"), make_topic("Asthma")]
    form = page_form(title="x", slug=draft.slug)
    seen = looking.see(draft, {**form, "topics": [str(topic.pk) for topic in topics]})
    assert [topic["title"] for topic in seen["page"]["topics"]] == ["Asthma", "Lupus"]


def public_state():
    """Whatever follows from what is public."""
    models = (PageDocument, Dependency, DocumentText, Change, OutboxEvent)
    rows = [list(model.objects.order_by("pk").values_list()) for model in models]
    return repr([*rows, ChangeSequence.current()])


def answers(api):
    """What anybody can read."""
    paths = (
        "/pages/",
        "/changes/",
        "/sitemap/",
        "/references/",
        f"/pages/?q={CANARY}",
        "/resolve/?path=/live/",
    )
    return [(answer.content, answer.headers.get("ETag")) for answer in map(api.get, paths)]


def test_nothing_public_changes(looking, draft, page_form):
    live = make_summary("Live", slug="live")
    before = answers(looking.api)
    state = public_state()
    for page in (draft, live):
        seen = looking.see(page, page_form(title=CANARY, slug=page.slug))
        assert seen["page"]["title"] == CANARY
    assert public_state() == state
    assert answers(looking.api) == before
    assert CANARY not in repr(before)
    assert looking.api.get(f"/pages/{draft.pk}/").status == 404

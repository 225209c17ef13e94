"""What editors do to single pages: write, publish, take down, schedule."""

from datetime import timedelta
from typing import Any

from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.documents import get_document_model
from wagtail.models import Page

from blocks.stored_citations import MODES
from cms.bibliography.styles import STYLES
from cms.models import (
    CallToAction,
    Person,
    Reference,
    ResearchIndexPage,
    ResearchSummaryPage,
    StandardPage,
    Topic,
)
from tests.builders import block, cite, cited
from tests.cms.delivery.model.world import Choice, World, action


def blocks(world: World, choose: Choice) -> list[dict[str, Any]]:
    """A body of one or two blocks that refer to something."""
    made = [block("paragraph", f"<p>{world.word()}</p>")]
    kind = choose.number(8)
    if kind == 1:
        made.append(world.link(choose.of(world.pages())))
    elif kind == 2:
        panel = choose.of(CallToAction.objects.order_by("pk"))
        made.append(block("call_to_action", {"call_to_action": panel.pk}))
    elif kind == 3:
        citations = cite(choose.of(Reference.objects.order_by("pk")), locator=world.word())
        made.append(block("quote", {"text": world.word(), "attribution": "", "citations": citations}))
    elif kind == 4:
        image = {"image": choose.of(world.images()).pk, "alt_text": world.word(), "decorative": False}
        made.append(block("figure", {"image": image, "caption": "", "credit": "", "citations": []}))
    elif kind == 5:
        document = choose.of(get_document_model().objects.order_by("pk"))
        made.append(block("document_download", {"document": document.pk, "title": "", "description": ""}))
    elif kind == 6:
        made.append(block("link", {"text": world.word(), "page": choose.of(world.pages()).pk}))
    elif kind == 7:
        reference, mode = choose.of(Reference.objects.order_by("pk")), choose.of(MODES)
        text = f"<p>{world.word()} {cited(reference, mode=mode, prefix=world.word())}</p>"
        made.append(block("paragraph", text))
    return made


def write(world: World, choose: Choice, page: Any) -> Any:
    """Give the page other content, and return it."""
    page.title, page.standfirst, page.body = world.word(), world.word(), blocks(world, choose)
    page.search_description = world.word()
    page.citation_style = choose.of(["", *STYLES])
    page.image = choose.of([None, *world.images()])
    page.image_alt = world.word()
    if isinstance(page, ResearchSummaryPage):
        summary: Any = page
        references, people = Reference.objects.order_by("pk"), Person.objects.order_by("pk")
        summary.subject_reference = choose.of(references)
        summary.authors = [block("author", {"person": choose.of(people).pk, "role": world.word()})]
        summary.topics.set(list(Topic.objects.order_by("pk"))[: choose.number(3)])
        summary.further_reading = [block("reference", choose.of(references).pk)] * choose.number(2)
        summary.reviewed_by = choose.of([None, *people])
    return page


@action
def create(world: World, choose: Choice) -> object:
    """A new page, live or as a draft."""
    world.room()
    model = choose.of([ResearchSummaryPage, StandardPage, ResearchIndexPage])
    parent, live = choose.of(world.pages()), choose.number(2)
    page = model(slug=world.word(), locale=parent.locale, live=False)
    parent.add_child(instance=write(world, choose, page))
    revision = page.save_revision()
    if live:
        revision.publish()
    return f"{page.pk} below {parent.pk}, {'live' if live else 'a draft'}"


@action
def save_draft(world: World, choose: Choice) -> object:
    """Other words and another address that nobody may see yet."""
    page = choose.of(world.editable())
    draft = write(world, choose, world.draft(page))
    draft.slug = world.word()
    draft.save_revision()
    return page.pk


@action
def publish(world: World, choose: Choice) -> object:
    """Other content, live."""
    page = choose.of(world.editable())
    write(world, choose, world.draft(page)).save_revision().publish()
    return page.pk


@action
def publish_draft(world: World, choose: Choice) -> object:
    """What has been saved so far, live."""
    page = choose.of(world.editable())
    (page.get_latest_revision() or page.save_revision()).publish()
    return page.pk


@action
def publish_former(world: World, choose: Choice) -> object:
    """An earlier version, live again."""
    page = choose.of(world.editable())
    revision = choose.of(list(page.revisions.order_by("pk")))
    revision.publish()
    return page.pk


@action
def save_behind(world: World, choose: Choice) -> object:
    """As a program saves a page, without a revision."""
    page = choose.of(world.pages())
    page.standfirst = world.word()
    page.save()
    return page.pk


@action
def unpublish(world: World, choose: Choice) -> object:
    """A page, perhaps with all below it."""
    page, below = choose.of(world.pages(live=True)), choose.number(2)
    if below:
        UnpublishPageAction(page, user=world.user, include_descendants=True).execute()
    else:
        page.unpublish()
    return f"{page.pk}{' and all below' if below else ''}"


@action
def schedule(world: World, choose: Choice) -> object:
    """Another version that goes live by itself."""
    page = choose.of(world.editable())
    moment = world.later(choose)
    draft = write(world, choose, world.draft(page))
    draft.go_live_at = moment
    draft.save_revision().publish()
    return f"{page.pk} for {moment}"


@action
def unschedule(world: World, choose: Choice) -> object:
    """The version stays a draft."""
    page = choose.of([page for page in world.editable() if page.scheduled_revision])
    revision = page.scheduled_revision
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
    return page.pk


@action
def expire(world: World, choose: Choice) -> object:
    """A page that ends by itself, or does not any more."""
    page = choose.of(world.editable())
    draft = world.draft(page)
    draft.expire_at = choose.of([world.later(choose), None])
    draft.save_revision().publish()
    return f"{page.pk} at {draft.expire_at}"


@action
def end_within_a_copy(world: World, choose: Choice) -> object:
    """A page that ends, saved as a program does it."""
    page = choose.of(world.pages())
    page.expire_at = world.later(choose)
    page.save(update_fields=["expire_at"])
    return f"{page.pk} at {page.expire_at}"


@action
def change_slug(world: World, choose: Choice) -> object:
    """The addresses of the page and of all below it."""
    page = choose.of(world.editable())
    slug = world.word()
    if choose.number(2):
        draft = world.draft(page)
        draft.slug = slug
        draft.save_revision().publish()
    else:
        page.slug = slug
        page.save()
    return f"{page.pk} {slug}"


@action
def delete(world: World, choose: Choice) -> object:
    """A page and all below it; never the home page of the default site, in no language."""
    pages = [page for page in world.pages() if not holds_default_home(page)]
    page, way = choose.of(pages), choose.number(3)
    if way == 0:
        page.delete()
    elif way == 1:
        Page.objects.get(pk=page.pk).delete()
    else:
        Page.objects.filter(pk=page.pk).delete()
    return page.pk


def holds_default_home(page: Any) -> bool:
    """Whether the default site would lose its home page with this page."""
    homes = Page.objects.filter(sites_rooted_here__is_default_site=True)
    return homes.filter(path__startswith=page.path).exists()


@action
def time_moves_on(world: World, choose: Choice) -> object:
    """Nothing happens but that."""
    world.now += timedelta(minutes=[30, 70, 200][choose.number(3)])
    return world.now

"""What changes the place of pages, and who may see what stands there: trees, languages, restrictions, sites."""

from typing import Any

from wagtail.actions.copy_for_translation import ParentNotTranslatedError
from wagtail.models import Page, PageViewRestriction, Site

from tests.cms.delivery.model.world import Choice, Nothing, World, action

POSITIONS = ("last-child", "first-child", "left", "right")


def takes(target: Any, slug: str, *, but: Any = None) -> None:
    """Raises `Nothing` if there is a page with this slug below the target already."""
    below = target.get_children().filter(slug=slug)
    if below.exclude(pk=but.pk if but else None).exists():
        raise Nothing


def starts_at_zero(target: Any) -> bool:
    """Whether its first child has the step 0, as the one below a page that Wagtail copied has: treebeard, which counts
    from 1, can not put another one before it."""
    first = target.get_first_child()
    return first is not None and first.path.endswith("0" * first.steplen)


@action
def move(world: World, choose: Choice) -> object:
    """Anywhere: below a restricted page, to another site, past its siblings."""
    page = choose.of(world.pages())
    targets = [target for target in world.pages() if not target.path.startswith(page.path)]
    target, position = choose.of(targets), choose.of(POSITIONS)
    parent = target if position.endswith("child") else target.get_parent()
    takes(parent, page.slug, but=page)
    if position == "first-child" and starts_at_zero(target):
        raise Nothing
    page.move(target, pos=position)
    return f"{page.pk} to {target.pk}, {position}"


@action
def copy(world: World, choose: Choice) -> object:
    """A page with all below it."""
    page, live = choose.of(world.pages()), choose.number(2)
    world.room(page.get_descendants(inclusive=True).count())
    slug = world.word()
    target = choose.of(world.pages())
    to = None if target.path.startswith(page.path) else target
    copied = page.copy(
        recursive=True, to=to, keep_live=bool(live), update_attrs={"slug": slug, "title": world.word()}
    )
    return f"{page.pk} as {copied.pk}"


@action
def make_alias(world: World, choose: Choice) -> object:
    """A copy that follows its source."""
    world.room()
    page, parent = choose.of(world.editable()), choose.of(world.pages())
    if parent.path.startswith(page.path):
        raise Nothing
    alias = page.create_alias(parent=parent, update_slug=world.word())
    return f"{page.pk} as {alias.pk}"


@action
def convert_alias(world: World, choose: Choice) -> object:
    """A copy that does not follow any more."""
    from wagtail.actions.convert_alias import ConvertAliasPageAction

    page = choose.of([page for page in world.pages() if page.alias_of_id])
    ConvertAliasPageAction(page).execute(skip_permission_checks=True)
    return page.pk


@action
def translate(world: World, choose: Choice) -> object:
    """A page into Spanish, as a draft, an alias, or live at once."""
    pages = [page for page in world.editable() if page.locale.language_code == "en"]
    page = choose.of([page for page in pages if not page.has_translation(world.spanish)])
    way = choose.number(3)
    world.room(2 if way == 1 else 1)
    try:
        translation = page.copy_for_translation(world.spanish, copy_parents=way == 1, alias=way == 2)
    except ParentNotTranslatedError:
        raise Nothing from None
    if way == 0:
        translation.title = world.word()
        translation.save_revision().publish()
    return f"{page.pk} as {translation.pk}"


@action
def restrict(world: World, choose: Choice) -> object:
    """A page and all below it are private."""
    page = choose.of(world.pages())
    kind = choose.of([PageViewRestriction.LOGIN, PageViewRestriction.PASSWORD])
    PageViewRestriction.objects.create(page=page, restriction_type=kind, password="secret")
    return page.pk


@action
def move_restriction(world: World, choose: Choice) -> object:
    """The same restriction, of another page."""
    restriction = choose.of(PageViewRestriction.objects.order_by("pk"))
    restriction.page = choose.of(world.pages())
    restriction.save()
    return restriction.page_id


@action
def release(world: World, choose: Choice) -> object:
    """Public again."""
    restriction = choose.of(PageViewRestriction.objects.order_by("pk"))
    if choose.number(2):
        restriction.delete()
    else:
        PageViewRestriction.objects.filter(page=restriction.page_id).delete()
    return restriction.page_id


@action
def rename_site(world: World, choose: Choice) -> object:
    """Another hostname."""
    site = choose.of(Site.objects.order_by("pk"))
    site.hostname = f"{world.word()}.example.org"
    site.save()
    return site.hostname


@action
def change_root(world: World, choose: Choice) -> object:
    """Another home page."""
    site = choose.of(Site.objects.order_by("pk"))
    site.root_page = Page.objects.get(pk=choose.of(world.pages()).pk)
    site.save()
    return f"{site.hostname} {site.root_page_id}"


@action
def add_site(world: World, choose: Choice) -> object:
    """Another site somewhere in the tree."""
    if Site.objects.count() > 2:
        raise Nothing
    page = Page.objects.get(pk=choose.of(world.pages()).pk)
    site = Site.objects.create(hostname=f"{world.word()}.example.org", root_page=page)
    return f"{site.hostname} {page.pk}"


@action
def delete_site(world: World, choose: Choice) -> object:
    """Any but the default one."""
    site = choose.of(Site.objects.filter(is_default_site=False).order_by("pk"))
    site.delete()
    return site.hostname

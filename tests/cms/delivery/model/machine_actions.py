"""What is done for editors: by the clock, by workers, by bulk actions, and through Wagtail's v3 API."""

from datetime import timedelta
from io import StringIO
from typing import Any

from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Collection, Page

from cms.delivery.feed import prune
from cms.delivery.settling import rebuild_stale
from tests.cms.delivery.model.page_actions import blocks, holds_default_home
from tests.cms.delivery.model.world import Choice, Nothing, World, action


@action
def publish_scheduled(world: World, choose: Choice) -> object:
    """What is due goes live; what has ended is taken down."""
    call_command("publish_scheduled", stdout=StringIO())
    return None


@action
def work(world: World, choose: Choice) -> object:
    """A worker brings everything up to date."""
    return list(rebuild_stale())


@action
def forget_changes(world: World, choose: Choice) -> object:
    """Old entries of the feed are dropped."""
    return prune(before=world.now - timedelta(minutes=10 * choose.number(3)))


def bulk(kind: str, name: str, ids: list[int]) -> str:
    app = {"page": "wagtailcore", "image": "wagtailimages", "document": "wagtaildocs"}[kind]
    address = reverse("wagtail_bulk_action", args=[app, kind, name])
    return f"{address}?{'&'.join(f'id={pk}' for pk in ids)}"


@action
def bulk_pages(world: World, choose: Choice) -> object:
    """Publish, unpublish, delete or move several pages at once."""
    name = choose.of(["unpublish", "publish", "delete", "move"])
    pages = [page for page in world.pages() if name != "delete" or not holds_default_home(page)]
    chosen = sorted({choose.of(pages).pk, choose.of(pages).pk})
    data: dict[str, Any] = {"include_descendants": "on"} if choose.number(2) else {}
    if name == "publish" and data and Page.objects.filter(live=False, alias_of__isnull=False).exists():
        raise Nothing  # Wagtail stumbles over an alias among the pages below
    if name == "move":
        data = {"chooser": choose.of(world.pages()).pk, "move_applicable": "on"}
    answer = world.post(bulk("page", name, chosen), data)
    assert answer.status_code in (200, 302)
    return f"{name} {chosen}"


@action
def bulk_images(world: World, choose: Choice) -> object:
    """Put all images into one collection."""
    ids = [image.pk for image in world.images()]
    collection = choose.of(Collection.objects.order_by("pk"))
    answer = world.post(bulk("image", "add_to_collection", ids), {"collection": collection.pk})
    assert answer.status_code == 302
    return collection.pk


@action
def v3_edit(world: World, choose: Choice) -> object:
    """Change a page, with or without publishing it."""
    page = choose.of(world.editable())
    live = choose.number(2)
    body = [{name: value for name, value in item.items() if name != "id"} for item in blocks(world, choose)]
    payload = {"standfirst": world.word(), "body": body}
    world.api("PATCH", f"pages/{page.pk}/", payload)
    if live:
        answer = world.api("POST", f"pages/{page.pk}/actions/publish/")
        assert answer.status_code < 500
    return page.pk


@action
def v3_act(world: World, choose: Choice) -> object:
    """Unpublish, move, copy, alias, translate, delete or revert a page."""
    name = choose.of(
        ["unpublish", "move", "copy", "create_alias", "copy_for_translation", "delete", "revert"]
    )
    pages = [page for page in world.pages() if name != "delete" or not holds_default_home(page)]
    page, target = choose.of(pages), choose.of(world.pages())
    inside = target.path.startswith(page.path)
    payload: dict[str, Any] = {}
    if name == "move":
        payload = {"destination_id": target.pk, "position": choose.of(["last-child", "left"])}
        inside = inside or not Page._slug_is_available(page.slug, target, page=page)
    elif name in ("copy", "create_alias"):
        world.room(page.get_descendants(inclusive=True).count())
        payload = {"destination_id": target.pk, "recursive": not inside, "slug": world.word()}
    elif name == "copy_for_translation":
        world.room(2)
        payload = {"locale": "es", "alias": bool(choose.number(2))}
        inside = page.locale_id == world.spanish.pk or page.has_translation(world.spanish)
    elif name == "unpublish":
        payload = {"recursive": bool(choose.number(2))}
    elif name == "revert":
        revision = page.revisions.order_by("pk").first()
        payload = {"revision_id": revision.pk if revision else 1}
    if inside and name in ("move", "copy_for_translation"):
        return "not possible"
    method = "DELETE" if name == "delete" else "POST"
    answer = world.api(method, f"pages/{page.pk}/actions/{name}/", payload)
    assert answer.status_code < 500
    return f"{name} {page.pk} {payload}"

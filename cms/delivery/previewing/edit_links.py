"""Where in the admin a draft and each of its blocks is edited: data beside the document, never inside it."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from wagtail.models import Page

from cms.delivery.parts import BodyPart, parts_of

__all__ = ["edit_links"]


def edit_links(instance: Any, *, admin_origin: str) -> dict[str, Any] | None:
    """`{"url": …, "blocks": {id: {"url": …, "label": …}}}` with labels in the current language; None for what has no
    address in the admin because it was never saved."""
    if not instance.pk:
        return None
    if isinstance(instance, Page):
        url = admin_origin + reverse("wagtailadmin_pages:edit", args=(instance.pk,))
        return {"url": url, "blocks": dict(_blocks(instance, url))}
    name = type(instance).snippet_viewset.get_url_name("edit")
    return {"url": admin_origin + reverse(name, args=(instance.pk,)), "blocks": {}}


def _blocks(page: Any, url: str) -> Iterator[tuple[str, dict[str, str]]]:
    for part in parts_of(type(page)):
        if isinstance(part, BodyPart):
            children = part.body.adapter.block.child_blocks
            for item in part.body.raw(page):
                if item.get("id") and item["type"] in children:
                    link = {
                        "url": f"{url}#block-{item['id']}-section",
                        "label": str(children[item["type"]].label),
                    }
                    yield str(item["id"]), link

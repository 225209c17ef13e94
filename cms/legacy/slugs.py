"""The last part of a page's address: the old one if it is free, so that people who know it find their way."""

from urllib.parse import unquote

from django.utils.text import slugify
from wagtail.models import Page

from cms.legacy.entries import Entry
from cms.legacy.notes import Note

__all__ = ["free_slug"]

_LONGEST = 200


def free_slug(entry: Entry, title: str, *, parent: Page) -> tuple[str, Note | None]:
    """The slug, and a note if the old site's own was taken. One query."""
    own = slugify(unquote(entry.about.slug), allow_unicode=True)[:_LONGEST].strip("-")
    wanted = (
        own or slugify(title, allow_unicode=True)[:_LONGEST].strip("-") or f"imported-{entry.sha256[:12]}"
    )
    taken = set(parent.get_children().filter(slug__startswith=wanted).values_list("slug", flat=True))
    slug, number = wanted, 2
    while slug in taken:
        slug, number = f"{wanted}-{number}", number + 1
    note = Note("slug_taken", None, {"slug": own, "given": slug}) if own and slug != own else None
    return slug, note

"""Reads HTML in tests, and says in short what was made of it."""

from cms.legacy.items import Item
from cms.legacy.markup import read_fragment


def read(html: str, **options) -> Item:
    return read_fragment(html, source="made-up.html", sha256="0" * 64, size=len(html), **options)


def only(html: str, **options):
    """The one element that the HTML is."""
    (element,) = read(html, **options).elements
    return element


def kinds(item: Item) -> list[str]:
    return [type(element).__name__ for element in item.elements]


def said(element) -> list[str]:
    """Every text in an element, however it is kept."""
    names = ("text", "raw", "heading", "success_message", "button", "caption", "attribution", "marker")
    texts = [value for name in names if isinstance(value := getattr(element, name, ""), str)]
    texts += getattr(element, "labels", ())
    texts += [choice for field in getattr(element, "fields", ()) for choice in field.choices]
    return [*texts, *(cell.text for row in getattr(element, "rows", ()) for cell in row)]

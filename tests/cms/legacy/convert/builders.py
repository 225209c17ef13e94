"""Items for tests of the conversion, each element on a place of its own."""

from dataclasses import replace

from cms.legacy.items import Item


def item(*elements, title="A made-up article", **given):
    """An item of these elements; their ``lines`` are set here."""
    placed = tuple(replace(element, lines=(place,)) for place, element in enumerate(elements, start=2))
    return Item(
        source="made-up.html",
        sha256="a" * 64,
        size=100,
        encoding="utf-8",
        encoding_guessed=False,
        line_count=len(placed) + 1,
        blank_lines=0,
        elements=placed,
        title=title,
        title_lines=(1,) if title else (),
        unit="piece",
        **given,
    )


def codes(conversion):
    return [note.code for note in conversion.notes]

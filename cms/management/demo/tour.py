"""Says where to look first: a demo shows much, and nobody knows yet what is worth the first five minutes."""

from collections.abc import Mapping

from django.urls import reverse

__all__ = ["ON_THE_SITE", "where_to_look"]

ON_THE_SITE = {
    "sample": "A summary: rest on a citation, print it, take its references along",
    "translation": "A page that is there in Spanish too",
    "retracted": "A source that was retracted (made up)",
    "redirect": "An address that has moved",
    "withdrawn": "A page that was taken down",
}
"""What can be seen on the frontend, by name."""


def where_to_look(
    *, frontend: str, base: str, shown: Mapping[str, str], sample: int, run: int | None
) -> list[str]:
    """Lines for the console: the places in the order in which they explain each other.

    `frontend` and `base` are the origins of the frontend and of the admin, without a slash at the end; the frontend's
    may be empty, and its places are then left out. `shown` are the paths of its places by name (see `ON_THE_SITE`);
    one that is missing is left out. `sample` is the primary key of the page to edit, `run` that of the import which
    made it, if it is known.
    """
    places = [
        (what, f"{frontend}{shown[name]}") for name, what in ON_THE_SITE.items() if frontend and name in shown
    ]
    places.append(
        (
            "The editor: cite a source, watch the remarks and the preview beside the text",
            f"{base}{reverse('wagtailadmin_pages:edit', args=[sample])}",
        )
    )
    if run is not None:
        report = f"{base}{reverse('cms_import', args=[run])}"
        places.append(("What became of the old article: the report of its import", report))
    places.append(("The API, described for who builds a frontend", f"{base}{reverse('cms_api:docs')}"))
    lines = ["  Where to look first, once the server has started:"]
    for number, (what, where) in enumerate(places, start=1):
        lines += [f"  {number}. {what}", f"     {where}"]
    return lines

"""Builders of published content, so that a test names only what it is about.

Plain functions: each creates what it needs, publishes it as the editor's button would (`revision.publish()`), and takes
field values by name. Times are given, never waited for.
"""

import io
import itertools
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image as Pillow
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Locale, Page, PageViewRestriction, Site

from blocks.stored_citations import StoredCitation, stored_link
from cms.models import (
    CallToAction,
    Person,
    Reference,
    ResearchIndexPage,
    ResearchSummaryPage,
    StandardPage,
    Topic,
)

__all__ = [
    "CANARY",
    "block",
    "change",
    "cite",
    "cited",
    "items",
    "make_document",
    "make_image",
    "make_index",
    "make_locale",
    "make_panel",
    "make_person",
    "make_reference",
    "make_site",
    "make_standard",
    "make_summary",
    "make_topic",
    "publish",
    "publish_again",
    "restrict",
    "root_of",
]

CANARY = "zanzibar-canary"
"""A word that stands in nothing that is public."""

_numbers = itertools.count(1)


def change(instance: Any, **values: Any) -> Any:
    """The object with other values, saved as everything that changes content is."""
    for name, value in values.items():
        setattr(instance, name, value)
    instance.save()
    return instance


def _stream(blocks: Sequence[Mapping[str, Any]]) -> str:
    return json.dumps(list(blocks))


def block(name: str, value: Any) -> dict[str, Any]:
    """A block of a stream as it is stored."""
    return {"type": name, "value": value, "id": str(UUID(int=next(_numbers)))}


def items(*values: Any) -> list[dict[str, Any]]:
    """The items of a list block as they are stored."""
    return [block("item", value) for value in values]


def cite(*references: Reference, locator: str = "") -> list[dict[str, Any]]:
    """A list of cited references as it is stored."""
    around = {"locator": locator, "prefix": "", "suffix": "", "suppress_author": False}
    unsaid = {"acknowledged_status": "", "acknowledged_reason": ""}
    return items(*({"reference": each.pk, **around, **unsaid} for each in references))


def cited(*references: Reference, mode: str = "parenthetical", **around: Any) -> str:
    """A citation of the references in running text as it is stored; the words around go to each of them."""
    found = tuple({"reference": each.pk, **around} for each in references)
    return stored_link(StoredCitation(found, mode), f"[{'; '.join(each.key for each in references)}]")


def publish(page: Any, parent: Page, *, at: datetime | None = None) -> Any:
    """The page below its parent, published; `at` stands in for the times at which that happened."""
    page.live = False
    parent.refresh_from_db()
    parent.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    if at is not None:
        Page.objects.filter(pk=page.pk).update(first_published_at=at, last_published_at=at)
        page.refresh_from_db()
    return page


def publish_again(page: Any) -> Any:
    """A page that is in the tree already, with its changes published; as it then is in the database."""
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def _create(page: Any, parent: Page | None, *, live: bool, at: datetime | None) -> Any:
    parent = root_of() if parent is None else parent
    page.locale = parent.locale
    if live:
        return publish(page, parent, at=at)
    page.live = False
    parent.refresh_from_db()
    parent.add_child(instance=page)
    page.save_revision()
    return page


def make_locale(code: str) -> Locale:
    """A language."""
    return Locale.objects.get_or_create(language_code=code)[0]


def make_site(hostname: str | None = None, *, port: int = 80, **values: Any) -> Site:
    """The default site with a home page of ours, or another site of that hostname with one."""
    number = next(_numbers)
    home = StandardPage(title=values.pop("title", "Home"), slug=f"home-{number}", locale=Locale.get_default())
    publish(home, Page.objects.get(depth=1))
    if hostname is not None:
        return Site.objects.create(hostname=hostname, port=port, root_page=home, **values)
    site = Site.objects.get(is_default_site=True)
    site.root_page = home
    site.save()
    return site


def root_of(site: Site | None = None) -> Page:
    """The home page of a site, by default of the default site."""
    found = Site.objects.get(is_default_site=True) if site is None else site
    return Page.objects.get(pk=found.root_page_id)


def make_reference(key: str = "", **csl: Any) -> Reference:
    """A reference; the keywords are CSL variables (`DOI`, `title`, …)."""
    number = next(_numbers)
    record = {
        "type": "article-journal",
        "title": f"A study of something, part {number}",
        "author": [{"family": "Doe", "given": "Jane"}],
        "container-title": "Journal of Studies",
        "issued": {"date-parts": [[2020]]},
        **csl,
    }
    # No year: a key that a test chooses itself, such as “doe2020”, is never one of these.
    reference = Reference(key=key or f"doe-part-{number}", csl=record)
    reference.full_clean()
    reference.save()
    return reference


def make_topic(title: str = "Lupus", **values: Any) -> Topic:
    """A topic; its slug is the title in lower case."""
    values.setdefault("slug", title.lower().replace(" ", "-"))
    values.setdefault("locale", Locale.get_default())
    return Topic.objects.create(title=title, **values)


def make_person(name: str = "Ada Example", **values: Any) -> Person:
    """Somebody who writes or reviews."""
    values.setdefault("locale", Locale.get_default())
    return Person.objects.create(name=name, **values)


def make_panel(slug: str = "newsletter", *, live: bool = True, **values: Any) -> CallToAction:
    """A call to action, by default a newsletter sign-up."""
    values = {
        "kind": "newsletter",
        "heading": "Stay informed",
        "body": "<p>One mail a month.</p>",
        "button_label": "Subscribe",
        "success_message": "Thank you.",
        "consent_text": "I agree to get this newsletter by e-mail.",
        "locale": Locale.get_default(),
        **values,
    }
    panel = CallToAction(slug=slug, live=False, **values)
    panel.save()
    revision = panel.save_revision(clean=False)
    if live:
        revision.publish()
        panel.refresh_from_db()
    return panel


def make_document(title: str = "A paper", *, name: str = "paper", collection: Any = None) -> Any:
    """A text file in the document library."""
    return get_document_model().objects.create(
        title=title,
        file=ContentFile(b"text", name=f"{name}-{next(_numbers)}.txt"),
        collection=collection or Collection.get_first_root_node(),
    )


def restrict(page: Page, kind: str = PageViewRestriction.LOGIN) -> PageViewRestriction:
    """Make a page, and so everything below it, private."""
    return PageViewRestriction.objects.create(page=page, restriction_type=kind, password="secret")


def make_image(
    title: str = "A picture",
    *,
    size: tuple[int, int] = (600, 300),
    color: str = "#336699",
    name: str = "picture",
    collection: Any = None,
    **values: Any,
) -> Any:
    """An image of one colour."""
    content = io.BytesIO()
    Pillow.new("RGB", size, color).save(content, "PNG")
    content.seek(0)
    return get_image_model().objects.create(
        title=title,
        file=ImageFile(content, name=f"{name}-{next(_numbers)}.png"),
        collection=collection or Collection.get_first_root_node(),
        **values,
    )


def make_summary(
    title: str | None = None,
    *,
    parent: Page | None = None,
    body: Sequence[Mapping[str, Any]] | None = None,
    topics: Sequence[Topic] = (),
    authors: Sequence[Person] | None = None,
    further_reading: Sequence[Reference] = (),
    key_points: Sequence[str] = (),
    live: bool = True,
    at: datetime | None = None,
    **values: Any,
) -> ResearchSummaryPage:
    """A research summary that is complete; `live=False` leaves it a draft, `at` says when it was published."""
    number = next(_numbers)
    writers = [make_person()] if authors is None else authors
    values.setdefault("subject_reference", None)
    page = ResearchSummaryPage(
        title=title or f"Summary {number}",
        slug=values.pop("slug", f"summary-{number}"),
        standfirst=values.pop("standfirst", "What was found, and how sure it is."),
        subject_reference=values.pop("subject_reference") or make_reference(),
        body=_stream([block("paragraph", "<p>The study found something.</p>")] if body is None else body),
        authors=_stream([block("author", {"person": writer.pk, "role": "Text"}) for writer in writers]),
        further_reading=_stream([block("reference", reference.pk) for reference in further_reading]),
        key_points=_stream([block("point", point) for point in key_points]),
        **values,
    )
    page.topics.set(topics)
    created: ResearchSummaryPage = _create(page, parent, live=live, at=at)
    return created


def make_index(title: str = "Research", **values: Any) -> ResearchIndexPage:
    """A page above research summaries."""
    page: ResearchIndexPage = _introduced(ResearchIndexPage, title, **values)
    return page


def make_standard(title: str = "About us", **values: Any) -> StandardPage:
    """An ordinary page."""
    page: StandardPage = _introduced(StandardPage, title, **values)
    return page


def _introduced(
    model: Any,
    title: str,
    *,
    parent: Page | None = None,
    live: bool = True,
    at: datetime | None = None,
    **values: Any,
) -> Any:
    values["body"] = _stream(values.pop("body", ()))
    values.setdefault("slug", f"page-{next(_numbers)}")
    return _create(model(title=title, **values), parent, live=live, at=at)

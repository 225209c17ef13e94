"""The site's content: its pages, and what they refer to."""

import io
import itertools
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image as Pillow
from wagtail.documents import get_document_model
from wagtail.embeds.embeds import get_embed_hash
from wagtail.embeds.models import Embed
from wagtail.images import get_image_model
from wagtail.models import Locale, Page, Site

from cms.models import CallToAction, Person, Reference
from tests.host.trials.models import Centre, EventPage, PlainPage, Sponsor, Trial, TrialReportPage

FILM = "https://www.youtube.com/watch?v=abc123"
PUBLISHED = datetime(2026, 1, 31, 9, 30, tzinfo=UTC)

_numbers = itertools.count(1)


@dataclass
class Library:
    """What pages refer to. All of it is public."""

    reference: Reference
    person: Person
    trial: Trial
    sponsor: Sponsor
    centre: Centre
    image: Any
    document: Any
    about: PlainPage
    panel: CallToAction


def block(name: str, value: Any) -> dict[str, Any]:
    """A block of a stream as it is stored."""
    return {"type": name, "value": value, "id": str(UUID(int=next(_numbers)))}


def items(*values: Any) -> list[dict[str, Any]]:
    """The items of a list block as they are stored."""
    return [block("item", value) for value in values]


def home() -> Page:
    """The root page of the site."""
    return Page.objects.get(pk=Site.objects.get(is_default_site=True).root_page_id)


def publish(page: Any, parent: Page | None = None) -> Any:
    """The page in the tree and published, as it then is in the database."""
    if page.pk is None:
        page.live = False
        page.slug = page.slug or f"page-{next(_numbers)}"
        page.locale = Locale.get_default()
        (parent or home()).add_child(instance=page)
    page.save_revision().publish()
    Page.objects.filter(pk=page.pk).update(first_published_at=PUBLISHED, last_published_at=PUBLISHED)
    return type(page).objects.get(pk=page.pk)


def change(instance: Any, **values: Any) -> None:
    """Save an object with other values."""
    for name, value in values.items():
        setattr(instance, name, value)
    instance.save()


def make_library() -> Library:
    """One object of every kind."""
    number = next(_numbers)
    csl = {"type": "article-journal", "title": "A trial", "author": [{"family": "Doe"}]}
    reference = Reference(key=f"doe{number}", csl=csl)
    reference.full_clean()
    reference.save()
    if not Embed.objects.filter(hash=get_embed_hash(FILM)).exists():
        Embed.objects.create(
            hash=get_embed_hash(FILM), url=FILM, type="video", title="A film", last_updated=PUBLISHED
        )
    return Library(
        reference=reference,
        person=Person.objects.create(name="Ada Example", credentials="MD", locale=Locale.get_default()),
        trial=Trial._default_manager.create(number=f"NCT{number:08}", title="Aspirin or nothing"),
        sponsor=Sponsor._default_manager.create(name="A foundation"),
        centre=Centre._default_manager.create(name="Basel"),
        image=make_image(),
        document=get_document_model().objects.create(
            title="Protocol", file=ContentFile(b"text", name="protocol.txt"), file_size=4
        ),
        about=publish(PlainPage(title="About", slug=f"about-{number}")),
        panel=make_panel(f"newsletter-{number}"),
    )


def make_panel(slug: str, *, kind: str = "link", **values: Any) -> CallToAction:
    """A panel that leads somewhere, published."""
    link = json.dumps([block("link", {"text": "More", "url": "https://example.org/"})])
    panel = CallToAction(
        slug=slug,
        kind=kind,
        heading="Take part",
        body="<p>Words</p>",
        button_label="More",
        link=link,
        locale=Locale.get_default(),
        live=False,
        **values,
    )
    panel.save()
    panel.save_revision().publish()
    panel.refresh_from_db()
    return panel


def make_image() -> Any:
    """A small image of one colour."""
    content = io.BytesIO()
    Pillow.new("RGB", (40, 20), "#336699").save(content, "PNG")
    content.seek(0)
    return get_image_model().objects.create(
        title="A picture", description="A blue field", file=ImageFile(content, name="picture.png")
    )


def make_report(library: Library, body: list[dict[str, Any]] | None = None, **values: Any) -> Any:
    """A report that is complete and published."""
    page = TrialReportPage(
        title="Aspirin",
        body=json.dumps([block("text", "Found.")] if body is None else body),
        standfirst="What was found.",
        subject_reference=library.reference,
        authors=json.dumps([block("author", {"person": library.person.pk, "role": ""})]),
        phase=values.pop("phase", "3"),
        **values,
    )
    return publish(page)


def make_event(library: Library, blocks: list[dict[str, Any]] | None = None) -> Any:
    """An event on which everything is said."""
    page = EventPage(
        title="Presentation",
        starts_at=PUBLISHED,
        places=60,
        fee="12.50",
        online=True,
        programme=f'<p>About <a linktype="page" id="{library.about.pk}">us</a></p>',
        banner=library.image,
        report=library.about,
        sessions=json.dumps(sessions(library) if blocks is None else blocks),
    )
    return publish(page)


def sessions(library: Library) -> list[dict[str, Any]]:
    """Blocks whose types have the names that sites commonly use."""
    return [
        block("heading", "Morning"),
        block("paragraph", "<p>Words</p>"),
        block("quote", "Well said"),
        block("image", library.image.pk),
        block("embed", FILM),
        block("table", table(["text", "Room"], ["numeric", "Seats"], rows=[["A", "60"]])),
        block("visit", {"day": 1, "place": "", "procedures": []}),
    ]


def table(*columns: list[str], rows: list[list[Any]]) -> dict[str, Any]:
    """A typed table as it is stored."""
    return {
        "caption": "",
        "columns": [{"type": kind, "heading": heading} for kind, heading in columns],
        "rows": [{"values": values} for values in rows],
    }

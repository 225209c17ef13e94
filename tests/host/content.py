"""The site's content: what its pages refer to, and one value of every block with what is to be delivered of it."""

import io
import itertools
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
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


def prose(text: str) -> dict[str, Any]:
    """A paragraph of plain text on the wire, but for the keys of its nodes."""
    span = {"_type": "span", "_key": "", "text": text, "marks": []}
    node = {"_type": "block", "_key": "", "style": "normal", "children": [span], "markDefs": []}
    return {"html": f"<p>{text}</p>", "nodes": [node]}


def page_link(page: Any) -> dict[str, Any]:
    """A link to a page of the site on the wire."""
    path = f"/{page.slug}/"
    url = f"https://www.trials.example{path}"
    return {
        "kind": "page", "id": page.pk, "type": "page", "title": page.title, "path": path, "url": url, "locale": "en",
    }  # fmt: skip


def picture(alt: str) -> dict[str, Any]:
    """The image of the library on the wire, but for the addresses of its files."""
    entries = [{"src": "", "width": 40}]
    return {
        "alt": alt,
        "src": "",
        "width": 40,
        "height": 20,
        "focal_point": None,
        "sources": [{"type": f"image/{kind}", "srcset": entries} for kind in ("avif", "webp", "png")],
        "dominant_color": "#336699",
    }


EMBED = {
    "url": FILM, "title": "A film", "provider": "YouTube", "author": None, "thumbnail_url": None, "width": None,
    "height": None, "player_url": "https://www.youtube-nocookie.com/embed/abc123",
}  # fmt: skip


def cases(library: Library) -> dict[str, tuple[Any, Any]]:
    """Of every block that the site adds to the body: what is stored, and what is delivered."""
    cited = items({"reference": library.reference.pk, "locator": "p. 2", "prefix": "", "suffix": ""})
    visit = {"day": 3, "place": "", "procedures": items("Blood test", "Scan")}
    visited = {"day": 3, "place": None, "procedures": ["Blood test", "Scan"]}
    note = block("note", "Later")
    image, document = library.image, library.document
    offer = {"words": "For you", "panel": {"call_to_action": library.panel.pk, "heading": "Join"}}
    offered = {"words": "For you", "panel": panel_value(library.panel, heading="Join")}
    return {
        "dose": (
            {"drug": "Aspirin", "amount": "2.50", "unit": "mg", "times_a_day": 2, "citations": cited},
            {"drug": "Aspirin", "amount": "2.50 mg", "times_a_day": 2, "citations": ["c1"]},
        ),
        "visit": (visit, visited),
        "color": ("#ff8000", {"red": 255, "green": 128, "blue": 0}),
        "registration": (library.trial.pk, {"number": library.trial.number, "title": "Aspirin or nothing"}),
        "centre": (library.centre.pk, {"model": "trials.centre", "id": library.centre.pk, "title": "Basel"}),
        "investigator": (library.person.pk, person_link(library)),
        "text": ("Words\nand lines", "Words\nand lines"),
        "email": ("trial@example.org", "trial@example.org"),
        "url": ("https://example.org/", "https://example.org/"),
        "blinded": (True, True),
        "enrolled": (120, 120),
        "ratio": (0.5, 0.5),
        "dropout": ("12.50", "12.50"),
        "day": ("2026-01-31", "2026-01-31"),
        "hour": ("09:30:00", "09:30:00"),
        "moment": ("2026-01-31T09:30:00Z", "2026-01-31T09:30:00Z"),
        "arm": ("placebo", "placebo"),
        "outcomes": (["death", "pain"], ["death", "pain"]),
        "divider": (None, True),
        "notes": ("<p>Plain</p>", prose("Plain")),
        "markup": ('<p onclick="steal()">Typed</p><script>steal()</script>', prose("Typed")),
        "report": (library.about.pk, page_link(library.about)),
        "picture": (image.pk, picture("A blue field")),
        "diagram": ({"image": image.pk, "decorative": False, "alt_text": "A flow"}, picture("A flow")),
        "protocol": (document.pk, document_link(document)),
        "film": (FILM, EMBED),
        "centres": (items("Basel", "Bern"), ["Basel", "Bern"]),
        "visits": (items(visit), [visited]),
        "contact": ({"name": "Desk", "phone": ""}, {"name": "Desk", "phone": None}),
        "appendix": (
            [note, {**block("visit", visit), "id": "v"}],
            [note, {"type": "visit", "id": "v", "value": visited}],
        ),
        "results": (
            table(["text", "Arm"], ["number", "Change"], ["flag", "Died"], rows=[["A", "-0.50", False]]),
            {
                "caption": None,
                "columns": [
                    {"type": "text", "heading": "Arm"},
                    {"type": "number", "heading": "Change"},
                    {"type": "flag", "heading": "Died"},
                ],
                "rows": [
                    [
                        {"type": "text", "value": "A"},
                        {"type": "number", "value": "-0.50"},
                        {"type": "flag", "value": False},
                    ]
                ],
            },
        ),
        "offer": (offer, offered),
        "offers": (items(offer), [offered]),
    }


def panel_value(panel: CallToAction, **instead: Any) -> dict[str, Any]:
    """A panel on the wire."""
    link = {"text": "More", "description": None, "href": "https://example.org/", "target": None}
    return {
        "slug": panel.slug,
        "kind": "link",
        "tone": "neutral",
        "heading": panel.heading,
        "body": prose("Words"),
        "button_label": "More",
        "link": link,
        "image": None,
        "form": None,
        "disclosure": None,
        "frequency": None,
        **instead,
    }


def sponsor_link(library: Library) -> dict[str, Any]:
    """The sponsor on the wire."""
    return {"model": "trials.sponsor", "id": str(library.sponsor.pk), "title": "A foundation"}


def person_link(library: Library) -> dict[str, Any]:
    """The person on the wire, where the site chooses one with a stock block."""
    return {"model": "cms.person", "id": library.person.pk, "title": "Ada Example, MD"}


def document_link(document: Any) -> dict[str, Any]:
    """The document of the library on the wire."""
    return {
        "kind": "document",
        "id": document.pk,
        "title": "Protocol",
        "url": f"https://cms.trials.example{document.url}",
        "filename": document.filename,
        "size": 4,
        "content_type": "text/plain",
    }


REGISTERED = date(2025, 12, 1)

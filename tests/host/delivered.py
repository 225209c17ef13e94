"""One value of every block of the site, with what is to be delivered of it, and objects as they are on the wire."""

from typing import Any

from cms.models import CallToAction
from tests.host.content import FILM, Library, block, items, table


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

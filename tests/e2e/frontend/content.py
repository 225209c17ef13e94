"""A small site for the example frontend: a summary with every type of block, two more for the list, and panels."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.conf import settings

from cms.management.demo.blocks import stream
from cms.models import CallToAction, Person, Reference, ResearchIndexPage, ResearchSummaryPage
from tests.builders import (
    block,
    change,
    cite,
    cited,
    items,
    make_document,
    make_image,
    make_index,
    make_panel,
    make_person,
    make_reference,
    make_site,
    make_summary,
    make_topic,
)

__all__ = ["EVERY_FIELD", "Content", "make_content"]

DEMO = settings.BASE_DIR / "fixtures" / "demo" / "summaries" / "stuck-2015-health-risk-assessment.json"

WAYS = items({"label": "By mail", "value": "mail"}, {"label": "By post", "value": "post"})
SUBJECTS = items({"label": "Sleep", "value": "sleep"}, {"label": "Pain", "value": "pain"})
EVERY_FIELD = [
    block("text", {"label": "Your name", "name": "name", "required": True, "autocomplete": "name"}),
    block("long_text", {"label": "Your question", "name": "question", "required": False, "max_length": 100}),
    block("email", {"label": "Your e-mail address", "name": "email", "required": True}),
    block("phone", {"label": "Your telephone", "name": "phone", "help_text": "With the code of the country."}),
    block("choice", {"label": "How to reach you", "name": "way", "required": True,
                     "options": WAYS}),
    block("multiple_choice", {"label": "Subjects", "name": "subjects", "max_selected": 1,
                              "options": SUBJECTS}),
    block("checkbox", {"label": "I am a patient", "name": "patient", "required": False}),
    block("country", {"label": "Where you live", "name": "country", "required": False}),
    block("postal_address", {"label": "Your address", "name": "address", "required": False}),
    block("hidden", {"name": "campaign", "value": "spring"}),
]  # fmt: skip


@dataclass(frozen=True)
class Content:
    """What the tests need to name again."""

    index: ResearchIndexPage
    summary: ResearchSummaryPage
    panels: dict[str, CallToAction]
    references: dict[str, Reference]


def make_content() -> Content:
    """The site. The summary lies at /research/everything/."""
    make_site(title="Summaries of studies")
    index = make_index("Research", slug="research", standfirst="One study a page.")
    references = {
        "stuck2015": make_reference(key="stuck2015", title="Health risk assessment", DOI="10.5555/stuck"),
        "doe2020": make_reference(key="doe2020", title="A study that was taken back", DOI="10.5555/doe"),
    }
    panels = {
        "newsletter": make_panel(),
        "packet": make_panel(
            "packet",
            kind="information_packet",
            heading="Request the packet",
            button_label="Request it",
            disclosure="This organisation offers the treatment described.",
            form_fields=json.dumps(EVERY_FIELD),
            tone="prominent",
        ),
        "donate": make_panel(
            "donate",
            kind="donate",
            heading="Support us",
            button_label="Donate",
            consent_text="",
            success_message="",
            frequency_views=2,
            frequency_days=30,
            link=json.dumps([block("link", {"text": "Our account", "url": "https://example.org/donate"})]),
        ),
    }
    writer = make_person("Ada Example", credentials="fictional")
    summary = make_summary(
        "Everything in one page",
        parent=index,
        slug="everything",
        body=_body(references, panels),
        subject_reference=references["stuck2015"],
        topics=[make_topic("Healthy ageing", slug="healthy-ageing")],
        authors=[writer],
        reviewed_by=make_person("Bea Example"),
        key_points=["Fewer people died.", "It is one trial from one site."],
        image=make_image("Stairs", color="#406040"),
        image_alt="Stairs that lead up",
        further_reading=[make_reference(key="roe2019", title="Another study")],
        first_published_at=datetime(2026, 3, 1, tzinfo=UTC),
    )
    _more(index, writer)
    retraction = {"kind": "retraction", "label": "Retraction", "date": "2021-03-04", "sources": ["crossref"]}
    change(references["doe2020"], integrity="retracted", notices=[retraction])
    return Content(index, summary, panels, references)


def _body(references: dict[str, Reference], panels: dict[str, CallToAction]) -> list[dict[str, Any]]:
    @cache
    def find(kind: str, name: str) -> int:
        made = references.get(name) if kind == "reference" else make_image(name)
        return int(made.pk)

    found = stream(json.loads(DEMO.read_text())["body"], find, scope="everything")
    both = tuple(references.values())
    return [
        *found,
        block("heading", {"text": "More of it", "level": "3", "anchor": "more"}),
        block("paragraph", f"<p>Two sources say so {cited(*both)}, in <b>few</b> words.</p>"),
        block(
            "quote",
            {"text": "So it is.", "attribution": "Somebody", "citations": cite(both[0], locator="p. 4")},
        ),
        block("key_points", {"heading": "Words used here", "points": items("<b>HRA</b>: an assessment")}),
        block(
            "embed",
            {"url": "https://vimeo.com/76979871", "title": "A film about it", "caption": "Two minutes."},
        ),
        block(
            "document_download",
            {"title": "The tables", "description": "As text.", "document": make_document().pk},
        ),
        block("link", {"text": "The register", "description": "", "url": "https://example.org/register"}),
        *(block("call_to_action", {"call_to_action": panel.pk}) for panel in panels.values()),
    ]


def _more(index: ResearchIndexPage, writer: Person) -> None:
    """Two pages more for the list, by somebody else too, of another year, and with another topic."""
    sleep = make_topic("Sleep", slug="sleep")
    for number, authors in enumerate(([writer], None)):
        make_summary(
            f"Sleep and health, part {number + 1}",
            parent=index,
            topics=[sleep],
            authors=authors,
            body=[block("paragraph", "<p>People slept one hour longer after the melatonin.</p>")],
            first_published_at=datetime(2025, 5, 1 + number, tzinfo=UTC),
        )

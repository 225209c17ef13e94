"""A host's page types are searched by the text among their own fields."""

import pytest

from cms.delivery.search.text import page_words
from tests.host.content import block
from tests.host.trials.models import EventPage, TrialReportPage

pytestmark = pytest.mark.django_db


def test_rich_text_and_streams_among_the_wire_fields_are_found():
    page = EventPage(title="Meeting", places=40, programme="<p>Talks</p><p>and questions</p>")
    page.sessions = page._meta.get_field("sessions").to_python(
        [
            block("heading", "Opening"),
            block("quote", "Said before"),
            block("embed", "https://example.org/film"),
        ]
    )
    assert [passage.text for passage in page_words(page)] == [
        "Meeting", "Talks", "and questions", "Opening", "Said before",
    ]  # fmt: skip


def test_codes_are_no_words():
    page = TrialReportPage(title="Report", phase="2", standfirst="Short")
    assert [(passage.weight, passage.text) for passage in page_words(page)] == [
        ("A", "Report"),
        ("B", "Short"),
    ]

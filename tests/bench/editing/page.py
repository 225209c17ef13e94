"""The long page that is opened and saved."""

from django.contrib.auth import get_user_model
from django.db import transaction

from blocks.stored_citations import StoredCitation, stored_link
from cms.fields import StreamField
from cms.models import ResearchSummaryPage
from tests.bench.editing import NAME, PASSWORD
from tests.bench.generate import Amount, make_library, summary
from tests.builders import make_index, make_site

__all__ = ["make_page"]


def make_page(blocks: int, citations: int) -> int:
    """The page and somebody who may edit it, in an empty database; half of the citations stand within the text."""
    make_site()
    get_user_model().objects.create_superuser(NAME, "editor@example.org", PASSWORD)
    amount = Amount(pages=10, blocks=blocks, citations=citations)
    parent = make_index("Made-up research", slug="research")
    library = make_library(amount)
    page, topics = summary(0, library, amount)
    field = ResearchSummaryPage._meta.get_field("body")
    assert isinstance(field, StreamField)
    stored = field.raw(page)
    _move_into_texts(stored, half=citations // 2)
    page.body = field.stream_block.to_python(stored)
    page.owner = None
    with transaction.atomic():
        parent.add_child(instance=page)
        page.topics.set(topics)
        page.save_revision()
    return int(page.pk)


def _move_into_texts(stored: list[dict[str, object]], *, half: int) -> None:
    """Take so many citations from the fields of blocks, and put one each into paragraphs."""
    moved: list[int] = []
    for block in stored:
        value = block["value"]
        if isinstance(value, dict) and value.get("citations") and len(moved) < half:
            moved += [item["value"]["reference"] for item in value.pop("citations")]
            value["citations"] = []
    texts = [block for block in stored if block["type"] == "paragraph"]
    for place, reference in enumerate(moved):
        block = texts[place % len(texts)]
        link = stored_link(StoredCitation(({"reference": reference},), "parenthetical"), "[1]")
        block["value"] = f"{block['value']}<p>Made up {link}.</p>"

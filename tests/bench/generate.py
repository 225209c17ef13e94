"""Made-up content for the benchmark: shared records the honest way, pages in bulk as publishing would leave them.

Deterministic: the same numbers give the same site. A bulk load tells nobody, so the plugin's own index is asked to
catch up afterwards; `tests/test_bench.py` compares a page of the bulk load with one that was added and published.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from random import Random
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Locale, Page

from cms.delivery.index import sync_everything
from cms.delivery.renditions import make_renditions, specs_of
from cms.models import Reference, ResearchSummaryPage
from tests.bench.bodies import Library, body, stream
from tests.bench.words import marked_words, name, sentence, sentences, title
from tests.builders import make_image, make_index, make_panel, make_person, make_site, make_topic

__all__ = ["GROWTH", "SHARED", "Amount", "fill", "growth_numbers", "index", "make_library", "summary"]

GROWTH = (10, 20, 50, 100, 300)
"""Lengths in blocks of the further pages that show how costs grow with the length."""
EACH = 3
REFERENCES = 500
SHARED = 1000
"""So many pages are about one and the same reference, the first one."""
BEGAN = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Amount:
    """How much there is: pages, blocks a page, cited references a page."""

    pages: int
    blocks: int = 20
    citations: int = 8

    @property
    def name(self) -> str:
        """For files and databases."""
        return f"{self.pages}_{self.blocks}_{self.citations}"

    def growth_at(self, number: int) -> int | None:
        """The length of a page that is there to show growth, by its number; they come after all others."""
        return None if number < self.pages else GROWTH[(number - self.pages) // EACH]


def growth_numbers(amount: Amount, blocks: int) -> list[int]:
    """Numbers of the pages that have so many blocks, to show growth."""
    first = amount.pages + GROWTH.index(blocks) * EACH
    return list(range(first, first + EACH))


def make_library(amount: Amount) -> Library:
    """Images with their renditions, panels, people, topics and references; pages will follow in the order of ids."""
    rng = Random("library")
    images = [
        make_image(f"Made up, {number}", size=(1200, 800), color=f"#{rng.randrange(2**24):06x}")
        for number in range(5)
    ]
    for image in images:
        make_renditions({image: [spec for specs in specs_of(image).values() for spec in specs]})
    panels = [
        make_panel(
            f"panel-{number}", heading=sentence(rng, words=5), body=f"<p>{sentences(rng, characters=150)}</p>"
        )
        for number in range(5)
    ]
    people = [
        make_person(" ".join(name(rng)), credentials="made up", job_title=title(rng)) for _ in range(20)
    ]
    topics = [make_topic(f"Made-up topic {number}") for number in range(10)]
    last = Page.objects.order_by("-pk").values_list("pk", flat=True)[0]
    return Library(
        images=[image.pk for image in images],
        panels=[panel.pk for panel in panels],
        people=[person.pk for person in people],
        topics=[topic.pk for topic in topics],
        references=[reference.pk for reference in _references(rng)],
        first_page=last + 1,
        pages=amount.pages,
    )


def _references(rng: Random) -> list[Reference]:
    made = []
    for number in range(REFERENCES):
        people = (name(rng) for _ in range(rng.randint(2, 6)))
        csl = {
            "type": "article-journal",
            "title": f"Made up: {title(rng)}",
            "author": [{"family": family, "given": given} for given, family in people],
            "container-title": f"Journal of {title(rng)}",
            "issued": {"date-parts": [[rng.randint(1995, 2025)]]},
            "volume": str(rng.randint(1, 90)),
            "page": f"{rng.randint(1, 400)}-{rng.randint(401, 800)}",
            "DOI": f"10.5555/bench.{number:04d}",
        }
        reference = Reference(key=f"made-up-{number}", csl=csl)
        reference.derive()
        made.append(reference)
    return Reference.objects.bulk_create(made)


def summary(number: int, library: Library, amount: Amount) -> tuple[ResearchSummaryPage, list[int]]:
    """A page by its number from 0, not yet saved, and the ids of its topics."""
    rng = Random(f"page {number}")
    blocks = amount.growth_at(number) or amount.blocks
    marked = marked_words(number, pages=amount.pages) if number < amount.pages else []
    at = BEGAN + timedelta(minutes=(number * 7919) % (2 * amount.pages + 1), seconds=number % 60)
    subject = 0 if number < SHARED else rng.randrange(1, REFERENCES)
    cited = [library.references[each] for each in rng.sample(range(1, REFERENCES), amount.citations)]
    page = ResearchSummaryPage(
        title=f"Made up: {title(rng)}",
        slug=f"made-up-{number}",
        standfirst=sentences(rng, characters=180),
        key_points=_stored(stream("point", sentence(rng), rng) for _ in range(4)),
        subject_reference_id=library.references[subject],
        body=_stored(body(rng, library, blocks=blocks, cited=cited, marked=marked)),
        authors=_stored(
            stream("author", {"person": pk, "role": "Text"}, rng) for pk in rng.sample(library.people, 2)
        ),
        reviewed_by_id=rng.choice(library.people),
        last_reviewed=at.date(),
        funding=sentence(rng),
        conflicts=sentence(rng),
        image_id=rng.choice(library.images),
        image_alt=sentence(rng, words=6),
        disclaimer="<p>All of this is made up.</p>",
        first_published_at=at,
        last_published_at=at,
        latest_revision_created_at=at,
    )
    return page, rng.sample(library.topics, 2)


def _stored(blocks: Iterable[dict[str, Any]]) -> str:
    return json.dumps(list(blocks))


def fill(amount: Amount) -> Library:
    """A site with this much content, for an empty database."""
    site = make_site()
    Page.objects.filter(depth=2).exclude(pk=site.root_page_id).get().delete()
    parent = make_index("Made-up research", slug="research")
    library = make_library(amount)
    total = amount.pages + len(GROWTH) * EACH
    made = ((number, *summary(number, library, amount)) for number in range(total))
    while batch := list(islice(made, 200)):
        _insert(batch, library, parent=parent)
    Page.objects.filter(pk=parent.pk).update(numchild=total)
    _continue_ids_after_the_last()
    return library


def _insert(batch: list[tuple[int, Any, list[int]]], library: Library, *, parent: Page) -> None:
    """Rows of the base table, of the page type's own, and of the topics."""
    kind, locale = ContentType.objects.get_for_model(ResearchSummaryPage), Locale.get_default()
    for number, page, _ in batch:
        page.id = page.page_ptr_id = library.first_page + number
        page.path = Page._get_path(parent.path, parent.depth + 1, number + 1)
        page.depth = parent.depth + 1
        page.url_path = f"{parent.url_path}{page.slug}/"
        page.draft_title, page.content_type, page.locale = page.title, kind, locale
    columns = [field.attname for field in Page._meta.concrete_fields]
    own = ResearchSummaryPage._meta.local_concrete_fields
    relation: Any = ResearchSummaryPage.topics.through
    owner = ResearchSummaryPage._meta.get_field("topics").m2m_column_name()
    with transaction.atomic():
        for some in _few([page for _, page, _ in batch]):
            Page._base_manager.bulk_create(
                Page(**{column: getattr(page, column) for column in columns}) for page in some
            )
            # Django has no bulk insert for the second table of a model that has two.
            ResearchSummaryPage._base_manager._insert(some, fields=own, using="default")
        relation.objects.bulk_create(
            relation(**{owner: page.pk, "topic_id": pk}) for _, page, chosen in batch for pk in chosen
        )


def _few(pages: list[Any]) -> Iterator[list[Any]]:
    """SQLite takes a limited number of values in one statement."""
    yield from (pages[start : start + 20] for start in range(0, len(pages), 20))


def _continue_ids_after_the_last() -> None:
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Page]):
            cursor.execute(statement)


def index() -> None:
    """Tell the plugin of what was loaded in bulk: the only thing it has to be told."""
    sync_everything(now=timezone.now())

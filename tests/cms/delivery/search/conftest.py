"""Pages with rows and words in the index, as the index of documents writes them with a change."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from cms.delivery.search.index import write
from cms.delivery.search.matching import matching, ranked, wanted
from cms.delivery.search.query import parse
from cms.models import PageDocument
from cms.models.page_documents import path_key
from tests.builders import block, make_site, make_standard

LOCALES = ("en", "es", "pt-br")


@pytest.fixture
def site(db: None) -> Any:
    return make_site()


@pytest.fixture
def indexed(site: Any) -> Callable[..., PageDocument]:
    """The row of a page, its words in the index."""

    def index(page: Any, *, language: str = "en", public: Any = ()) -> PageDocument:
        path = f"/{page.pk}/"
        row, _ = PageDocument.objects.get_or_create(
            page_id=page.pk,
            site=site,
            defaults={
                "path": path,
                "path_key": path_key(path),
                "locale": language,
                "type": page.wire_type,
                "title": page.title,
                "changed_at": timezone.now(),
            },
        )
        write(row.pk, page, language=language, public=public)
        return row

    return index


@pytest.fixture
def written(indexed: Any) -> Callable[..., PageDocument]:
    """The row of a new page with this title and these paragraphs."""

    def make(title: str = "A page", *paragraphs: str, language: str = "en", **values: Any) -> PageDocument:
        body = [block("paragraph", f"<p>{text}</p>") for text in paragraphs]
        return indexed(make_standard(title, body=body, **values), language=language)

    return make


def search(text: str, *, locales: Any = LOCALES) -> list[Any]:
    """What is found, in order."""
    return list(ranked(PageDocument.objects.all(), wanted(parse(text), locales=locales)))


def titles(text: str, **options: Any) -> list[str]:
    """The titles of what is found, in order."""
    return [found.title for found in search(text, **options)]


def count(text: str) -> int:
    """How many match."""
    return matching(PageDocument.objects.all(), wanted(parse(text), locales=LOCALES)).count()

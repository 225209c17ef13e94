"""Stored cards: a list is one statement; its stale cards are built together, and stored if nothing changed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import BooleanField, Case, Q, QuerySet, Value, When
from wagtail.models import Page

from cms.delivery.cards import BuiltCards, build_cards
from cms.delivery.fingerprint import fingerprint
from cms.delivery.pages import specific_pages
from cms.delivery.store import changed_since
from cms.delivery.turns import Busy, no_changes
from cms.models import ChangeSequence, Dependency, PageDocument
from cms.models.paths import SiteMap

__all__ = ["CARD_COLUMNS", "StoredCard", "cards_of", "with_cards"]

CARD_COLUMNS = ("id", "page_id", "card", "card_is_old")


class StoredCard(NamedTuple):
    """A row of a list, as `with_cards` and `CARD_COLUMNS` select it."""

    id: int
    page_id: int
    card: bytes | None
    old: bool


def with_cards(documents: QuerySet[PageDocument], *, now: Any, version: Any = None) -> QuerySet[PageDocument]:
    """The documents, each with the word on whether its stored card may be sent at a moment (a time stamp).

    `version` is the fingerprint of this installation unless that is given later; both may be expressions.
    """
    version = version or fingerprint()
    old = Q(card_stale=True) | ~Q(card_fingerprint=version) | Q(card_valid_until__lte=now)
    return documents.annotate(
        card_is_old=Case(When(old, then=Value(True)), default=Value(False), output_field=BooleanField())
    )


def cards_of(rows: Sequence[StoredCard], *, site_id: int, now: datetime) -> dict[int, bytes]:
    """The cards by page id, ready to send; without pages that the public may not see."""
    ready = {row.page_id: bytes(row.card or b"") for row in rows if not row.old}
    old = [row for row in rows if row.old]
    return ready | _rebuilt(old, site_id=site_id, now=now) if old else ready


def _rebuilt(rows: Sequence[StoredCard], *, site_id: int, now: datetime) -> dict[int, bytes]:
    for _ in range(3):
        began = ChangeSequence.current()
        built = _build(rows, site_id=site_id, now=now)
        bodies = {page: card.model_dump_json().encode() for page, card in built.cards.items()}
        if not built.complete:
            return bodies
        try:
            with no_changes():
                if not changed_since(began, {key for keys in built.keys.values() for key in keys}):
                    _store(rows, built, bodies)
                    return bodies
        except Busy:
            return bodies
    return bodies


def _build(rows: Sequence[StoredCard], *, site_id: int, now: datetime) -> BuiltCards:
    sites = SiteMap.load()
    site = next(site for site in sites.sites if site.id == site_id)
    pages = Page.objects.filter(pk__in=[row.page_id for row in rows])
    found = list(pages.values_list("pk", "content_type__app_label", "content_type__model"))
    return build_cards(specific_pages(found), site=site, sites=sites, now=now)


def _store(rows: Sequence[StoredCard], built: BuiltCards, bodies: Mapping[int, bytes]) -> None:
    """Rows that went while the list was read stay away: their pages may have new ones."""
    version = fingerprint()
    there = set(PageDocument.objects.filter(pk__in=[row.id for row in rows]).values_list("pk", flat=True))
    rows = [row for row in rows if row.id in there and row.page_id in bodies]
    documents = [
        PageDocument(
            pk=row.id,
            card=bodies[row.page_id],
            card_stale=False,
            card_fingerprint=version,
            card_valid_until=built.valid_until,
        )
        for row in rows
    ]
    PageDocument.objects.bulk_update(
        documents, ["card", "card_stale", "card_fingerprint", "card_valid_until"], batch_size=50
    )
    Dependency.objects.bulk_create(
        [Dependency(document_id=row.id, key=key) for row in rows for key in sorted(built.keys[row.page_id])],
        ignore_conflicts=True,
        batch_size=200,
    )

"""Makes the demo's pages and publishes them; a page that somebody has worked on since is left alone."""

import hashlib
import io
import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import transaction
from wagtail.models import Locale, Page

from cms.evidence import rules
from cms.management.demo.account import editor
from cms.management.demo.blocks import IMPORTED, merge, stream
from cms.management.demo.data import DemoDataError, Record, fingerprint
from cms.management.demo.ledger import Ledger
from cms.management.demo.library import Library
from cms.models import ResearchSummaryPage, Topic
from cms.models.legacy_sources import LegacySource
from cms.remarks.acknowledge import acknowledge_rule

__all__ = ["Outcome", "Pages"]

PLAIN = (
    "title",
    "slug",
    "standfirst",
    "search_description",
    "image_alt",
    "funding",
    "conflicts",
    "disclaimer",
)
BROUGHT_IN = ("paragraph", "call_to_action")
"""Blocks that the import of an article makes; what the demo adds to an article is never one of these."""


class Outcome(StrEnum):
    """What became of a page."""

    MADE = "made and published"
    PRESENT = "already there"
    UPDATED = "brought up to date"
    LEFT = "changed by somebody since: left as it is"
    FOREIGN = "another page has this address: left as it is"


class Pages:
    """Makes pages out of records of the demo's data."""

    def __init__(self, library: Library, ledger: Ledger) -> None:
        self.library = library
        self.ledger = ledger

    def place(self, model: type[Page], record: Record, *, parent: Page) -> tuple[Page, Outcome]:
        """The page of the record below the parent, made if it is not there."""

        def make() -> Page:
            page = model(title=record["title"], slug=record["slug"], live=False)
            return parent.add_child(instance=page)

        return self._ensure(model, record, make, parent=parent)

    def place_translation(
        self, original: Page, record: Record, *, locale: Locale, parent: Page
    ) -> tuple[Page, Outcome]:
        """The translation of the page, below the translation of its parent, made if it is not there."""

        def make() -> Page:
            return original.copy_for_translation(locale)

        return self._ensure(type(original), record, make, parent=parent)

    def place_article(
        self, record: Record, article: Path, *, panels: Iterable[Record], parent: Page
    ) -> tuple[Page, Outcome]:
        """The page of the imported article, with the blocks of the record between its paragraphs."""

        sources = LegacySource.objects.filter(
            sha256=hashlib.sha256(article.read_bytes()).hexdigest(), locale=parent.locale
        )

        def bring_in() -> Page:
            call_command("import_legacy", str(article), parent=str(parent.pk), stdout=io.StringIO())
            self.library.panels(panels)
            return sources.get().page.get_latest_revision_as_object()

        earlier = sources.first()
        if self.ledger.entry(f"page:{record['slug']}") is None and earlier and earlier.page_was_edited:
            self.library.know("page", record["slug"], earlier.page_id)
            return earlier.page.specific, Outcome.LEFT
        return self._ensure(ResearchSummaryPage, record, bring_in, parent=parent)

    def _ensure(
        self, model: type[Page], record: Record, make: Callable[[], Page], *, parent: Page
    ) -> tuple[Page, Outcome]:
        name, mark = f"page:{record['slug']}", fingerprint(record)
        page = self.ledger.find(model, name)
        if page is None:
            page = parent.get_children().filter(slug=record["slug"]).first()
            if page is not None:
                outcome = Outcome.FOREIGN
            else:
                with transaction.atomic():
                    page = self._publish(make(), record, mark)
                outcome = Outcome.MADE
        elif not self.ledger.untouched(page, name):
            outcome = Outcome.LEFT
        elif (entry := self.ledger.entry(name)) and entry.fingerprint == mark:
            outcome = Outcome.PRESENT
        else:
            with transaction.atomic():
                page = self._publish(page, record, mark)
            outcome = Outcome.UPDATED
        self.library.know("page", record["slug"], page.pk)
        return page, outcome

    def _publish(self, page: Page, record: Record, mark: str) -> Page:
        fill(page, record, self.library)
        page.save_revision().publish()
        page.refresh_from_db()
        accept(page, record)
        self.ledger.write(page, f"page:{record['slug']}", fingerprint=mark)
        return page


def accept(page: Page, record: Record) -> None:
    """Acknowledges the remarks about the page that the record names, as the demo's editor."""
    for entry in record.get("acknowledged", ()):
        if entry["rule"] not in rules():
            raise DemoDataError(f"{record['slug']} acknowledges a remark of an unknown rule: {entry['rule']}")
        with suppress(LookupError):  # acknowledged before the page was brought up to date
            acknowledge_rule(page, entry["rule"], user=editor(), reason=entry["reason"])


def fill(page: Any, record: Record, library: Library) -> None:
    """Gives the page the content of the record. Paragraphs and panels that an import brought in are kept."""
    slug = record["slug"]
    for name in PLAIN:
        if name in record:
            setattr(page, name, record[name])
    for name in ("last_reviewed", "next_review"):
        if name in record:
            setattr(page, name, date.fromisoformat(record[name]))
    for name, kind in (("subject_reference", "reference"), ("reviewed_by", "person"), ("image", "image")):
        if name in record:
            setattr(page, f"{name}_id", library.find(kind, record[name][f"${kind}"]))
    if "topics" in record:
        keys = [library.find("topic", topic) for topic in record["topics"]]
        page.topics = Topic.objects.filter(pk__in=keys)

    def set_stream(name: str, block_type: str, values: Iterable[Any]) -> None:
        items = [{"type": block_type, "value": value} for value in values]
        setattr(page, name, json.dumps(stream(items, library.find, scope=f"{slug}/{name}")))

    if "key_points" in record:
        set_stream("key_points", "point", record["key_points"])
        set_stream("authors", "author", record["authors"])
        set_stream("further_reading", "reference", ({"$reference": key} for key in record["further_reading"]))
    field = page._meta.get_field("body")
    imported = []
    if any(IMPORTED in item for item in record["body"]):
        imported = [block for block in field.raw(page) if block["type"] in BROUGHT_IN]
    page.body = json.dumps(merge(record["body"], imported, library.find, scope=f"{slug}/body"))

"""Links that lead to the old site lead to the imported pages once those are there; what leads nowhere is said."""

import html
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from wagtail.models import Page

from cms.fields import StreamField
from cms.legacy.lease import Lease
from cms.legacy.notes import Note
from cms.legacy.old_addresses import former, host_of, known_as, whole
from cms.legacy.options import RunOptions
from cms.legacy.publication import publish_if_sound
from cms.legacy.scratch import Scratch
from cms.models.changes import one_change
from cms.models.legacy_runs import LegacyOutcome
from cms.models.legacy_sources import LegacyMedia, LegacySource

__all__ = ["LinkWork", "rewritten"]

_LINK = re.compile(r'<a\b(?P<before>[^>]*?)\bhref="(?P<href>[^"]*)"(?P<after>[^>]*)>')
_CURSOR = "links_after"

Target = tuple[str, int]
"""("page" or "document", primary key)."""


def rewritten(value: Any, find: Callable[[str], Target | None]) -> tuple[Any, int]:
    """The raw value with its links led to what ``find`` has for their addresses, and how many were changed."""
    if isinstance(value, str):
        changed = 0

        def lead(match: re.Match[str]) -> str:
            nonlocal changed
            if "linktype=" in match.group("before") + match.group("after"):
                return match.group()
            target = find(html.unescape(match.group("href")))
            if target is None:
                return match.group()
            changed += 1
            return f'<a linktype="{target[0]}" id="{target[1]}">'

        return (_LINK.sub(lead, value), changed) if "href=" in value else (value, 0)
    if isinstance(value, dict):
        pairs = {name: rewritten(each, find) for name, each in value.items()}
        return {name: new for name, (new, _n) in pairs.items()}, sum(n for _new, n in pairs.values())
    if isinstance(value, list):
        made = [rewritten(each, find) for each in value]
        return [new for new, _n in made], sum(n for _new, n in made)
    return value, 0


class LinkWork:
    """Goes through the imported pages of the run's language that have links to the old site."""

    def __init__(self, lease: Lease, options: RunOptions) -> None:
        self.lease, self.run = lease, lease.run
        self.sources = LegacySource.objects.filter(locale=options.locale, report__links_open__gt=0)

    def steps(self) -> Iterator[None]:
        """One page a step. A page that an editor has worked on is left alone."""
        with Scratch() as book:
            book.add_all(_addresses(self.run.locale_id))
            after = self.run.counts.get(_CURSOR, 0)
            while source := self._next(after):
                after = source.pk
                with one_change():
                    notes = self._lead(source, book)
                    self._say(source, notes)
                    self.lease.step(counts={**self.run.counts, _CURSOR: after})
                yield

    def _next(self, after: int) -> LegacySource | None:
        waiting = self.sources.filter(pk__gt=after).select_related("page", "page__latest_revision")
        return waiting.defer("original").order_by("pk").first()

    def _lead(self, source: LegacySource, book: Scratch) -> list[Note]:
        notes: list[Note] = []
        leads: dict[str, Target | None] = {}

        def find(address: str) -> Target | None:
            if address not in leads:
                full = whole(address, base=source.old_address)
                leads[address] = _target(full, book) if address in wanted else None
                if leads[address] is not None and "#" in full:
                    notes.append(Note("link_fragment_lost", None, {"address": full}))
            return leads[address]

        wanted = set(source.report.get("open_links", ()))
        if source.page_was_edited or source.page.locked:
            return []
        draft = source.page.get_latest_revision_as_object()
        count = 0
        for field in draft._meta.get_fields():
            if isinstance(field, StreamField):
                raw, changed = rewritten(field.raw(draft), find)
                if changed:
                    setattr(draft, field.name, json.dumps(raw))
                    count += changed
        if count:
            notes += self._save(source, draft)
            notes.append(Note("links_rewritten", None, {"count": count}))
        still = [address for address in source.report["open_links"] if find(address) is None]
        for address in still:
            full = whole(address, base=source.old_address)
            notes.append(Note("link_leads_nowhere", None, {"address": full}))
        source.report |= {"open_links": still, "links_open": len(still)}
        return notes

    def _save(self, source: LegacySource, draft: Page) -> list[Note]:
        """Notes on why what was live could not be published again."""
        was_live = source.page.live and source.page.live_revision_id == source.revision_id
        source.revision = draft.save_revision()
        said = publish_if_sound(draft) if was_live else []
        return [note for note in said if note.code != "published"]

    def _say(self, source: LegacySource, notes: list[Note]) -> None:
        made = [note.as_dict() | {"values": dict(note.values), "file_line": None} for note in notes]
        kept = [note for note in source.report.get("notes", ()) if note["code"] != "link_leads_nowhere"]
        source.report["notes"] = [*kept, *made]
        source.save(update_fields=("report", "revision"))
        outcome = LegacyOutcome.objects.filter(run=self.run, page=source.page_id).first()
        if outcome is not None and made:
            outcome.report["notes"] = [*outcome.report["notes"], *made]
            outcome.warnings += sum(note["level"] == "warning" for note in made)
            outcome.save(update_fields=("report", "warnings"))


def _target(address: str, book: Scratch) -> Target | None:
    name = known_as(address)
    if (page := book.get(name)) is not None:
        return "page", int(page)
    found = LegacyMedia.objects.filter(address=name[:1000], document__isnull=False).first()
    return ("document", found.document_id) if found and found.document_id else None


def _addresses(locale: int | None) -> Iterator[tuple[str, str]]:
    """Every address by which an imported page is known, and the page."""
    rows = LegacySource.objects.filter(locale=locale).order_by("pk")
    columns = ("old_address", "report__old_addresses", "page_id")
    for address, further, page in rows.values_list(*columns).iterator(chunk_size=1000):
        for each in (address, *(further or ())):
            full = former(each, base=address) if each else ""
            if host_of(full) and (name := known_as(full)):
                yield name, str(page)

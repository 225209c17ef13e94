"""A converted source becomes a draft page, all of it or nothing, and a second run never undoes an editor's work."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from cms.legacy.convert import convert
from cms.legacy.differences import changed_fields
from cms.legacy.drafts import Conversion
from cms.legacy.entries import Entry
from cms.legacy.items import Item
from cms.legacy.library import known_record
from cms.legacy.media import Shelf
from cms.legacy.notes import Note
from cms.legacy.page_fields import Built, build
from cms.legacy.publication import publish_if_sound, was_public
from cms.legacy.redirects import ensure_redirects
from cms.legacy.report import Outcome, Report
from cms.legacy.slugs import free_slug
from cms.legacy.suggestions import store_suggestions
from cms.legacy.target import LoadRefused, Order, Target
from cms.models import ResearchSummaryMixin
from cms.models.legacy_sources import LegacySource

__all__ = ["LoadRefused", "Target", "known_source", "load", "load_article"]

_NOT_PUBLIC = {"private": "was_private", "scheduled": "was_scheduled"}


def load(
    item: Item, original: bytes, *, target: Target, source_key: str, now: datetime, dry_run: bool = False
) -> Report:
    """Make or update the draft of the item, in one transaction, and return what was done.

    A source that was imported before, known by its bytes or its key, is not imported again: the same bytes change
    nothing; other bytes update the draft, unless somebody has edited it. A dry run does all of it and takes it back.
    Raises ``ValidationError`` for what the models refuse.
    """
    entry = Entry(
        key=source_key, label=item.source, kind="article", original=original, sha256=item.sha256, item=item
    )
    order = Order(target=target, now=now, dry_run=dry_run)
    conversion = convert(item, known=known_record)
    shelf = Shelf()
    with transaction.atomic():
        report = load_article(entry, conversion, order=order, shelf=shelf)
        if dry_run:
            transaction.set_rollback(True)
    if dry_run:
        shelf.drop()
    return report


def known_source(entry: Entry, order: Order) -> tuple[LegacySource | None, LegacySource | None]:
    """What the entry was imported as before, and another source with the very same bytes. At most two queries."""
    sources = LegacySource.objects.select_related("page").defer("original").filter(locale=order.target.locale)
    known = sources.filter(source_key=entry.key).first()
    if known is not None and known.sha256 == entry.sha256:
        return known, None
    return known, sources.filter(sha256=entry.sha256).first()


def load_article(entry: Entry, conversion: Conversion, *, order: Order, shelf: Shelf) -> Report:
    """Make or update the page of one article; inside a transaction. Raises ``ValidationError``, ``LoadRefused``."""
    assert entry.item is not None
    known, twin = known_source(entry, order)
    report = replace(
        Report.of(entry.item, conversion), dry_run=order.dry_run, old_address=entry.about.address
    )
    if twin is not None and known is None and order.is_gone(twin.source_key):
        return _moved(twin, entry, report)
    if twin is not None:
        said = [Note("duplicate_of", None, {"other": twin.source_key})]
        return _standing(report, "duplicate", twin.page, said)
    target = _target_of(entry, order)
    if known is not None:
        outcome, notes = _judge(known, target, conversion, unchanged=known.sha256 == entry.sha256)
        if outcome != "updated":
            return _standing(report, outcome, known.page, notes)
        conversion = replace(conversion, notes=(*notes, *conversion.notes))
    model = known.page.specific_class if known else target.page_model
    built = build(entry, conversion, model=model, locale=target.locale, names=order.names, shelf=shelf)
    page = _update(known.page, built.fields) if known else _create(entry, built, target)
    if issubclass(model, ResearchSummaryMixin):
        store_suggestions(page, conversion, references=built.references)
    source = known or LegacySource(locale=target.locale, source_key=entry.key)
    if known is None and entry.key[:500] in order.deleted:
        built.notes.append(Note("created_again"))
    built.notes += _publication(entry, page, order)
    path = path_of(page)
    if order.redirects:
        built.notes += ensure_redirects(page, entry.about, names=order.names, new_path=path)
    settled = {"disclosure_needed": built.disclosed, "alt_text_needed": built.described}
    asked = [note for note in conversion.notes if note.line not in settled.get(note.code, ())]
    report = replace(
        report,
        outcome="updated" if known else "created",
        page=None if order.dry_run and not known else page.pk,
        path=path,
        title=page.title,
        notes=_in_order((*asked, *built.notes)),
        terms=tuple(built.terms),
    )
    _write_source(source, entry, page, report, built, order)
    return report


def path_of(page: Page) -> str:
    """The path on the frontend; Wagtail's own for a page outside every site."""
    parts = page.specific.get_url_parts()
    return str(parts[2]) if parts and parts[2] else str(page.url_path)


def _write_source(
    source: LegacySource, entry: Entry, page: Page, report: Report, built: Built, order: Order
) -> None:
    source.page, source.revision = page, page.latest_revision
    source.sha256, source.original, source.imported_at = entry.sha256, entry.original, order.now
    source.file_name, source.media_type = entry.file_name[:255], entry.media_type[:100]
    source.old_address = entry.about.address
    source.run = order.run
    source.report = report.as_dict() | {
        "old_addresses": list(entry.about.old_addresses),
        "open_links": built.open_links,
        "links_open": len(built.open_links),
    }
    source.full_clean(exclude=("run", "revision"))
    source.save()


def _moved(source: LegacySource, entry: Entry, report: Report) -> Report:
    """The same file at another place: from now on it is known by that."""
    said = [Note("source_moved", None, {"before": source.source_key})]
    source.source_key, source.file_name = entry.key, entry.file_name[:255]
    source.save(update_fields=("source_key", "file_name"))
    return _standing(report, "unchanged", source.page, said)


def _standing(report: Report, outcome: Outcome, page: Page, notes: Iterable[Note]) -> Report:
    return replace(
        report, outcome=outcome, page=page.pk, path=path_of(page), title=page.title, notes=tuple(notes)
    )


def _target_of(entry: Entry, order: Order) -> Target:
    """Below the page that one of the categories has, as the type that the old type has. Raises ``LoadRefused``."""
    target = order.target
    model = order.types.get(entry.about.type) or target.page_model
    terms = (*entry.about.categories, *entry.about.tags)
    parent = next((order.parents[term.slug] for term in terms if term.slug in order.parents), target.parent)
    if parent is target.parent and model is target.page_model:
        return target
    return Target(parent=parent, locale=target.locale, page_model=model)


def _judge(
    known: LegacySource, target: Target, conversion: Conversion, *, unchanged: bool
) -> tuple[Outcome, list[Note]]:
    notes = []
    edited = known.page_was_edited
    if edited:
        notes.append(Note("page_edited"))
    if not known.page.is_child_of(target.parent):
        notes.append(Note("page_elsewhere", None, {"path": path_of(known.page)}))
    if unchanged:
        return "unchanged", notes
    if edited:
        if fields := changed_fields(known):
            notes.append(Note("page_differs", None, {"fields": ", ".join(fields)}))
        notes.append(Note("source_differs", None, {"title": conversion.title}))
        return "conflict", notes
    if known.page.locked:
        return "conflict", [*notes, Note("page_locked")]
    return "updated", notes


def _create(entry: Entry, built: Built, target: Target) -> Page:
    topics = built.fields.pop("topics", None)
    page = target.page_model(live=False, locale=target.locale, **built.fields)
    if topics is not None:
        page.topics.set(topics)
    slug, note = free_slug(entry, page.title, parent=target.parent)
    page.slug = slug
    built.notes += [note] if note else []
    if was_public(entry.about) and entry.about.date:
        # Wagtail keeps a date of first publication that is there.
        page.first_published_at = _aware(entry.about.date)
    # What an earlier entry made has moved the parent on.
    target.parent.refresh_from_db(fields=("path", "depth", "numchild"))
    target.parent.add_child(instance=page)
    log(instance=page, action="wagtail.create", content_changed=True)
    page.save_revision()
    return page


def _update(page: Page, fields: dict[str, Any]) -> Page:
    draft = page.get_latest_revision_as_object()
    topics = fields.pop("topics", None)
    for name, value in fields.items():
        setattr(draft, name, value)
    if topics is not None:
        draft.topics.set(topics)
    draft.save_revision(log_action=True)
    return draft


def _aware(moment: datetime) -> datetime:
    return (
        timezone.make_aware(moment, timezone.get_default_timezone()) if timezone.is_naive(moment) else moment
    )


def _publication(entry: Entry, page: Page, order: Order) -> list[Note]:
    about = entry.about
    if about.password:
        return [Note("password_protected")]
    if about.status in _NOT_PUBLIC:
        return [Note(_NOT_PUBLIC[about.status])]
    if order.publish and was_public(about):
        return publish_if_sound(page)
    return []


def _in_order(notes: Iterable[Note]) -> tuple[Note, ...]:
    return tuple(sorted(notes, key=lambda note: note.line or 0))

"""A converted source becomes a draft page, all of it or nothing, and a second run never undoes an editor's work."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Locale, Page

from cms.legacy.convert import convert
from cms.legacy.drafts import Conversion, stable_id
from cms.legacy.items import Item
from cms.legacy.library import ensure_call_to_action, ensure_reference, known_record
from cms.legacy.notes import Note
from cms.legacy.report import Outcome, Report
from cms.models import ResearchSummaryMixin, ResearchSummaryPage
from cms.models.legacy_sources import LegacySource


class LoadRefused(Exception):
    """The item can not be loaded where it should go; nothing was written. The message is for people."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """Where drafts go: below ``parent``, in ``locale``, as pages of ``page_model``. Raises ``LoadRefused``."""

    parent: Page
    locale: Locale
    page_model: type[Page] = ResearchSummaryPage

    def __post_init__(self) -> None:
        name = self.page_model._meta.verbose_name
        if not self.page_model.can_create_at(self.parent):
            values = {"type": name, "parent": self.parent.title}
            raise LoadRefused(_("No page of the type “%(type)s” may stand below “%(parent)s”.") % values)
        if not issubclass(self.page_model, ResearchSummaryMixin):
            raise LoadRefused(_("Pages of the type “%(type)s” are no research summaries.") % {"type": name})


def load(
    item: Item, original: bytes, *, target: Target, source_key: str, now: datetime, dry_run: bool = False
) -> Report:
    """Make or update the draft of the item, in one transaction, and return what was done.

    A source that was imported before, known by its bytes or its key, is not imported again: the same bytes change
    nothing; other bytes update the draft, unless somebody has edited it. A dry run does all of it and takes it back.
    Raises ``ValidationError`` for what the models refuse.
    """
    with transaction.atomic():
        report = _load(item, original, target, source_key, now)
        if dry_run:
            transaction.set_rollback(True)
            created = report.outcome == "created"
            report = replace(report, dry_run=True, page=None if created else report.page)
    return report


def _load(item: Item, original: bytes, target: Target, source_key: str, now: datetime) -> Report:
    sources = LegacySource.objects.select_related("page").filter(locale=target.locale)
    same = sources.filter(sha256=item.sha256).first()
    known = same or sources.filter(source_key=source_key).first()
    conversion = convert(item, known=known_record)
    if known is not None:
        outcome, notes = _judge(known, target, unchanged=same is not None)
        if outcome != "updated":
            report = Report.of(item, replace(conversion, notes=tuple(notes)))
            return replace(report, outcome=outcome, page=known.page_id, path=_path_of(known.page))
        conversion = replace(conversion, notes=(*notes, *conversion.notes))
    source = known or LegacySource(locale=target.locale, source_key=source_key)
    fields, notes, disclosed = _fields(conversion, target.locale)
    asked = [
        note for note in conversion.notes if note.code != "disclosure_needed" or note.line not in disclosed
    ]
    page = _update(source.page, fields) if known else _create(fields, target, item.sha256)
    source.page, source.revision = page, page.latest_revision
    source.sha256, source.original, source.imported_at = item.sha256, original, now
    report = replace(
        Report.of(item, replace(conversion, notes=_in_order((*asked, *notes)))),
        outcome="updated" if known else "created",
        page=page.pk,
        path=_path_of(page),
    )
    source.report = report.as_dict()
    source.full_clean()
    source.save()
    return report


def _path_of(page: Page) -> str:
    """The path on the frontend; Wagtail's own for a page outside every site."""
    parts = page.specific.get_url_parts()
    return str(parts[2]) if parts and parts[2] else str(page.url_path)


def _judge(known: LegacySource, target: Target, *, unchanged: bool) -> tuple[Outcome, list[Note]]:
    notes = []
    if known.page_was_edited:
        notes.append(Note("page_edited"))
    if not known.page.is_child_of(target.parent):
        notes.append(Note("page_elsewhere", None, {"path": _path_of(known.page)}))
    if unchanged:
        return "unchanged", notes
    if known.page_was_edited:
        return "conflict", notes
    if known.page.locked:
        return "conflict", [*notes, Note("page_locked")]
    return "updated", notes


def _fields(conversion: Conversion, locale: Locale) -> tuple[dict[str, Any], list[Note], set[int]]:
    """The page's fields, notes, and the lines of the panels that have a disclosure.

    References and panels are made on the way.
    """
    notes: list[Note] = []
    disclosed: set[int] = set()
    references: list[int] = []
    for reference_draft in conversion.references:
        reference, said = ensure_reference(reference_draft, source=conversion.source)
        notes.extend(said)
        references.append(reference.pk)
    body = list(conversion.body)
    for panel_draft in conversion.calls_to_action:
        panel, note = ensure_call_to_action(panel_draft, locale=locale)
        notes.append(note)
        if panel.get_latest_revision_as_object().disclosure:
            disclosed.add(panel_draft.line)
        placement = {"call_to_action": panel.pk}
        body.append({"type": "call_to_action", "value": placement, "id": panel_draft.placement_id})
    further_reading = [
        {"type": "reference", "value": pk, "id": stable_id(conversion.sha256, f"reference-{pk}")}
        for pk in dict.fromkeys(references)
    ]
    fields = {
        "title": conversion.title,
        "body": json.dumps(body),
        "further_reading": json.dumps(further_reading),
    }
    return fields, notes, disclosed


def _create(fields: dict[str, Any], target: Target, sha256: str) -> Page:
    page = target.page_model(live=False, locale=target.locale, **fields)
    if not slugify(page.title, allow_unicode=True):
        page.slug = f"imported-{sha256[:12]}"
    target.parent.add_child(instance=page)
    log(instance=page, action="wagtail.create", content_changed=True)
    page.save_revision()
    return page


def _update(page: Page, fields: dict[str, Any]) -> Page:
    draft = page.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision(log_action=True)
    return draft


def _in_order(notes: Iterable[Note]) -> tuple[Note, ...]:
    return tuple(sorted(notes, key=lambda note: note.line or 0))

"""References and calls to action of an import: found in the library if they are there, never made a second time."""

import json
from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.models import Locale

from blocks.vocabulary import FORM_KINDS
from cms.bibliography.identifiers import Identifier
from cms.legacy.drafts import CallToActionDraft, ReferenceDraft
from cms.legacy.form_rules import normalise
from cms.legacy.notes import Note
from cms.legacy.panel_fields import raw_fields
from cms.models import CallToAction, Origin, Reference

_COMPLETED = ("DOI", "PMID", "PMCID", "issued")
"""What an unverified record takes over from a source line when it lacks it."""


def known_record(identifiers: Sequence[Identifier]) -> dict[str, Any] | None:
    """Return the CSL-JSON of the work if the library has it."""
    found = _references_with(identifiers)
    return dict(found[0].csl) if found else None


def ensure_reference(draft: ReferenceDraft, *, source: str) -> tuple[Reference, list[Note]]:
    """Return the reference of the draft, made if the library has none with one of its identifiers.

    A work without identifiers is known by its address. A verified record is never changed, and nothing that a
    record says is replaced. Raises ``ValidationError`` for a draft that no record can be made of.
    """
    found = _references_with(draft.identifiers)
    if not draft.identifiers and draft.csl.get("URL"):
        found = list(Reference.objects.filter(csl__URL=draft.csl["URL"]).order_by("pk")[:1])
    if not found:
        reference = Reference(
            csl=draft.csl,
            origin=Origin.FILE,
            retrieved_at=timezone.now(),
            note=_note_for_editors(draft, source),
        )
        reference.derive()
        reference.full_clean()
        reference.save()
        reference.save_revision()
        return reference, [Note("reference_created", draft.line, {"key": reference.key})]
    reference = found[0]
    notes = [Note("reference_reused", draft.line, {"key": reference.key})]
    if len(found) > 1:
        keys = ", ".join(one.key for one in found)
        return reference, [
            *notes,
            Note("reference_conflict", draft.line, {"keys": keys, "key": reference.key}),
        ]
    for identifier in draft.identifiers:
        has = getattr(reference, identifier.kind)
        if has and has != identifier.value:
            values = {"key": reference.key, "has": has, "given": identifier.value}
            notes.append(Note("reference_identifier_differs", draft.line, values))
    missing = {
        name: draft.csl[name] for name in _COMPLETED if name in draft.csl and not reference.csl.get(name)
    }
    if not (reference.csl.get("title") or draft.title_missing or draft.title_truncated):
        missing["title"] = draft.csl["title"]
    if missing and reference.verification == "unverified":
        reference.csl = {**reference.csl, **missing}
        reference.full_clean()
        reference.save()
        reference.save_revision()
        values = {"key": reference.key, "fields": ", ".join(missing)}
        notes.append(Note("reference_completed", draft.line, values))
    return reference, notes


def ensure_call_to_action(draft: CallToActionDraft, *, locale: Locale) -> tuple[CallToAction, list[Note]]:
    """Return the panel with the draft's slug, made as a draft if there is none; one that exists is not changed."""
    existing = CallToAction.objects.filter(slug=draft.slug, locale=locale).first()
    if existing is not None:
        same = _words_of(existing.get_latest_revision_as_object()) == _words_of(draft)
        code = "call_to_action_reused" if same else "call_to_action_differs"
        return existing, [Note(code, draft.line, {"slug": draft.slug})]
    fields, left_out = raw_fields(draft.fields, slug=draft.slug) if draft.kind in FORM_KINDS else ([], [])
    notes = [Note("call_to_action_created", draft.line, {"slug": draft.slug})]
    if left_out:
        notes.append(
            Note("form_fields_left_out", draft.line, {"slug": draft.slug, "fields": ", ".join(left_out)})
        )
    panel = CallToAction(
        kind=draft.kind,
        slug=draft.slug,
        heading=draft.heading,
        body=draft.body,
        success_message=draft.success_message,
        button_label=draft.button_label,
        form_fields=json.dumps(fields),
        locale=locale,
        live=False,
    )
    panel.full_clean()
    panel.save()
    panel.save_revision()
    return panel, notes


def _references_with(identifiers: Sequence[Identifier]) -> list[Reference]:
    """The references with one of the identifiers, in the order of the identifiers."""
    if not identifiers:
        return []
    query = Q()
    for identifier in identifiers:
        query |= Q(**{identifier.kind: identifier.value})
    found = list(Reference.objects.filter(query))
    places = [(identifier.kind, identifier.value) for identifier in identifiers]
    return sorted(found, key=lambda one: min(places.index(p) for p in places if getattr(one, p[0]) == p[1]))


def _note_for_editors(draft: ReferenceDraft, source: str) -> str:
    sentences = []
    if draft.title_truncated:
        sentences.append(_("Title cut off in the source."))
    if draft.title_missing:
        sentences.append(_("The source does not name the title."))
    sentences.append(
        _("Imported from %(source)s, line %(line)s: %(raw)s")
        % {"source": source, "line": draft.line, "raw": draft.raw}
    )
    return " ".join(sentences)


def _words_of(panel: CallToAction | CallToActionDraft) -> tuple[str, ...]:
    texts = (panel.heading, strip_tags(panel.body), panel.success_message)
    return (panel.kind, *(normalise(text) for text in texts))

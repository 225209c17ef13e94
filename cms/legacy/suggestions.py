"""Proposals of an import are kept beside the page, and what an editor has decided about one is never asked again."""

import copy
from collections.abc import Sequence
from typing import Any

from wagtail.models import Page

from cms.legacy.drafts import Conversion, SuggestionDraft, stable_id
from cms.models.legacy_suggestions import LegacySuggestion

__all__ = ["store_suggestions"]


DOUBTS = frozenset({"named_author_unchecked", "named_author_not_among_authors"})
"""Notes that say that the work in the list may not be the one that the text is about."""


def store_suggestions(page: Page, conversion: Conversion, *, references: Sequence[int]) -> int:
    """Write down what is new, drop open ones that the source does not state any more; how many are open.

    A page with one reference is about that work, unless the text names others as its authors: then it becomes the
    proposals' own.
    """
    drafts = conversion.suggestions
    known = {each.key: each for each in LegacySuggestion.objects.filter(page=page)}
    wanted = {draft.key: draft for draft in drafts}
    gone = [
        each.pk
        for each in known.values()
        if each.key not in wanted and each.status == LegacySuggestion.Status.OPEN
    ]
    if gone:
        LegacySuggestion.objects.filter(pk__in=gone).delete()
    doubtful = any(note.code in DOUBTS for note in conversion.notes)
    work = references[0] if len(set(references)) == 1 and not doubtful else None
    new = [
        LegacySuggestion(
            page=page,
            key=draft.key,
            position=position,
            kind=draft.kind,
            value=_about(draft, work),
            quote=draft.quote,
        )
        for position, draft in enumerate(wanted.values())
        if draft.key not in known
    ]
    LegacySuggestion.objects.bulk_create(new)
    still = sum(each.status == LegacySuggestion.Status.OPEN for key, each in known.items() if key in wanted)
    return still + len(new)


def _about(draft: SuggestionDraft, work: int | None) -> dict[str, Any]:
    """The value with the work it is about: a study has a field for it, a finding cites it."""
    filled = copy.deepcopy(draft.value)
    if work is None:
        return filled
    if draft.kind == "study" and not filled.get("reference"):
        filled["reference"] = work
    elif draft.kind != "study" and not filled.get("citations"):
        item = {"type": "item", "value": {"reference": work}, "id": stable_id(draft.key, "citation")}
        filled["citations"] = [item]
    return filled

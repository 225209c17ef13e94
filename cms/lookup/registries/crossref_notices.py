"""What Crossref says has become of a work.

`updated-by` on a work names its notices, `update-to` on a notice the works it is about: who looks a notice up has not
looked up a retracted work. Source: https://www.crossref.org/documentation/retrieve-metadata/retraction-watch/.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from cms.bibliography.identifiers import InvalidIdentifier, normalise_doi
from cms.lookup.markup import plain_line
from cms.lookup.notices import NOT_STANDING, Notice, kind_of, merged
from cms.lookup.records import as_list, as_mapping, partial_text, text

__all__ = ["notices_about"]

RETRACTION_WATCH: Final = "retraction-watch"
LABEL_LENGTH: Final = 100


def notices_about(work: Mapping[str, Any], *, doi: str) -> tuple[tuple[Notice, ...], bool]:
    """The notices about a work, and whether the record is one that would name them."""
    updates = work.get("updated-by", [])
    found = [notice for update in as_list(updates) if (notice := _notice(as_mapping(update))) is not None]
    own = [notice for notice in found if notice.doi == doi.lower() and not _replaces(notice)]
    told = merged(notice for notice in found if notice not in own)
    # A publisher that withdraws a work under its own DOI may mean it: it is not to be called clean.
    is_unclear = _is_standing(told) and not _is_standing(own)
    return told, isinstance(updates, list) and not is_unclear


def _is_standing(notices: Iterable[Notice]) -> bool:
    return all(notice.status not in NOT_STANDING for notice in notices)


def _notice(update: Mapping[str, Any]) -> Notice | None:
    kind = kind_of(text(update.get("type")) or text(update.get("label")))
    if kind is None or not update:
        return None
    source = text(update.get("source"))
    notice_doi = _doi(update.get("DOI"))
    return Notice(
        kind=kind,
        date=partial_text(next(iter(as_list(as_mapping(update.get("updated")).get("date-parts"))), None)),
        doi=notice_doi,
        url=f"https://doi.org/{notice_doi}" if notice_doi else None,
        source=(RETRACTION_WATCH,) if source == RETRACTION_WATCH else ("crossref",),
        label=plain_line(update.get("label"))[:LABEL_LENGTH],
    )


def _replaces(notice: Notice) -> bool:
    """Whether a work that "updates itself" is one whose page was overwritten by the notice.

    Publishers deposit such updates by mistake, or for a new version in the same place; those say nothing. Retraction
    Watch names the work's own DOI when the notice has no other.
    """
    return RETRACTION_WATCH in notice.source and notice.status in NOT_STANDING


def _doi(value: object) -> str | None:
    try:
        return normalise_doi(text(value))
    except InvalidIdentifier:
        return None

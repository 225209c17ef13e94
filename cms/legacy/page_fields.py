"""What the fields of a page become: the text with its references, panels and pictures, and what was known of it."""

import html
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from wagtail.models import Locale, Page

from blocks.stored_citations import StoredCitation, stored_link
from blocks.vocabulary import CallToActionKind
from cms.legacy.body import fill, links_in
from cms.legacy.drafts import Conversion, FileDraft, PictureDraft, stable_id
from cms.legacy.entries import Entry
from cms.legacy.library import ensure_call_to_action, ensure_reference
from cms.legacy.mapping import Names
from cms.legacy.media import Shelf
from cms.legacy.notes import Note
from cms.legacy.old_addresses import host_of, whole
from cms.legacy.redirects import old_hosts
from cms.legacy.terms import authors_of, topics_of
from cms.models import Reference

__all__ = ["Built", "build", "has_field", "linked_files"]

_LONGEST_TITLE = 255
_LONGEST_ALT = 300
_DOCUMENT_ENDINGS = frozenset(
    [
        "pdf",
        "doc",
        "docx",
        "xls",
        "xlsx",
        "ppt",
        "pptx",
        "odt",
        "ods",
        "odp",
        "rtf",
        "epub",
        "csv",
        "txt",
        "zip",
    ]
)


@dataclass
class Built:
    """``fields`` of the page, by name; ``topics`` is a list. ``disclosed`` are the places of panels that have a
    disclosure, ``described`` those of pictures that need no alt text any more; ``references`` the primary keys of the
    sources, in order; ``open_links`` those that lead to the old site; ``terms`` what is no topic here."""

    fields: dict[str, Any] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    disclosed: set[int] = field(default_factory=set)
    described: set[int] = field(default_factory=set)
    references: list[int] = field(default_factory=list)
    open_links: list[str] = field(default_factory=list)
    terms: list[str] = field(default_factory=list)


def has_field(model: type[Page], name: str) -> bool:
    """Whether pages of that type have it."""
    return any(each.name == name for each in model._meta.get_fields())


def build(
    entry: Entry, conversion: Conversion, *, model: type[Page], locale: Locale, names: Names, shelf: Shelf
) -> Built:
    """Make the fields. References, panels, images, documents and people are made on the way."""
    built = Built()
    references = _references(conversion, built)
    body, cited = _body(entry, conversion, references, built, shelf)
    body += _panels(conversion, locale, built)
    in_text = {references[number] for number in cited}
    uncited = [each for each in dict.fromkeys(references) if each not in in_text]
    if has_field(model, "further_reading"):
        listed = [
            {
                "type": "reference",
                "value": each.pk,
                "id": stable_id(conversion.sha256, f"reference-{each.pk}"),
            }
            for each in uncited
        ]
        built.fields["further_reading"] = json.dumps(listed)
    else:
        body += _sources_in_text(conversion, references, uncited, built)
    _links(entry, body, names, built, shelf)
    built.references = list(dict.fromkeys(each.pk for each in references))
    built.fields |= {"title": _title(conversion, built), "body": json.dumps(body)}
    _about(entry, conversion, model, locale, names, built)
    _lead_picture(entry, model, built, shelf)
    return built


def _references(conversion: Conversion, built: Built) -> list[Reference]:
    references = []
    for draft in conversion.references:
        reference, said = ensure_reference(draft, source=conversion.source)
        built.notes.extend(said)
        references.append(reference)
    return references


def _body(
    entry: Entry, conversion: Conversion, references: Sequence[Reference], built: Built, shelf: Shelf
) -> tuple[list[dict[str, Any]], set[int]]:
    def finder(drafts: Sequence[Any], find: Callable[[Any, Entry], tuple[Any, list[Note]]]) -> Any:
        found: dict[int, int | None] = {}

        def one(number: int) -> int | None:
            if number not in found:
                thing, notes = find(drafts[number], entry) if number < len(drafts) else (None, [])
                built.notes.extend(notes)
                found[number] = thing.pk if thing is not None else None
            return found[number]

        return one

    def alt(number: int) -> str:
        return shelf.alt_of(conversion.pictures[number])

    def picture(draft: PictureDraft, entry: Entry) -> tuple[Any, list[Note]]:
        image, notes = shelf.picture(draft, entry)
        if image is None or shelf.alt_of(draft):
            built.described.add(draft.line)
        return image, notes

    filled = fill(
        conversion.body,
        references=references,
        picture=finder(conversion.pictures, picture),
        file=finder(conversion.files, shelf.document),
        alt=alt,
    )
    return filled.blocks, filled.cited


def _panels(conversion: Conversion, locale: Locale, built: Built) -> list[dict[str, Any]]:
    blocks = []
    for draft in conversion.calls_to_action:
        panel, notes = ensure_call_to_action(draft, locale=locale)
        built.notes.extend(notes)
        latest = panel.get_latest_revision_as_object()
        if latest.disclosure:
            built.disclosed.add(draft.line)
        if latest.kind == CallToActionKind.NEWSLETTER and not latest.consent_text.strip():
            built.notes.append(Note("consent_needed", draft.line, {"heading": draft.heading}))
        placement = {"call_to_action": panel.pk}
        blocks.append({"type": "call_to_action", "value": placement, "id": draft.placement_id})
    return blocks


def _sources_in_text(
    conversion: Conversion, references: Sequence[Reference], uncited: Sequence[Reference], built: Built
) -> list[dict[str, Any]]:
    blocks = []
    for draft, reference in zip(conversion.references, references, strict=True):
        if reference in uncited:
            citation = StoredCitation(({"reference": reference.pk},), "parenthetical")
            text = (
                f"<p>{html.escape(draft.raw, quote=False)} {stored_link(citation, f'[{reference.key}]')}</p>"
            )
            place = stable_id(conversion.sha256, f"reference-{draft.line}-{reference.pk}")
            blocks.append({"type": "paragraph", "value": text, "id": place})
            built.notes.append(Note("reference_in_text", draft.line))
    return blocks


def _links(entry: Entry, body: Sequence[dict[str, Any]], names: Names, built: Built, shelf: Shelf) -> None:
    """Links to the old site wait until all pages are there; documents that they lead to are taken now."""
    built.open_links = list(_links_home(entry, body, names))
    for draft in linked_files(entry, body, names):
        _document, notes = shelf.document(draft, entry)
        built.notes.extend(note for note in notes if note.code == "file_refused")


def linked_files(entry: Entry, body: Sequence[Mapping[str, Any]], names: Names) -> list[FileDraft]:
    """The documents of the old site that the text links to."""
    return [
        FileDraft(full, "", entry.line)
        for full in _links_home(entry, body, names).values()
        if full.partition("?")[0].rpartition(".")[2].lower() in _DOCUMENT_ENDINGS
    ]


def _links_home(entry: Entry, body: Sequence[Mapping[str, Any]], names: Names) -> dict[str, str]:
    """The links that lead to the old site, as they are written and made whole."""
    hosts = old_hosts(entry.about, names)
    found = {address: whole(address, base=entry.about.address) for address in links_in(body)}
    return {address: full for address, full in found.items() if host_of(full) in hosts}


def _title(conversion: Conversion, built: Built) -> str:
    title = conversion.title
    if len(title) > _LONGEST_TITLE:
        built.notes.append(Note("title_cut", None, {"title": title}))
        return title[: _LONGEST_TITLE - 2].rstrip() + " …"
    return title


def _about(
    entry: Entry, conversion: Conversion, model: type[Page], locale: Locale, names: Names, built: Built
) -> None:
    about = entry.about
    standfirst = conversion.standfirst or about.excerpt
    if standfirst:
        built.fields["standfirst"] = standfirst
    if about.description:
        built.fields["search_description"] = about.description
    if about.authors and has_field(model, "authors"):
        blocks, notes = authors_of(about, names=names, locale=locale, sha256=conversion.sha256)
        built.notes.extend(notes)
        built.fields["authors"] = json.dumps(blocks)
    elif about.authors:
        left = ", ".join(term.name or term.slug for term in about.authors)
        built.notes.append(Note("author_not_carried", None, {"authors": left}))
    topics, notes, built.terms = topics_of(about, names=names, locale=locale)
    built.notes.extend(notes)
    if topics and has_field(model, "topics"):
        built.fields["topics"] = topics
    elif topics:
        left = ", ".join(topic.title for topic in topics)
        built.notes.append(Note("topics_not_carried", None, {"topics": left}))
    if about.language and about.language.partition("-")[0] != locale.language_code.partition("-")[0]:
        built.notes.append(Note("other_language", None, {"language": about.language}))
    if about.comments:
        built.notes.append(Note("comments_not_carried", None, {"count": about.comments}))


def _lead_picture(entry: Entry, model: type[Page], built: Built, shelf: Shelf) -> None:
    if not entry.about.picture or not has_field(model, "image"):
        return
    draft = shelf.lead_picture(entry)
    image, notes = shelf.picture(draft, entry)
    built.notes.extend(notes)
    if image is not None:
        built.fields["image"] = image
        built.fields["image_alt"] = (draft.alt or "")[:_LONGEST_ALT]
        if not draft.alt:
            built.notes.append(Note("lead_alt_missing"))

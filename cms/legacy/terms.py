"""Categories, tags and authors of the old site become topics and people, as far as they are known or mapped."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q
from wagtail.models import Locale

from cms.legacy.drafts import stable_id
from cms.legacy.entries import About, Term
from cms.legacy.mapping import Names
from cms.legacy.notes import Note
from cms.models import Person, Topic

__all__ = ["authors_of", "topics_of"]


def topics_of(about: About, *, names: Names, locale: Locale) -> tuple[list[Topic], list[Note], list[str]]:
    """The topics of a page, notes, and the terms that are no topic here. A topic is never made."""
    topics: dict[int, Topic] = {}
    notes: list[Note] = []
    unknown: list[str] = []
    for term in _each_once((*about.categories, *about.tags)):
        mapped = term.slug in names.topics
        wanted = names.topics.get(term.slug)
        if mapped and wanted is None:
            continue
        known = Q(slug=wanted) if wanted else Q(slug=term.slug) | Q(title__iexact=term.name)
        topic = Topic.objects.filter(known, locale=locale).order_by("pk").first()
        if topic is not None:
            topics[topic.pk] = topic
            continue
        unknown.append(term.slug or term.name)
        values = {"term": term.name or term.slug, "topic": wanted or ""}
        notes.append(Note("topic_missing" if mapped else "term_unmapped", None, values))
    return list(topics.values()), notes, unknown


def authors_of(
    about: About, *, names: Names, locale: Locale, sha256: str
) -> tuple[list[dict[str, Any]], list[Note]]:
    """The raw blocks of a page's authors, and notes. Somebody who is not known yet is made a person."""
    blocks: list[dict[str, Any]] = []
    notes: list[Note] = []
    for term in _each_once(about.authors):
        wanted: str | None = term.name.strip() or term.slug
        if term.slug in names.authors:
            wanted = names.authors[term.slug]
        if wanted is None:
            continue
        person = _person(wanted, locale)
        if person is None and wanted.isdecimal():
            notes.append(Note("author_missing", None, {"author": term.name or term.slug, "person": wanted}))
            continue
        if person is None:
            person = Person(name=wanted[:200], locale=locale)
            person.full_clean()
            person.save()
            person.save_revision()
            notes.append(Note("author_created", None, {"person": person.name}))
        value = {"person": person.pk, "role": ""}
        blocks.append({"type": "author", "value": value, "id": stable_id(sha256, f"author-{person.pk}")})
    once = {block["value"]["person"]: block for block in blocks}
    return list(once.values()), notes


def _person(wanted: str, locale: Locale) -> Person | None:
    if wanted.isdecimal():
        return Person.objects.filter(pk=int(wanted)).first() if len(wanted) < 19 else None
    return Person.objects.filter(name__iexact=wanted[:200], locale=locale).order_by("pk").first()


def _each_once(terms: Iterable[Term]) -> Iterator[Term]:
    seen: set[str] = set()
    for term in terms:
        key = term.slug or term.name
        if key and key not in seen:
            seen.add(key)
            yield term

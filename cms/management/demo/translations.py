"""Gives some of the demo's pages a translation: the same page with other words, so that the two cannot disagree.

The data is a table of texts. Numbers, references, directions and dates are those of the page that is translated.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from wagtail.models import Locale, Page

from cms.conf import conf
from cms.management.demo.data import DemoDataError, Record
from cms.management.demo.library import Library
from cms.management.demo.pages import Pages
from cms.models import Topic

__all__ = ["WORDLESS", "place_translations", "translated"]

WORDLESS = frozenset(
    {
        "slug", "type", "level", "anchor", "tone", "design", "measure", "unit", "direction", "favours", "certainty",
        "estimate", "interval_low", "interval_high", "interval_level", "p_operator", "p_value", "i_squared",
        "last_reviewed", "next_review", "topics", "further_reading", "acknowledged",
    }
)  # fmt: skip
"""Keys whose values are no words of a language."""


def translated(record: Record, table: Mapping[str, Any]) -> Record:
    """The record with the words of the table's language. DemoDataError if a text has no translation."""
    found: Record = _translated(record, table["texts"])
    found["slug"] = table["slugs"][record["slug"]]
    if "topics" in record:
        found["topics"] = [table["topics"][slug]["slug"] for slug in record["topics"]]
    return found


def _translated(value: Any, texts: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [_translated(item, texts) for item in value]
    if isinstance(value, dict):
        return {
            key: inner if key in WORDLESS or key.startswith("$") else _translated(inner, texts)
            for key, inner in value.items()
        }
    if not isinstance(value, str) or not value:
        return value
    try:
        return texts[value]
    except KeyError:
        raise DemoDataError(f"The demo's translation lacks the text “{value}”.") from None


def place_translations(
    pages: Pages, library: Library, table: Mapping[str, Any], *, placed: Iterable[tuple[Page, Record]]
) -> Iterator[tuple[Page, str]]:
    """The translations of those of the placed pages that the table names, and what became of each.

    None where the site has no content in the table's language. A page comes after the one above it.
    """
    code = table["locale"]
    if not conf.i18n_enabled or code not in conf.content_languages:
        return
    locale, _ = Locale.objects.get_or_create(language_code=code)
    for slug, record in table["topics"].items():
        _know_topic(library, slug, record, locale)
    for page, record in placed:
        parent = page.get_parent()
        above = parent if parent.is_root() else parent.get_translation_or_none(locale)
        if record["slug"] in table["slugs"] and above is not None:
            yield pages.place_translation(page, translated(record, table), locale=locale, parent=above)


def _know_topic(library: Library, slug: str, record: Record, locale: Locale) -> None:
    original = Topic.objects.get(pk=library.find("topic", slug))
    topic = original.get_translation_or_none(locale)
    if topic is None:
        topic = Topic(locale=locale, translation_key=original.translation_key, **record)
        topic.full_clean()
        topic.save()
    library.know("topic", record["slug"], topic.pk)

"""Reads the demo's data, so that a missing or broken file is one clear error before anything is written."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

__all__ = ["DemoData", "DemoDataError", "fingerprint", "read_demo_data"]

Record = dict[str, Any]


class DemoDataError(CommandError):
    """The data of the demo is missing or does not fit together. The message names the file or the entry."""


@dataclass(frozen=True, kw_only=True)
class DemoData:
    """The content of `fixtures/demo/`, as read from JSON."""

    article: Path
    references: list[Record]
    topics: list[Record]
    people: list[Record]
    images: list[Record]
    panels: list[Record]
    home: Record
    index: Record
    sample: Record
    summaries: list[Record]
    retracted: Record
    withdrawn: Record
    redirects: list[Record]
    translations: Record


def read_demo_data(directory: Path) -> DemoData:
    """The data in `directory`. DemoDataError if a file is missing or is not JSON."""
    article = directory / "article.txt"
    if not article.is_file():
        raise DemoDataError(f"The demo's article is missing: {article}")
    pages = _load(directory / "pages.json")
    summaries = sorted((directory / "summaries").glob("*.json"))
    if not summaries:
        raise DemoDataError(f"The demo's summaries are missing: {directory / 'summaries'}")
    return DemoData(
        article=article,
        references=_load(directory / "references.json"),
        topics=_load(directory / "topics.json"),
        people=_load(directory / "people.json"),
        images=_load(directory / "images.json"),
        panels=_load(directory / "calls_to_action.json"),
        home=pages["home"],
        index=pages["research"],
        sample=_load(directory / "sample.json"),
        summaries=in_order([_load(path) for path in summaries]),
        retracted=pages["retracted"],
        withdrawn=pages["withdrawn"],
        redirects=pages["redirects"],
        translations=_load(directory / "translations.json"),
    )


def _load(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DemoDataError(f"A file of the demo is missing: {path}") from None
    except ValueError as error:
        raise DemoDataError(f"{path} is not JSON: {error}") from None


def in_order(summaries: list[Record]) -> list[Record]:
    """The summaries, each after those it links to. DemoDataError if they link in a circle."""
    waiting = {summary["slug"]: json.dumps(summary, ensure_ascii=False) for summary in summaries}
    by_slug = {summary["slug"]: summary for summary in summaries}
    ordered: list[Record] = []
    while waiting:
        free = [
            slug
            for slug, text in waiting.items()
            if not any(f"page:{other}" in text for other in waiting if other != slug)
        ]
        if not free:
            raise DemoDataError(f"These pages link to each other in a circle: {', '.join(waiting)}")
        for slug in free:
            ordered.append(by_slug[slug])
            del waiting[slug]
    return ordered


def fingerprint(record: Record) -> str:
    """A short digest of the record: it changes when the data does."""
    text = json.dumps(record, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]

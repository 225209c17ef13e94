"""Entries of an old site, made by hand, and sources that give them: what a reader would have made of an export."""

import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from PIL import Image as Pillow
from wagtail.models import Page

from cms.legacy.entries import About, Entry, Media
from cms.legacy.markup import read_fragment
from cms.legacy.run import RunOptions, carry_out, start_run
from cms.models import ResearchSummaryPage
from cms.models.legacy_runs import LegacyRun

HOST = "https://old.example.org"


def article(number: int | str, html: str, *, title: str | None = None, **about: Any) -> Entry:
    """A post of the old site."""
    data = f"{number} {title} {about} {html}".encode()
    sha256 = hashlib.sha256(data).hexdigest()
    item = read_fragment(
        html, source="export.xml", sha256=sha256, size=len(data), title=title or f"Article {number}"
    )
    known = {
        "slug": f"article-{number}",
        "address": f"{HOST}/{number}/",
        "type": "post",
        "status": "published",
    }
    return Entry(
        key=f"post:{number}",
        label=f"export.xml, post {number}",
        kind="article",
        original=data,
        sha256=sha256,
        media_type="application/rss+xml",
        file_name="export.xml",
        line=1,
        about=About(**{**known, **about}),
        item=item,
    )


def unreadable(number: int, problem: str = "it is broken") -> Entry:
    return Entry(key=f"post:{number}", label=f"export.xml, post {number}", kind="unreadable", problem=problem)


def png(color: str = "#336699", size: tuple[int, int] = (40, 20)) -> bytes:
    content = io.BytesIO()
    Pillow.new("RGB", size, color).save(content, "PNG")
    return content.getvalue()


class Index:
    """What an export knows of its files."""

    def __init__(self, total: int, media: Sequence[Media]) -> None:
        self.total, self._media = total, media

    def media_by_id(self, id: str, /) -> Media | None:  # noqa: A002 - the export's own word
        return next((each for each in self._media if each.id == id), None)

    def media_by_address(self, url: str, /) -> Media | None:
        return next((each for each in self._media if each.address == url), None)


class HandMade:
    """Sources of these entries; ``files`` lie beside them. An entry that is an exception is a reader that fails."""

    def __init__(
        self, *entries: Entry, files: Mapping[str, bytes] | None = None, media: Sequence[Media] = ()
    ) -> None:
        self.label = "export.xml"
        self._entries, self._files, self._media = entries, files or {}, media

    def fingerprint(self) -> str:
        return hashlib.sha256("".join(each.sha256 for each in self._entries).encode()).hexdigest()

    @contextmanager
    def index(self) -> Iterator[Index]:
        yield Index(len(self._entries), self._media)

    def entries(self, *, start: int = 0) -> Iterator[Entry]:
        yield from self._entries[start:]

    def read_file(self, entry: Entry, name: str) -> bytes | None:
        return self._files.get(name)

    def is_gone(self, key: str) -> bool:
        return False


def do_import(sources: HandMade, parent: Page, **options: Any) -> LegacyRun:
    """Import it all, in one go."""
    fresh = Page.objects.get(pk=parent.pk).specific
    run, _goes_on = start_run(sources, RunOptions(parent=fresh, locale=fresh.locale, **options))
    assert carry_out(run, sources)
    run.refresh_from_db()
    return run


def outcomes(run: LegacyRun) -> list[str]:
    return list(run.outcomes.order_by("position").values_list("outcome", flat=True))


def codes(run: LegacyRun, position: int = 0) -> list[str]:
    return [note["code"] for note in run.outcomes.get(position=position).report["notes"]]


def pages() -> list[Page]:
    """The newest drafts, in the order of the tree."""
    return [page.get_latest_revision_as_object() for page in ResearchSummaryPage.objects.order_by("path")]


def raw(page: Page, name: str = "body") -> list[dict[str, Any]]:
    return page._meta.get_field(name).raw(page)

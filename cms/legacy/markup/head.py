"""What a page says of itself: its address, dates, authors, language, in ``meta``, ``link`` and JSON-LD."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from cms.legacy.entries import About, Term
from cms.legacy.markup.article import words_of
from cms.legacy.markup.media import unwrapped
from cms.legacy.markup.tree import Node

_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s+[|·•–—»:-]+\s+|\s*[|»]\s*")
_ARTICLES = re.compile(r"(?:\w*Article|BlogPosting|Report|WebPage|MedicalWebPage|ScholarlyArticle)")
MAX_JSON = 500_000


@dataclass(slots=True)
class Head:
    """The page's own words on itself. ``title`` is as it says it, without the site's name where that is known."""

    metas: dict[str, list[str]] = field(default_factory=dict)
    address: str = ""
    base: str = ""
    language: str = ""
    title: str = ""
    linked: dict[str, Any] = field(default_factory=dict)

    def first(self, *names: str) -> str:
        """The first of these that the page says."""
        return next((value for name in names for value in self.metas.get(name, ()) if value), "")


def read_head(root: Node, source: str, *, address: str = "") -> Head:
    """Read what the page says of itself. ``address`` is where it was read, if that is known."""
    head = Head()
    tag_title = canonical = base = ""
    for node in root.nodes():
        if node.tag == "meta":
            name = (node.get("property") or node.get("name") or node.get("itemprop")).lower()
            head.metas.setdefault(name, []).append(" ".join(node.get("content").split()))
        elif node.tag == "link" and "canonical" in node.get("rel").lower().split():
            canonical = canonical or node.get("href")
        elif node.tag == "base":
            base = base or node.get("href")
        elif node.tag == "html":
            head.language = head.language or node.get("lang") or node.get("xml:lang")
        elif node.tag == "title" and not tag_title:
            tag_title = " ".join(html.unescape(node.raw).split())
        elif node.tag == "script" and node.get("type").lower() == "application/ld+json" and not head.linked:
            head.linked = next(_articles(node.raw), {})
    saved = _SAVED_FROM.search(source[:4000])
    said = (canonical, head.first("og:url"), address, saved[1] if saved else "")
    known = [unwrapped(one) for one in said]
    head.address = next((one for one in known if _is_address(one)), "")
    head.base = _joined(head.address, unwrapped(base))
    head.language = head.language or head.first("og:locale", "language").replace("_", "-")
    given = head.first("og:title") or _text(head.linked.get("headline")) or tag_title
    head.title = _without_site(given, _site_names(root, head))
    return head


def about_page(head: Head) -> About:
    """What is known of the article besides its text."""
    linked = head.linked
    authors = [
        *head.metas.get("author", ()),
        *head.metas.get("article:author", ()),
        *_names(linked.get("author")),
    ]
    sections = [*head.metas.get("article:section", ()), *_texts(linked.get("articleSection"))]
    words = ",".join((*head.metas.get("keywords", ()), *_texts(linked.get("keywords")))).split(",")
    tags = [*head.metas.get("article:tag", ()), *words]
    picture = head.first("og:image", "og:image:url", "twitter:image") or _picture(linked.get("image"))
    site = head.first("og:site_name")
    return About(
        slug=unquote(urlsplit(head.address).path).rstrip("/").rsplit("/", 1)[-1].removesuffix(".html"),
        address=head.address,
        status="published",
        date=_date(
            head.first("article:published_time", "datepublished", "dc.date", "date"), linked, "datePublished"
        ),
        modified=_date(head.first("article:modified_time", "datemodified"), linked, "dateModified"),
        language=head.language,
        description=head.first("description", "og:description") or _text(linked.get("description")),
        authors=_terms(author for author in authors if not _is_web(author)),
        categories=_terms(sections),
        tags=_terms(tags),
        picture=_joined(head.base, picture) if picture else "",
        meta={"site_name": site} if site else {},
    )


def _terms(names: Iterator[str] | list[str]) -> tuple[Term, ...]:
    kept = {" ".join(name.split()).casefold(): " ".join(name.split()) for name in names if name.strip()}
    return tuple(Term(re.sub(r"[\W_]+", "-", key).strip("-"), name) for key, name in kept.items())


def _without_site(title: str, names: set[str]) -> str:
    """The title without the name of the site at its end, or at its beginning."""
    separators = list(_SEPARATOR.finditer(title))
    for match in separators[:1] + separators[-1:]:
        before, after = title[: match.start()], title[match.end() :]
        if after.casefold() in names and before:
            return before
        if before.casefold() in names and after:
            return after
    return title


def _site_names(root: Node, head: Head) -> set[str]:
    """The names that the page proves to be the site's: it says so, or links them to its front page."""
    names = [head.first("og:site_name"), head.first("application-name")]
    publisher = head.linked.get("publisher")
    names += _names(publisher)
    front = {"/", _joined(head.address, "/"), _joined(head.address, "/").rstrip("/")} - {""}
    names += [words_of(node) for node in root.nodes() if node.tag == "a" and node.get("href") in front]
    return {name.casefold() for name in names if name}


def _articles(raw: str) -> Iterator[dict[str, Any]]:
    """The articles that a block of JSON-LD describes."""
    if len(raw) > MAX_JSON:
        return
    try:
        found = json.loads(raw.strip().removeprefix("//<![CDATA[").removesuffix("//]]>"))
    except (ValueError, RecursionError):
        return
    things = found if isinstance(found, list) else [found]
    graphs = [thing.get("@graph") for thing in things if isinstance(thing, dict)]
    things += [one for graph in graphs if isinstance(graph, list) for one in graph]
    described = [thing for thing in things if isinstance(thing, dict)]
    named = [one for one in described if any(map(_ARTICLES.fullmatch, _texts(one.get("@type"))))]
    # A page is described after the article that is on it.
    yield from sorted(named, key=lambda one: "WebPage" in "".join(_texts(one.get("@type"))))


def _text(value: object) -> str:
    return " ".join(html.unescape(value).split()) if isinstance(value, str) else ""


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [_text(one) for one in values if isinstance(one, str)]


def _names(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    found = [_text(one.get("name")) if isinstance(one, dict) else _text(one) for one in values]
    return [name for name in found if name]


def _picture(value: object) -> str:
    first = value[0] if isinstance(value, list) and value else value
    return _text(first.get("url")) if isinstance(first, dict) else _text(first)


def _date(said: str, linked: dict[str, Any], name: str) -> datetime | None:
    for value in (said, linked.get(name)):
        try:
            found = datetime.fromisoformat(value) if isinstance(value, str) and value else None
        except ValueError:
            continue
        if found is not None:
            return found if found.tzinfo else found.replace(tzinfo=UTC)
    return None


def _is_web(address: str) -> bool:
    return address.startswith(("http://", "https://"))


def _is_address(text: str) -> bool:
    try:
        return _is_web(text) and urlsplit(text).hostname is not None
    except ValueError:
        return False


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return address

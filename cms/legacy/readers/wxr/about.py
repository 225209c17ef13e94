"""What an export says of an article besides its text."""

import html
import re
from collections.abc import Iterable
from urllib.parse import unquote, urljoin, urlsplit

from cms.legacy.entries import About, Status, Term
from cms.legacy.readers.media_index import Index
from cms.legacy.readers.wxr.dates import when
from cms.legacy.readers.wxr.fields import Fields, Label
from cms.legacy.readers.wxr.header import Header

_STATUS: dict[str, Status] = {
    "publish": "published", "inherit": "published", "pending": "pending", "future": "scheduled",
    "private": "private", "trash": "trashed",
}  # fmt: skip
_DESCRIPTIONS = (
    "_yoast_wpseo_metadesc", "rank_math_description", "_aioseo_description", "_aioseop_description",
    "_genesis_description",
)  # fmt: skip
_SEO_TITLES = ("_yoast_wpseo_title", "rank_math_title", "_aioseo_title", "_aioseop_title", "_genesis_title")
_NOT_TOPICS = {
    "category",
    "post_tag",
    "tag",
    "author",
    "language",
    "post_format",
    "nav_menu",
    "post_translations",
}
_MAX_META = 2000
_TAG = re.compile(r"<[A-Za-z/!?][^<>]*>")


def plain_text(markup: str) -> str:
    """Return the words of a short text, without tags and entities."""
    return " ".join(html.unescape(_TAG.sub("", markup)).split())


def about(fields: Fields, header: Header, index: Index) -> About:
    """Put together what is known of the article. ``parent`` is the key of the page above, as entries have it."""
    get = fields.get
    address = _whole(get("link"), header)
    parent = get("post_parent")
    thumbnail = fields.first("_thumbnail_id")
    picture = index.media_by_id(thumbnail, site=header.site) if thumbnail else None
    return About(
        slug=unquote(get("post_name")),
        address=address,
        old_addresses=tuple(_old_addresses(fields, address)),
        type=get("post_type") or "post",
        status=_STATUS.get(get("status"), "draft"),
        password=get("post_password"),
        date=when(get("post_date_gmt"), get("post_date"), get("pubDate")),
        modified=when(get("post_modified_gmt"), get("post_modified")),
        language=next((label.slug for label in fields.labels if label.domain == "language"), header.language),
        excerpt=plain_text(get("excerpt")),
        description=_without_variables(fields, _DESCRIPTIONS),
        authors=tuple(_authors(fields, header, index)),
        categories=tuple(_terms(fields.labels, "category", header, index)),
        tags=tuple(_terms(fields.labels, "post_tag", header, index)),
        picture=picture.address if picture else thumbnail,
        parent=f"{header.key_prefix}{int(parent)}" if parent.isdecimal() and int(parent) else "",
        comments=fields.comments,
        meta=_meta(fields),
    )


def _without_variables(fields: Fields, names: Iterable[str]) -> str:
    """The first value that is text: plugins for search engines have variables too, ``%%title%%``."""
    values = (plain_text(fields.first(name)) for name in names)
    return next((value for value in values if value and "%" not in value and not value.startswith("#")), "")


def _meta(fields: Fields) -> dict[str, str]:
    meta = {name: values[0] for name, values in fields.meta.items() if len(values[0]) <= _MAX_META}
    title = _without_variables(fields, _SEO_TITLES)
    if title:
        meta["seo_title"] = title
    for label in fields.labels:
        if label.domain and label.domain not in _NOT_TOPICS:
            name = f"taxonomy:{label.domain}"
            meta[name] = f"{meta[name]}, {plain_text(label.name)}" if name in meta else plain_text(label.name)
    return meta


def _whole(address: str, header: Header) -> str:
    """The address with the site's host, which some exports leave out."""
    try:
        return urljoin(header.base or header.link, address) if address.startswith("/") else address
    except ValueError:
        return address


def _old_addresses(fields: Fields, address: str) -> Iterable[str]:
    found = []
    for text in (fields.get("guid"), f"/?p={fields.get('post_id')}" if fields.get("post_id") else ""):
        path = _path(text)
        # A post without an address of its own has none but its number.
        if path and "?" in path and path != _path(address):
            found.append(path)
    path = _path(address)
    folder, _slash, last = path.rstrip("/").rpartition("/")
    end = "/" if path.endswith("/") else ""
    if last and "?" not in path:
        for slug in fields.meta.get("_wp_old_slug", []):
            found.append(f"{folder}/{slug.strip()}{end}")
        date = fields.get("post_date")[:10].replace("-", "/")
        for old in fields.meta.get("_wp_old_date", []):
            if date and f"/{date}/" in path:
                found.append(path.replace(f"/{date}/", f"/{old.strip().replace('-', '/')}/"))
            elif date and f"/{date[:7]}/" in path:
                found.append(path.replace(f"/{date[:7]}/", f"/{old.strip().replace('-', '/')[:7]}/"))
    return [old for old in dict.fromkeys(found) if old != path]


def _path(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if not parts.netloc and not address.startswith("/"):
        return ""
    path = unquote(parts.path) or "/"
    return f"{path}?{parts.query}" if parts.query else path


def _authors(fields: Fields, header: Header, index: Index) -> Iterable[Term]:
    """The author, or, where a plugin knows of several, all of them."""
    several = [label for label in fields.labels if label.domain == "author"]
    if several:
        for label in several:
            login = label.slug.removeprefix("cap-")
            known = index.named(header.site, "author", login)
            yield Term(login, plain_text(known[0] if known else label.name) or login)
        return
    login = fields.get("creator")
    if login:
        known = index.named(header.site, "author", login)
        yield Term(plain_text(login), plain_text(known[0] if known else "") or plain_text(login))


def _terms(labels: Iterable[Label], domain: str, header: Header, index: Index) -> Iterable[Term]:
    seen = set()
    domains = {domain, "tag"} if domain == "post_tag" else {domain}
    named = [label for label in labels if label.domain in domains]
    if not named and domain == "category":
        # The first exports had categories without a word on what they are.
        named = [label for label in labels if not label.domain]
    for label in named:
        name = plain_text(label.name)
        slug = unquote(label.slug) or name.lower().replace(" ", "-")
        if slug and slug not in seen:
            seen.add(slug)
            known = index.named(header.site, domain, label.slug)
            yield Term(slug, name or slug, unquote(known[1]) if known else "")

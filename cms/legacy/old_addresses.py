"""Addresses of the old site, spelled alike: one page had many, and links were written in all of them."""

from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urljoin, urlsplit

__all__ = ["former", "host_of", "known_as", "path_of", "whole"]

_TRACKING = ("utm_", "fbclid", "gclid", "replytocom", "share", "amp")


def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address.strip())
        _ = parts.port
    except ValueError:
        return None
    return parts


def host_of(address: str) -> str:
    """The host without ``www.``; "" for what has none."""
    parts = _split(address)
    return (parts.hostname or "").removeprefix("www.") if parts else ""


def whole(address: str, *, base: str) -> str:
    """The address, made whole with that of the page it stands on."""
    try:
        return urljoin(base, address.strip())
    except ValueError:
        return address


def former(address: str, *, base: str) -> str:
    """A former address of the page at ``base``, made whole. A query alone (``?p=12``) is one of the site's root."""
    return whole(f"/{address}" if address.startswith("?") else address, base=base)


def known_as(address: str) -> str:
    """The spelling by which an address is known: no scheme, no ``www.``, no slash at the end, no fragment, no words of
    trackers in the query. "" for what is no address of the web."""
    parts = _split(address)
    if parts is None or parts.scheme not in ("http", "https", "") or not parts.hostname:
        return ""
    path = unquote(parts.path).replace("\0", "").rstrip("/")
    path = path.removesuffix("/index.html").removesuffix("/index.php")
    kept = sorted(pair for pair in parse_qsl(parts.query) if not pair[0].startswith(_TRACKING))
    return f"{host_of(address)}{path}" + (f"?{urlencode(kept)}" if kept else "")


def path_of(address: str) -> str:
    """The path with its query, as a redirect is stored; "/" for a host alone."""
    parts = _split(address)
    if parts is None:
        return ""
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")

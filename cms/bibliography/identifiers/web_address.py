"""The same page is linked in many spellings; here its address has one, without what only follows the reader."""

import re
from urllib.parse import quote

from cms.bibliography.identifiers.kinds import refusal
from cms.bibliography.identifiers.pasted import trimmed

_PARTS = re.compile(r"(https?)://([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.IGNORECASE | re.DOTALL)
_HOST = re.compile(r"(?:[a-z0-9_-]{1,63}\.){1,20}[a-z0-9-]{1,63}|\[[0-9a-f:.]{2,45}\]")
_TRACKING = re.compile(
    r"(?:utm|pk|mtm|oly|vero|__hs)_?[a-z_]{0,40}|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid"
    r"|li_fat_id|igshid|igsh|mc_[ce]id|mkt_tok|_ga|_gl|_hsenc|_hsmi|hsctatracking|ref_src|ref_url|scid",
    re.IGNORECASE,
)
_DEFAULT_PORTS = {"http": "80", "https": "443"}
_SAFE = "%/:;@!$&'()*+,=~-._[]?"
_MOST_ROUNDS = 10


def read_url(text: str) -> str:
    """The address in normal form (RFC 3986, section 6.2): raise InvalidIdentifier for anything but http and https.

    Scheme and host are lower-case, other than ASCII is encoded, the default port and parameters of tracking (utm_…,
    fbclid …) are dropped. The fragment stays, for it may name the place that is meant; a marked text in it does not.
    """
    address = trimmed(text)
    for _ in range(_MOST_ROUNDS):
        before, address = address, trimmed(_normalised(address))
        if address == before:
            return address
    raise refusal("url", text)


def _normalised(text: str) -> str:
    if text[:4].lower() == "www.":
        text = f"https://{text}"
    if " " in text or not text.isprintable():
        raise refusal("url", text, "there is a blank or an unprintable character in it")
    match = _PARTS.fullmatch(text)
    if match is None:
        raise refusal("url", text)
    scheme, authority, path, query, fragment = (part or "" for part in match.groups())
    scheme = scheme.lower()
    path = quote(path, safe=_SAFE) or "/"
    query = "&".join(part for part in query.split("&") if part and not _is_tracking(part))
    fragment = "" if _is_tracking(fragment) else fragment.partition(":~:")[0]
    address = f"{scheme}://{_authority(scheme, authority, text)}{path}"
    if query:
        address += "?" + quote(query, safe=_SAFE)
    return f"{address}#{quote(fragment, safe=_SAFE)}" if fragment else address


def _authority(scheme: str, authority: str, text: str) -> str:
    if "@" in authority:
        raise refusal("url", text, "it holds the name of a user")
    host, port = re.fullmatch(r"(.*?)(?::([0-9]*))?", authority, re.DOTALL).groups()  # type: ignore[union-attr]
    try:
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        raise refusal("url", text, "there is no such host") from None
    host = host.lower().rstrip(".")
    if not _HOST.fullmatch(host) or int(port or 0) > 65535:
        raise refusal("url", text, "there is no such host")
    return f"{host}:{port}" if port and port != _DEFAULT_PORTS[scheme] else host


def _is_tracking(parameter: str) -> bool:
    return "=" in parameter and bool(_TRACKING.fullmatch(parameter.partition("=")[0]))

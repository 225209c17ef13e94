"""Which addresses a picture, a video or a file of an old page has."""

import re
from urllib.parse import parse_qs, urljoin, urlsplit

from cms.legacy.markup.tree import Node

IMAGE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg|tiff?|bmp)(?:$|[?#])", re.IGNORECASE)
_LAZY = (
    "data-src",
    "data-lazy-src",
    "data-original",
    "data-lazy",
    "data-full-url",
    "data-orig-file",
    "data-large-file",
)
_LAZY_SETS = ("data-srcset", "data-lazy-srcset")
_CANDIDATE = re.compile(r"[ \t\n\f\r]*(\S*[^\s,])(?:[ \t\n\f\r]+([\d.]+)([wx]))?[ \t\n\f\r]*(?:,|$)")
_PIXEL_HOSTS = re.compile(
    r"//(?:www\.)?(?:facebook\.com/tr\b|pixel\.|stats\.|b\.scorecardresearch|googleads\.|ad\.doubleclick"
    r"|feeds\.feedburner\.com/~r|[^/]*google-analytics\.com)",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"^data:image/(?:gif|svg\+xml|png)[;,]|/(?:blank|spacer|transparent|placeholder|lazy)[\w-]*\.(?:gif|png|svg)$"
)
_ARCHIVED = re.compile(r"(?:(?:https?:)?//web\.archive\.org)?/web/\d{4,14}(?:[a-z]{2}_)?/(https?:/{1,2}\S+)$")
_REDIRECTED = re.compile(r"https?://www\.google\.[a-z.]{2,6}/url\?")
_YOUTUBE = re.compile(r"(?:^|\.)(?:youtube(?:-nocookie)?\.com|youtu\.be)$")


def unwrapped(address: str) -> str:
    """The address that a web archive or a counting redirect has put its own around."""
    if archived := _ARCHIVED.match(address):
        return re.sub(r"^(https?:)/+", r"\1//", archived[1])
    if _REDIRECTED.match(address):
        query = parse_qs(urlsplit(address).query)
        meant = next(iter(query.get("q") or query.get("url") or ()), "")
        return meant if meant.startswith(("http://", "https://")) else address
    return address


def resolve(base: str, address: str) -> str:
    """The address as it was meant where it stood; "" where it is none."""
    address = unwrapped(re.sub(r"[\t\n\r]", "", address).strip())
    if not address or address.startswith(("data:", "#")):
        return address
    try:
        return unwrapped(urljoin(base, address)) if base else address
    except ValueError:
        return ""


def addresses(node: Node, base: str) -> list[str]:
    """The addresses of a picture, the one to show first, then others, the largest first."""
    plain = [node.get(name) for name in ("src", *_LAZY) if node.get(name)]
    real = [address for address in plain if not _is_placeholder(address)]
    sized = [
        (size, address) for name in ("srcset", *_LAZY_SETS) for size, address in _candidates(node.get(name))
    ]
    sized.sort(key=lambda pair: -pair[0])
    others = [address for _, address in sized if not _is_placeholder(address)]
    if not real and not others:
        # What is described, or large, is no stand-in for a picture that a script loads late.
        described = bool(node.get("alt"))
        real = [each for each in plain if each.startswith("data:") and (described or len(each) > 600)]
    found = [resolve(base, address) for address in (*real[:1], *others, *real[1:])]
    return [address for address in dict.fromkeys(found) if address]


def is_pixel(node: Node) -> bool:
    """Whether a picture is there to count readers."""
    sizes = [node.get("width").removesuffix("px"), node.get("height").removesuffix("px")]
    tiny = [size in ("0", "1", "2") for size in sizes]
    return all(tiny) or bool(_PIXEL_HOSTS.search(node.get("src")))


def embedded_address(address: str) -> str:
    """Where people watch what a page embeds: of a player's address the page of the video, else the address itself."""
    if address.startswith("//"):
        address = f"https:{address}"
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
        query = parse_qs(parts.query)
    except ValueError:
        return address
    path = [part for part in parts.path.split("/") if part]
    video = ""
    if _YOUTUBE.search(host):
        if host == "youtu.be" and path:
            video = path[0]
        elif (
            path[:1] in (["embed"], ["v"], ["shorts"], ["live"])
            and len(path) > 1
            and path[1] != "videoseries"
        ):
            video = path[1]
        elif path == ["watch"]:
            video = query.get("v", [""])[0]
        if video:
            return f"https://www.youtube.com/watch?v={video}"
        if "list" in query:
            return f"https://www.youtube.com/playlist?list={query['list'][0]}"
    if host == "player.vimeo.com" and path[:1] == ["video"] and len(path) > 1:
        secret = f"/{query['h'][0]}" if "h" in query else ""
        return f"https://vimeo.com/{path[1]}{secret}"
    if host == "dailymotion.com" and path[:2] == ["embed", "video"] and len(path) > 2:
        return f"https://www.dailymotion.com/video/{path[2]}"
    return address


def _is_placeholder(address: str) -> bool:
    return bool(_PLACEHOLDER.search(address)) and not (address.startswith("data:") and len(address) > 600)


def _candidates(srcset: str) -> list[tuple[float, str]]:
    found: list[tuple[float, str]] = []
    at = 0
    while at < len(srcset):
        match = _CANDIDATE.match(srcset, at)
        if match is None or match.end() == at:
            break
        try:
            size = float(match[2] or 0)
        except ValueError:
            size = 0
        found.append((size, match[1]))
        at = match.end()
    return found

"""The shortcodes that WordPress itself has, and what each stands for; and one that hides an author's words."""

import base64
import re
from collections.abc import Callable, Mapping
from html import escape, unescape
from urllib.parse import unquote

from cms.legacy.readers.wordpress import pieces
from cms.legacy.readers.wordpress.surroundings import Surroundings

Stock = Callable[[str, Mapping[str, str], str, Surroundings], str]
"""From the whole shortcode, its attributes, what it encloses and its surroundings to HTML."""

_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))|"([^"]*)"|([^\s"'=]+)""")
_IMAGE = re.compile(r"(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"']+")
_FILES = ("src", "mp4", "m4v", "webm", "ogv", "flv", "wmv", "mp3", "m4a", "ogg", "wav", "wma")


def attributes_of(text: str) -> dict[str, str]:
    """Read the attributes of a shortcode; those without a name are called "0", "1" and so on."""
    attributes: dict[str, str] = {}
    # Editors turn the quotation marks of an attribute into entities and into typographic ones.
    plain = re.sub(r"&(?:quot|#8220|#8221|#8243);|[“”″]", '"', text)
    for found in _ATTRIBUTE.finditer(plain):
        if found[1]:
            value = next((group for group in found.groups()[1:4] if group is not None), "")
            attributes[found[1].lower()] = unescape(value)
        else:
            attributes[str(len(attributes))] = unescape(found[5] or found[6] or "")
    return attributes


def caption(raw: str, attributes: Mapping[str, str], inner: str, known: Surroundings) -> str:
    """A picture with its caption, which stands behind it, or in an attribute as it did long ago."""
    image = _IMAGE.search(inner)
    if image is None:
        return inner or pieces.note("shortcode", "caption", raw)
    number = attributes.get("id", "").removeprefix("attachment_")
    shown = pieces.with_attachments(image[0], known, number=number if number.isdigit() else "")
    words = (inner[: image.start()] + inner[image.end() :]).strip()
    words = words or escape(attributes.get("caption", ""), quote=False)
    return f"<figure>{shown}{f'<figcaption>{words}</figcaption>' if words else ''}</figure>"


def gallery(raw: str, attributes: Mapping[str, str], _inner: str, known: Surroundings) -> str:
    """The pictures of a gallery, one by one; a note for those that the export does not have."""
    numbers = re.findall(r"\d+", attributes.get("ids") or attributes.get("include") or "")
    found = {number: known.media(number) for number in dict.fromkeys(numbers)}
    shown = [pieces.picture(media) for media in found.values() if media]
    if not shown or None in found.values():
        shown.append(pieces.note("shortcode", "gallery", raw))
    return "\n\n".join(shown)


def embed(raw: str, attributes: Mapping[str, str], inner: str, _known: Surroundings) -> str:
    """What another site shows at an address."""
    address = _ADDRESS.search(unescape(inner)) or _ADDRESS.search(" ".join(attributes.values()))
    return pieces.embed(address[0]) if address else pieces.note("shortcode", "embed", raw)


def recording(raw: str, attributes: Mapping[str, str], inner: str, known: Surroundings) -> str:
    """A video or a sound, of the site or of another."""
    address = next((attributes[name] for name in _FILES if attributes.get(name)), "")
    return pieces.embed(address) if address else embed(raw, attributes, inner, known)


def playlist(raw: str, attributes: Mapping[str, str], _inner: str, known: Surroundings) -> str:
    """The recordings of a list, each to be downloaded."""
    found = [known.media(number) for number in re.findall(r"\d+", attributes.get("ids", ""))]
    links = [
        f'<p><a href="{escape(media.address)}" data-download>{escape(media.title or media.address)}</a></p>'
        for media in found
        if media
    ]
    return "\n\n".join(links) if links else pieces.note("shortcode", "playlist", raw)


def packed_html(raw: str, _attributes: Mapping[str, str], inner: str, _known: Surroundings) -> str:
    """Markup that a page builder keeps in Base64."""
    try:
        packed = base64.b64decode("".join(re.sub(r"<[^>]*>", "", inner).split()), validate=True)
        text = packed.decode()
        return f"\n\n{text if '<' in text else unquote(text)}\n\n"
    except ValueError:
        name = re.split(r"[^\w-]", raw[1:], maxsplit=1)[0]
        return f"\n\n{pieces.note('shortcode', name, raw)}\n\n{inner}\n\n"


STOCK: dict[str, Stock] = {
    "caption": caption,
    "wp_caption": caption,
    "gallery": gallery,
    "embed": embed,
    "youtube": embed,
    "vimeo": embed,
    "soundcloud": embed,
    "audio": recording,
    "video": recording,
    "wpvideo": recording,
    "playlist": playlist,
    "vc_raw_html": packed_html,
    "fusion_code": packed_html,
}

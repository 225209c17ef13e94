"""The pieces of HTML that content is made into: pictures, embeds, notes for a person."""

import re
from html import escape

from cms.legacy.entries import Media
from cms.legacy.readers.wordpress.surroundings import Surroundings

_IMAGE = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_NUMBER = re.compile(r"\bwp-image-(\d+)\b|\bdata-id=[\"']?(\d+)")


def note(kind: str, name: str, text: str, *, inline: bool = False) -> str:
    """Something to be looked at. Within a line its text is out of the way of the sentence."""
    attributes = f'data-kind="{escape(kind)}" data-name="{escape(name)}"'
    if inline:
        return f'<legacy-note {attributes} data-text="{escape(text)}"></legacy-note>'
    return f"<legacy-note {attributes}>{escape(text, quote=False)}</legacy-note>"


def embed(url: str, *, caption: str = "") -> str:
    """Something that another site shows; ``caption`` is HTML."""
    element = f'<legacy-embed data-url="{escape(url)}"></legacy-embed>'
    return f"<figure>{element}<figcaption>{caption}</figcaption></figure>" if caption else element


def picture(media: Media, *, caption: str = "") -> str:
    """A picture of the library of the old site; ``caption`` is HTML, the library's own by default."""
    alt = f' alt="{escape(media.alt)}"' if media.alt else ""
    image = f'<img src="{escape(media.address)}"{alt} data-attachment="{escape(media.id)}">'
    words = caption or escape(media.caption, quote=False)
    return f"<figure>{image}{f'<figcaption>{words}</figcaption>' if words else ''}</figure>"


def with_attachments(html: str, known: Surroundings, *, number: str = "") -> str:
    """Write into each picture which attachment it is, as its class says, or ``number``."""

    def written(found: re.Match[str]) -> str:
        tag = found[0]
        named = _NUMBER.search(tag)
        attachment = next(filter(None, named.groups()), "") if named else number
        if not attachment or "data-attachment=" in tag or known.media(attachment) is None:
            return tag
        return f'{tag[:4]} data-attachment="{attachment}"{tag[4:]}'

    return _IMAGE.sub(written, html)

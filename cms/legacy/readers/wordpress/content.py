"""The steps from stored content to HTML, in the order in which WordPress takes them."""

import re
from urllib.parse import urlsplit

from cms.legacy.readers.wordpress import pieces
from cms.legacy.readers.wordpress.blocks import has_blocks, render_blocks
from cms.legacy.readers.wordpress.footnotes import list_of_notes, stored_notes, take_notes
from cms.legacy.readers.wordpress.paragraphs import paragraphs
from cms.legacy.readers.wordpress.shortcodes import render_shortcodes
from cms.legacy.readers.wordpress.surroundings import Surroundings

_PAGE_BREAK = re.compile(r"<!--(?:more\b.{0,500}?|nextpage|noteaser)-->", re.DOTALL)
_LONE_ADDRESS = re.compile(r"^[ \t]*(<p>[ \t]*)?(https?://[^\s<>\"\[\]]+)[ \t]*(</p>[ \t]*)?$", re.MULTILINE)
_SHOWN = re.compile(
    r"(?:^|\.)(?:youtube\.com|youtu\.be|youtube-nocookie\.com|vimeo\.com|dailymotion\.com|dai\.ly|twitter\.com|x\.com"
    r"|instagram\.com|facebook\.com|flickr\.com|flic\.kr|soundcloud\.com|spotify\.com|tiktok\.com|ted\.com"
    r"|slideshare\.net|issuu\.com|scribd\.com|reddit\.com|wordpress\.tv|videopress\.com|mixcloud\.com|imgur\.com"
    r"|speakerdeck\.com|pinterest\.com|datawrapper\.de|bsky\.app|tumblr\.com|crowdsignal\.com)$"
)


def to_html(content: str, known: Surroundings | None = None) -> str:
    """Return the content of a post as HTML, without the page around it; "" for none. Never raises for what is in it."""
    known = known or Surroundings()
    content = content.replace("\r\n", "\n").replace("\r", "\n")
    in_blocks = has_blocks(content)
    html = render_blocks(content, known) if in_blocks else content
    if "data-fn=" in content and "wp:footnotes" not in content:
        # The theme shows the notes then.
        html += stored_notes(known.footnotes)
    html = _PAGE_BREAK.sub("\n", html)
    html, notes = take_notes(html)
    html = render_shortcodes(html, known)
    html = _LONE_ADDRESS.sub(_embedded, html)
    if not in_blocks:
        html = paragraphs(html)
    return pieces.with_attachments(html, known) + list_of_notes(notes)


def _embedded(found: re.Match[str]) -> str:
    """An address alone on its line shows what is there, if WordPress knows the site."""
    try:
        host = urlsplit(found[2]).hostname or ""
    except ValueError:
        return found[0]
    return pieces.embed(found[2].replace("&amp;", "&")) if _SHOWN.search(host) else found[0]

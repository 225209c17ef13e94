"""Reads pictures with their captions, videos and other embeds, and files offered for download."""

from dataclasses import replace

from cms.legacy.items import Download, Embed, Picture, SetAside
from cms.legacy.markup.inline import Written, escaped, joined
from cms.legacy.markup.media import IMAGE_FILE, addresses, embedded_address, is_pixel, resolve
from cms.legacy.markup.tree import Node
from cms.legacy.markup.walker import Walker, plain_text

_PLAYERS = {
    "amp-youtube": ("data-videoid", "https://www.youtube.com/watch?v="),
    "amp-vimeo": ("data-videoid", "https://vimeo.com/"),
    "amp-dailymotion": ("data-videoid", "https://www.dailymotion.com/video/"),
    "amp-twitter": ("data-tweetid", "https://twitter.com/i/status/"),
    "amp-instagram": ("data-shortcode", "https://www.instagram.com/p/"),
    "amp-facebook": ("data-href", ""),
}
"""Elements of AMP that name what they show by a number: in which attribute, and where that is to be seen."""

_EMOJI = ("wp-smiley", "emoji", "emojione")


def picture(walker: Walker, node: Node) -> None:
    """A picture; one that stands for a character is that character, one that counts readers is set aside."""
    if any(name in _EMOJI for name in node.names):
        walker.line.words(node.attributes.get("alt", ""), walker.marks, node.line)
        return
    source = resolve(walker.base, node.get("src"))
    if is_pixel(node):
        walker.later(
            lambda: walker.put(SetAside("tracking-pixel", source, lines=(walker.place(node.line),)), source),
            inline=True,
        )
        return
    found = [*addresses(node, walker.base), *walker.picture_sources]
    link = next(
        (mark.href for mark in walker.marks if mark.tag == "a" and IMAGE_FILE.search(mark.href)), None
    )
    if link:
        found.insert(1, link)
    attachment = node.get("data-attachment") or node.get("data-attachment-id")
    if not found and not attachment and not node.get("alt"):
        return
    # What a script loads late stands there a second time for those without scripts.
    seen = walker.seen_pictures if walker.in_noscript else walker.noscript_pictures
    if seen & set(found):
        walker.noscript_pictures -= set(found)
        return
    walker.seen_pictures.update(found)
    if walker.in_noscript:
        walker.noscript_pictures.update(found)
    caption, walker.caption = walker.caption, None
    alternatives = tuple(dict.fromkeys(address for address in found[1:] if address != found[0]))
    made = Picture(
        found[0] if found else "",
        node.attributes.get("alt"),
        caption.text if caption else "",
        escaped(caption) if caption else "",
        alternatives,
        attachment,
        lines=(),
    )
    walker.later(lambda: _put(walker, made, node, caption), inline=True)


def _put(walker: Walker, made: Picture | Embed, node: Node, caption: Written | None) -> None:
    lines = [walker.place(node.line)]
    tidied = made.tidied
    if caption:
        lines.append(walker.place(caption.line))
        tidied += caption.tidied
    placed = replace(made, lines=tuple(lines), tidied=tidied)
    walker.put(placed, "\n".join(filter(None, [getattr(made, "text", ""), made.caption])))


def sources(walker: Walker, node: Node) -> None:
    """A picture that is there in several sizes or formats."""
    before = walker.picture_sources
    walker.picture_sources = [
        address
        for child in node.nodes()
        if child.tag == "source"
        for address in addresses(child, walker.base)
    ]
    walker.walk(node)
    walker.picture_sources = before


def figure(walker: Walker, node: Node) -> None:
    """A figure: its caption goes to what is shown in it, or becomes a paragraph."""
    walker.flush()
    caption = _caption(node)
    if caption is None or walker.sink is not None:
        walker.walk(node)
        walker.flush()
        return
    with walker.held():
        lines = walker.gather(caption)
    caption.children, caption.size = [], 0
    before, walker.caption = walker.caption, _one(lines)
    given = walker.caption
    walker.walk(node)
    walker.flush()
    if given is not None and walker.caption is given:
        walker.put_text(given)
    walker.caption = before
    walker.settle()


def _caption(node: Node) -> Node | None:
    """The caption of a figure itself, not of one inside it."""
    waiting = list(reversed(node.children))
    while waiting:
        child = waiting.pop()
        if isinstance(child, Node):
            if child.tag == "figcaption" or "wp-caption-text" in child.names:
                return child
            if not is_figure(child) and child.tag != "figure":
                waiting.extend(reversed(child.children))
    return None


def _one(lines: list[Written]) -> Written | None:
    if not lines:
        return None
    text, markup = joined(lines)
    tidied = lines[0].tidied
    for line in lines[1:]:
        tidied += line.tidied
    return Written(text, markup, tidied, lines[0].line)


def is_figure(node: Node) -> bool:
    """Whether an element is a figure by its class, as old editors wrote it."""
    return node.tag in ("div", "dl", "p", "li") and (
        "wp-caption" in node.names or "gallery-item" in node.names
    )


def embed(walker: Walker, node: Node) -> None:
    """Something that another site shows, or a recording."""
    address = next(
        filter(
            None,
            (
                node.get(name)
                for name in ("data-url", "src", "data-src", "data-lazy-src", "data-litespeed-src", "data")
            ),
        ),
        "",
    )
    if not address or address.startswith("about:"):
        inner = [
            child.get("src") or child.get("value")
            for child in node.nodes()
            if child.tag in ("source", "embed")
        ]
        address = next(filter(None, inner), "")
    url = embedded_address(resolve(walker.base, address))
    text, tidied = plain_text(node)
    if not text and node.tag in ("iframe", "legacy-embed"):
        text = " ".join(node.get("title").split())
    if url.startswith(("http://", "https://")) or (
        url and not url.startswith(("data:", "javascript:", "about:"))
    ):
        caption, walker.caption = walker.caption, None
        made = Embed(url, text, caption.text if caption else "", lines=(), tidied=tidied)
        walker.later(lambda: _put(walker, made, node, caption), inline=node.tag != "legacy-embed")
    elif inside := text or node.raw.strip() or node.get("srcdoc"):
        walker.not_carried(node, node.tag, address[:200], inside)


def player(walker: Walker, node: Node) -> None:
    """A video or a post as AMP names it."""
    attribute, before = _PLAYERS[node.tag]
    if node.get(attribute):
        node.attributes["data-url"] = before + node.get(attribute)
    embed(walker, node)


def note(walker: Walker, node: Node) -> None:
    """What a reader of an export leaves for a person to look at; words in a sentence stay there."""
    text, _ = plain_text(node)
    inline = bool(walker.line)
    walker.later(
        lambda: walker.put_note(node, text if not inline else ""),
        inline=True,
    )
    if inline and text:
        walker.walk(node)


def is_download(node: Node) -> bool:
    """Whether an element offers a file."""
    return "wp-block-file" in node.names or (
        node.tag == "a" and ("data-download" in node.attributes or "download" in node.attributes)
    )


def download(walker: Walker, node: Node) -> None:
    """A file for download; in the middle of a sentence it is a link like any other."""
    links = [one for one in (node, *node.nodes()) if one.tag == "a" and one.get("href")]
    if not links or walker.line or walker.sink is not None:
        is_link = node.tag == "a"
        walker.handlers["a"](walker, node) if is_link else walker.walk(node)
        return
    text, tidied = plain_text(links[0])
    url = resolve(walker.base, links[0].get("href"))
    if not text and links[0].holds:
        walker.walk(node)
        return
    walker.later(
        lambda: walker.put(
            Download(url, text or url.rsplit("/", 1)[-1], lines=(walker.place(node.line),), tidied=tidied),
            text,
        )
    )
    if links[0] is not node:
        links[0].children, links[0].size = [], 0
        walker.set_aside(node, "download-button")


Walker.handlers |= {
    "img": picture,
    "picture": sources,
    "figure": figure,
    **dict.fromkeys(("iframe", "video", "audio", "object", "embed", "legacy-embed"), embed),
    **dict.fromkeys(("amp-iframe", "amp-video", "amp-audio"), embed),
    **dict.fromkeys(_PLAYERS, player),
    "legacy-note": note,
}
Walker.tests += [(is_figure, figure), (is_download, download)]

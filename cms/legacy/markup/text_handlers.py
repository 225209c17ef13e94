"""Reads headings, quotations, preformatted text, links and line breaks."""

import re
from dataclasses import replace

from cms.legacy.items import Embed, Heading, Quote
from cms.legacy.markup.inline import Mark, Written, joined
from cms.legacy.markup.media import embedded_address, resolve
from cms.legacy.markup.tree import Node, Text
from cms.legacy.markup.vocabulary import FORM, HEADING, HEADINGS, LIST, MEDIA, PICTURE, TABLE, VERBATIM
from cms.legacy.markup.walker import Walker, plain_text

_POSTS = {
    "twitter-tweet",
    "twitter-video",
    "instagram-media",
    "tiktok-embed",
    "bluesky-embed",
    "reddit-embed-bq",
}
_BACK = re.compile(
    r"footnote-?back(?:ref|link)|reversefootnote|easy-footnote-to-top|back-?link|footnote_backlink"
)
_FORMULAS = {"mfrac": (), "msup": ("sup",), "msub": ("sub",), "msubsup": ("sub", "sup")}
"""Parts of formulas, and the marks of their pieces behind the first."""

_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style\s*:\s*italic", re.IGNORECASE)


def heading(walker: Walker, node: Node) -> None:
    """A heading; one that holds whole blocks is taken apart."""
    walker.flush()
    if node.holds & (TABLE | FORM | LIST | MEDIA | HEADING):
        walker.walk(node)
        walker.flush()
        return
    with walker.held():
        lines = walker.gather(node)
    if lines:
        text = " ".join(" ".join(line.text.split("\n")) for line in lines)
        level = HEADINGS.get(node.tag) or int(node.get("aria-level")[:1])
        anchor = node.get("id") or next(
            (one.get("id") or one.get("name") for one in node.nodes() if one.get("id") or one.get("name")), ""
        )
        made = Heading(text, min(max(level, 1), 6), anchor, lines=(walker.place(lines[0].line),))
        walker.put(_tidied(made, lines), text)
    walker.settle()


def line_break(walker: Walker, node: Node) -> None:
    """A line break; two of them end a paragraph that has no element of its own."""
    if walker.line.broken and walker.sink is None and not walker.in_pre:
        walker.flush()
    else:
        walker.line.break_()


def rule(walker: Walker, node: Node) -> None:
    """A thematic break ends what is before it."""
    walker.flush()


def link(walker: Walker, node: Node) -> None:
    """A link; one that only leads back from a note to the text is left out."""
    if _leads_back(node):
        return
    mark = walker.link(node)
    if mark is None:
        walker.walk(node)
        return
    with walker.marked(mark):
        walker.walk(node)


def _leads_back(node: Node) -> bool:
    if not node.size or node.size > 20 or "#" not in node.get("href"):
        return False
    named = any(_BACK.fullmatch(name) for name in node.names)
    return named or not re.search(r"[\w*†‡§¶]", plain_text(node)[0])


def is_way_back(node: Node) -> bool:
    """Whether an element holds only links from a note back to the text."""
    return node.tag == "span" and "mw-cite-backlink" in node.names


def way_back(walker: Walker, node: Node) -> None:
    """Links that lead back are of no use where notes are references."""


def span(walker: Walker, node: Node) -> None:
    """A stretch of text that may be bold or italic by its style."""
    style = node.get("style")
    marks = [Mark(tag) for tag, look in (("b", _BOLD), ("i", _ITALIC)) if look.search(style)]
    _with(walker, marks, node)


def bold(walker: Walker, node: Node) -> None:
    """Bold text, unless its style says that it is not."""
    normal = "font-weight" in node.get("style") and not _BOLD.search(node.get("style"))
    _with(walker, [] if normal else [Mark("b")], node)


def _with(walker: Walker, marks: list[Mark], node: Node) -> None:
    if not marks:
        walker.walk(node)
        return
    with walker.marked(marks[0]):
        _with(walker, marks[1:], node)


def preformatted(walker: Walker, node: Node) -> None:
    """Text whose line breaks count."""
    walker.flush()
    walker.in_pre = True
    with walker.marked(Mark("code")):
        walker.walk(node)
        walker.flush()
    walker.in_pre = False


def formula(walker: Walker, node: Node) -> None:
    """A part of a formula whose meaning is in where its pieces stand: without it other numbers would be read."""
    pieces = [child for child in node.children if isinstance(child, Node)]
    marks = _FORMULAS[node.tag]
    for place, piece in enumerate(pieces):
        if node.tag == "mfrac" and place:
            walker.line.words("/", walker.marks, node.line)
        if place and place <= len(marks):
            with walker.marked(Mark(marks[place - 1])):
                walker.element(piece)
        else:
            walker.element(piece)


def quote(walker: Walker, node: Node) -> None:
    """A quotation with its attribution; a post of a social network; or a container in disguise."""
    walker.flush()
    if _POSTS & set(node.names) or "wp-embedded-content" in node.names:
        _post(walker, node)
        return
    if node.holds & (TABLE | FORM | HEADING | MEDIA):
        walker.walk(node)
        walker.flush()
        return
    said_by: list[Written] = []
    cites = [child for child in node.nodes() if child.tag in ("footer", "cite", "figcaption")]
    last = cites[-1] if cites and _ends(node, cites[-1]) else None
    with walker.held():
        if last is not None:
            said_by = walker.gather(last)
            last.children, last.size = [], 0
        found = walker.gather(node)
    if not found and said_by:
        found, said_by = said_by, []
    if found:
        text, markup = joined(found)
        attribution = " ".join(line.text for line in said_by)
        places = tuple(walker.place(line.line) for line in (*found, *said_by))
        url = resolve(walker.base, node.get("cite"))
        url = url if url.startswith(("http://", "https://")) else ""
        made = Quote(text, markup, attribution.lstrip("—–- ") or attribution, url, lines=places)
        walker.put(_tidied(made, [*found, *said_by]), text)
    walker.settle()


def _ends(node: Node, cite: Node) -> bool:
    """Whether nothing is said in the quotation after that element."""
    last: Text | None = None
    for each in _texts(node):
        if each.text.strip():
            last = each
    return last is not None and any(each is last for each in _texts(cite))


def _texts(node: Node) -> list[Text]:
    return [child for each in (node, *node.nodes()) for child in each.children if isinstance(child, Text)]


def _post(walker: Walker, node: Node) -> None:
    links = [one.get("href") for one in node.nodes() if one.tag == "a" and one.get("href").startswith("http")]
    address = node.get("cite") or node.get("data-instgrm-permalink") or (links[-1] if links else "")
    text, tidied = plain_text(node)
    if not address:
        walker.walk(node)
        walker.flush()
        return
    walker.later(
        lambda: walker.put(
            Embed(embedded_address(address), text, lines=(walker.place(node.line),), tidied=tidied), text
        )
    )


def description(walker: Walker, node: Node) -> None:
    """A term that is described stands in bold."""
    walker.flush()
    with walker.marked(Mark("b")):
        walker.walk(node)
        walker.flush()


def control(walker: Walker, node: Node) -> None:
    """A button or a field without a form."""
    walker.set_aside(node, "control")


def noscript(walker: Walker, node: Node) -> None:
    """What is shown without scripts: pictures that scripts load late; other words nobody sees."""
    if node.holds & (PICTURE | MEDIA) and node.size <= 200:
        walker.in_noscript = True
        walker.walk(node)
        walker.in_noscript = False
    else:
        walker.set_aside(node, "noscript")


def is_heading(node: Node) -> bool:
    """Whether an element is a heading by its role."""
    return node.get("role") == "heading" and node.get("aria-level")[:1] in tuple("123456")


def _tidied(element: Heading | Quote, lines: list[Written]) -> Heading | Quote:
    done = element.tidied
    for line in lines:
        done += line.tidied
    return replace(element, tidied=done)


Walker.handlers |= {
    **dict.fromkeys(HEADINGS, heading),
    "br": line_break,
    "hr": rule,
    "a": link,
    "b": bold,
    "strong": bold,
    "span": span,
    "font": span,
    "pre": preformatted,
    **dict.fromkeys(("listing", *VERBATIM), preformatted),
    **dict.fromkeys(_FORMULAS, formula),
    "blockquote": quote,
    "dt": description,
    "noscript": noscript,
    **dict.fromkeys(("button", "select", "textarea"), control),
}
Walker.tests += [(is_heading, heading), (is_way_back, way_back)]

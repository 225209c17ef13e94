"""Finds the article of a page; all the rest of the page is set aside, and its forms are looked at."""

import re
from collections.abc import Callable

from cms.legacy.form_rules import normalise
from cms.legacy.markup.boilerplate import Boilerplate
from cms.legacy.markup.tables import LONG_CELL
from cms.legacy.markup.tree import Node, Text
from cms.legacy.markup.vocabulary import FORM, UNSEEN
from cms.legacy.markup.walker import Walker

ENOUGH = 200
"""Characters of text; what is called the article and has less may be something else."""

MOST_AROUND_A_FORM = 2000
"""Characters of text; an element around a form with more is more than the form's own panel."""

_CONTENT = re.compile(
    r"entry-content|post-content|article-content|article-?body|article__(?:body|content)|post-?body|td-post-content"
    r"|post__content|single-content|field--name-body|field-name-body|et_pb_post_content|mw-parser-output|story-body"
    r"|elementor-widget-theme-post-content|content-body|blog-content|page-content|h-entry|e-content|postcontent"
)
_MARKER = re.compile(r"[\[(]?(?:\d{1,3}|[ivx]{1,5}|[a-z]|[*†‡§]{1,3})[\])]?", re.IGNORECASE)
_MAIN = re.compile(r"main|content|main-content|primary|maincontent|page")

_KINDS: tuple[Callable[[Node], bool], ...] = (
    lambda node: node.get("itemprop").lower() == "articlebody",
    lambda node: any(map(_CONTENT.fullmatch, node.names)),
    lambda node: node.tag == "article" or node.get("role") == "article",
    lambda node: node.tag == "main" or node.get("role") == "main",
    lambda node: node.tag in ("div", "section", "td") and any(map(_MAIN.fullmatch, node.names)),
)


def find_article(root: Node, boilerplate: Boilerplate) -> Node:
    """Return the element that holds the article: what the page calls so, else where its paragraphs are densest."""
    nodes = _seen(root, boilerplate)
    enough = min(ENOUGH, root.size * 0.3)
    for kind in _KINDS:
        alike = [node for node in nodes if kind(node) and node.size >= enough]
        if alike:
            return max(alike, key=lambda node: node.size)
    return _densest(root, nodes)


def find_title(root: Node, article: Node, boilerplate: Boilerplate, *, said: str) -> Node | None:
    """Return the heading that is the title: in the article, or the one that says what ``said`` (the page's title)
    begins with, or the last one before the article."""
    inside = {id(node) for node in article.nodes()}
    headings = [node for node in _seen(root, boilerplate) if node.tag == "h1" and node.size]
    for node in headings:
        if said and normalise(said).startswith(normalise(words_of(node))):
            return node
    own = [node for node in headings if id(node) in inside]
    return next(iter(own or headings), None)


def words_of(node: Node) -> str:
    """The words in an element, for comparing."""
    texts = (each.text for one in (node, *node.nodes()) for each in one.children if isinstance(each, Text))
    return " ".join(" ".join(texts).split())


def walk_page(walker: Walker, root: Node, article: Node, title: Node | None) -> set[int]:
    """Read the whole page; return the places that are outside of the article.

    Outside, an element is set aside as a whole unless there is a form in it.
    """
    wanted = [article] if title is None else [article, title]
    notes = _notes_of(article)
    around = _ancestors(root, wanted)
    places: set[int] = set()

    def outside(node: Node) -> None:
        for child in node.children:
            if isinstance(child, Text):
                if child.text.strip():
                    walker.set_aside(Node("div", line=child.line, children=[child]), "outside")
            elif child is article:
                walker.flush()
                walker.walk(child)
                walker.flush()
            elif child is title:
                walker.handlers[child.tag](walker, child)
            elif id(child) in around:
                outside(child)
            elif notes and _leads_into(child, notes):
                walker.walk(child)
                walker.flush()
            elif child.tag not in UNSEEN:
                apart(child)

    def apart(node: Node) -> None:
        rule = walker.boilerplate.rule(node)
        if node.tag != "form" and not node.holds & FORM:
            walker.set_aside(node, rule.id if rule else "outside")
        elif rule is not None and rule.id != "hidden":
            walker.set_aside(node, rule.id)
        elif node.tag == "form" or node.size <= MOST_AROUND_A_FORM:
            before = len(walker.line_of)
            walker.flush()
            if node.tag == "form":
                walker.handlers["form"](walker, node)
            else:
                walker.walk(node)
            walker.flush()
            places.update(range(before + 1, len(walker.line_of) + 1))
        else:
            outside(node)

    if article is root:
        walker.walk(root)
    else:
        outside(root)
    walker.flush()
    return places


def _notes_of(article: Node) -> set[str]:
    """Where the markers of notes in the article lead to."""
    links = [node for node in article.nodes() if node.tag == "a" and "#" in node.get("href")]
    led_to = {node.get("href").partition("#")[2] for node in links if _MARKER.fullmatch(words_of(node))}
    inside = {name for node in article.nodes() for name in (node.get("id"), node.get("name")) if name}
    return led_to - inside - {""}


def _leads_into(node: Node, names: set[str]) -> bool:
    """Whether any of the names is that of a place in the element."""
    return any(one.get("id") in names or one.get("name") in names for one in (node, *node.nodes()))


def _seen(root: Node, boilerplate: Boilerplate) -> list[Node]:
    """The elements that no rule sets aside, in the order of the document."""
    found: list[Node] = []
    waiting: list[Node | Text] = list(reversed(root.children))
    while waiting:
        node = waiting.pop()
        if isinstance(node, Node) and node.tag not in UNSEEN and boilerplate.rule(node) is None:
            found.append(node)
            waiting.extend(reversed(node.children))
    return found


def _densest(root: Node, nodes: list[Node]) -> Node:
    """The element whose own paragraphs hold most text, or the one around it that holds nearly all of the page."""
    best, most = root, 0
    for node in nodes:
        own = sum(
            child.size
            for child in node.children
            if isinstance(child, Node) and child.tag in ("p", "ul", "ol", "blockquote", "pre", "h2", "h3")
        )
        own += sum(len(child.text.strip()) for child in node.children if isinstance(child, Text))
        if own > most:
            best, most = node, own
    column = best.tag == "td" and best.size > LONG_CELL
    alone = column or best.tag not in ("p", "li", "td")
    return best if most * 2 > root.size and alone else _body(root)


def _body(root: Node) -> Node:
    return next((node for node in root.nodes() if node.tag == "body"), root)


def _ancestors(root: Node, wanted: list[Node]) -> set[int]:
    parents: dict[int, Node] = {}
    for node in (root, *root.nodes()):
        for child in node.children:
            if isinstance(child, Node):
                parents[id(child)] = node
    found: set[int] = set()
    for one in wanted:
        parent = parents.get(id(one))
        while parent is not None:
            found.add(id(parent))
            parent = parents.get(id(parent))
    return found

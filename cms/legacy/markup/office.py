"""Office programs write titles and lists as paragraphs of a certain class; here they become what they stand for."""

import re

from cms.legacy.markup.tree import Node, Text, measure
from cms.legacy.markup.walker import plain_text

_LIST = re.compile(r"mso-list:\s*(?!none|ignore|skip)[\w-]+\s+level(\d)", re.IGNORECASE)
_BULLET = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
_NUMBER = re.compile(r"\(?(\d{1,4}|[a-z]{1,4})[.)]", re.IGNORECASE)
_GOOGLE = re.compile(r"c\d{1,4}")


def make_plain(root: Node) -> None:
    """Change the tree: titles of Word and of Google Docs are headings, paragraphs of Word that are items are lists."""
    changed = False
    for node in (root, *root.nodes()):
        if node.tag == "p" and _is_title(node):
            node.tag, changed = "h1", True
        if any(isinstance(child, Node) and child.tag == "p" and _level(child) for child in node.children):
            node.children, changed = _with_lists(node.children), True
    if changed:
        measure(root)


def _is_title(node: Node) -> bool:
    names = node.names
    return "msotitle" in names or ("title" in names and any(map(_GOOGLE.fullmatch, names)))


def _level(node: Node) -> int:
    found = _LIST.search(node.get("style"))
    return int(found[1]) or 1 if found else 0


def _with_lists(children: list[Node | Text]) -> list[Node | Text]:
    result: list[Node | Text] = []
    open_lists: list[tuple[int, Node]] = []
    for child in children:
        if isinstance(child, Text) and not child.text.strip():
            if not open_lists:
                result.append(child)
            continue
        level = _level(child) if isinstance(child, Node) and child.tag == "p" else 0
        if not level or isinstance(child, Text):
            open_lists.clear()
            result.append(child)
            continue
        marker = _take_marker(child)
        while open_lists and open_lists[-1][0] > level:
            open_lists.pop()
        if not open_lists or open_lists[-1][0] < level:
            made = Node("ol" if _NUMBER.fullmatch(marker) else "ul", line=child.line)
            (open_lists[-1][1].children if open_lists else result).append(made)
            open_lists.append((level, made))
        open_lists[-1][1].children.append(Node("li", line=child.line, children=child.children))
    return result


def _take_marker(paragraph: Node) -> str:
    """Take out the bullet or number that Word has written before the words."""
    for node in (paragraph, *paragraph.nodes()):
        for child in node.children:
            if isinstance(child, Node) and _BULLET.search(child.get("style")):
                node.children.remove(child)
                return plain_text(child)[0]
    return ""

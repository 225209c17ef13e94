"""A renderer of Portable Text, written from the format's description alone: it knows nothing of how nodes are made.

It works on plain JSON values. Marks nest as the spans list them, and stay open from span to span.
"""

from typing import Any

Json = dict[str, Any]
_STYLES = {"normal": "p"}
_LISTS = {"bullet": "ul", "number": "ol"}


def render(nodes: list[Json]) -> str:
    """HTML that says what the nodes say."""
    out: list[str] = []
    lists: list[str] = []
    for node in nodes:
        level = node.get("level", 0) if node["_type"] == "block" and "listItem" in node else 0
        tag = _LISTS[node["listItem"]] if level else ""
        while len(lists) > level or (level and len(lists) == level and lists[-1] != tag):
            out.append(f"</li></{lists.pop()}>")
        if level:
            out.append("</li><li>" if len(lists) == level else "")
            while len(lists) < level:
                lists.append(tag)
                out.append(f"<{tag}><li>")
        out.append(_node(node, in_list=bool(level)))
    out.extend(f"</li></{tag}>" for tag in reversed(lists))
    return "".join(out)


def render_line(nodes: list[Json]) -> str:
    """HTML of text that is a line, without its paragraph."""
    return "".join(_children(node) for node in nodes)


def _node(node: Json, *, in_list: bool) -> str:
    match node["_type"]:
        case "break":
            return "<hr>"
        case "code":
            return f"<pre>{_escape(node['code'])}</pre>"
        case "image":
            names = {"src": "src", "alt": "alt", "width": "width", "height": "height", "id": "data-id"}
            return _tag("img", {attribute: node[key] for key, attribute in names.items()})
    if in_list:
        return _children(node)
    tag = _STYLES.get(node["style"], node["style"])
    return f"<{tag}>{_children(node)}</{tag}>"


def _children(node: Json) -> str:
    links = {link["_key"]: link for link in node["markDefs"]}
    out: list[str] = []
    opened: list[str] = []
    for span in node["children"]:
        shared = 0
        while shared < min(len(opened), len(span["marks"])) and opened[shared] == span["marks"][shared]:
            shared += 1
        while len(opened) > shared:
            mark = opened.pop()
            out.append("</a>" if mark in links else f"</{mark}>")
        for mark in span["marks"][shared:]:
            out.append(_link(links[mark]) if mark in links else f"<{mark}>")
            opened.append(mark)
        out.append("<br>".join(map(_escape, span["text"].split("\n"))))
    while opened:
        mark = opened.pop()
        out.append("</a>" if mark in links else f"</{mark}>")
    return "".join(out)


def _link(link: Json) -> str:
    target = link["target"] or {"kind": None, "id": None}
    attributes = {
        "href": link["href"],
        "id": link["id"],
        "data-link": target["kind"],
        "data-id": target["id"],
    }
    return _tag("a", attributes)


def _tag(tag: str, attributes: Json) -> str:
    written = (
        f' {name}="{_escape(str(value), quote=True)}"'
        for name, value in attributes.items()
        if value is not None
    )
    return f"<{tag}{''.join(written)}>"


def _escape(text: str, *, quote: bool = False) -> str:
    escapes = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\xa0": "&nbsp;"} | ({'"': "&quot;"} if quote else {})
    return "".join(escapes.get(character, character) for character in text)

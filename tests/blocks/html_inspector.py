"""Looks at cleaned HTML with a parser and an allow-list of its own, so that no mistake is made twice alike."""

import re
from html.parser import HTMLParser

_INLINE = {"strong", "em", "sup", "sub", "code", "a", "br"}
_PROSE = _INLINE | {"p", "ul", "ol", "li", "blockquote", "h2", "h3", "h4", "h5", "h6", "hr", "pre", "img"}
_TABLE = _PROSE | {"table", "caption", "thead", "tbody", "tr", "th", "td"}
TAGS = {"INLINE": _INLINE, "PROSE": _PROSE, "TABLE": _TABLE}

_WEB = r"https?://[^\s/?#@\\\"<>]+[^\s\\\"<>`]*"
_PATH = r"/(?![/\\])[^\s\\\"<>`]*"
_LINK = re.compile(rf"{_WEB}|{_PATH}|#[^\s\\\"<>`]+|(?:mailto|tel):[^\s\\\"<>`]+")
_VALUES = {
    ("a", "href"): _LINK,
    ("a", "id"): re.compile(r"[a-z][a-z0-9-]*"),
    ("a", "data-link"): re.compile(r"page|document"),
    ("a", "data-id"): re.compile(r"[0-9]+"),
    ("img", "src"): re.compile(rf"{_WEB}|{_PATH}"),
    ("img", "alt"): re.compile(r".*", re.DOTALL),
    ("img", "width"): re.compile(r"[0-9]+"),
    ("img", "height"): re.compile(r"[0-9]+"),
    ("img", "data-id"): re.compile(r"[0-9]+"),
    ("th", "scope"): re.compile(r"row|col|rowgroup|colgroup"),
    ("th", "colspan"): re.compile(r"[0-9]+"),
    ("th", "rowspan"): re.compile(r"[0-9]+"),
    ("td", "colspan"): re.compile(r"[0-9]+"),
    ("td", "rowspan"): re.compile(r"[0-9]+"),
}
_REQUIRED = {"a": {"href"}, "img": {"src", "alt"}}
_VOID = {"br", "hr", "img"}
# Every `<` must begin a tag written in exactly this way.
_WRITTEN = re.compile(r'</?[a-z][a-z0-9]*>|<[a-z]+(?: [a-z-]+="[^"<>]*")+>')
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class _Inspector(HTMLParser):
    def __init__(self, tags: set[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.tags = tags
        self.problems: list[str] = []
        self.open: list[str] = []
        self.deepest = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.tags:
            self.problems.append(f"element {tag}")
        if missing := _REQUIRED.get(tag, set()) - {name for name, _ in attrs}:
            self.problems.append(f"{tag} without {missing}")
        for name, value in attrs:
            allowed = _VALUES.get((tag, name))
            if allowed is None or not allowed.fullmatch(value or ""):
                self.problems.append(f"{tag} with {name}={value!r}")
        if tag not in _VOID:
            self.open.append(tag)
            self.deepest = max(self.deepest, len(self.open))
        if tag == "a" and self.open.count("a") > 1:
            self.problems.append("a link in a link")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.problems.append(f"unexpected </{tag}>")

    def handle_comment(self, data: str) -> None:
        self.problems.append(f"comment {data!r}")

    def handle_decl(self, decl: str) -> None:
        self.problems.append(f"declaration {decl!r}")

    def handle_pi(self, data: str) -> None:
        self.problems.append(f"processing instruction {data!r}")

    def unknown_decl(self, data: str) -> None:
        self.problems.append(f"section {data!r}")


def problems(html: str, profile: str) -> list[str]:
    """What stands in `html` that must not, under the profile of this name."""
    inspector = _Inspector(TAGS[profile])
    inspector.feed(html)
    inspector.close()
    found = [*inspector.problems, *(f"unclosed {tag}" for tag in inspector.open)]
    rest = _WRITTEN.sub("", html)
    if "<" in rest or ">" in rest:
        found.append(f"stray bracket in {rest!r}")
    if control := _CONTROLS.search(html):
        found.append(f"control character {control[0]!r}")
    return found


def depth(html: str) -> int:
    """How deep the elements of `html` nest."""
    inspector = _Inspector(TAGS["TABLE"])
    inspector.feed(html)
    return inspector.deepest

"""The classic editor stores no paragraphs: blank lines part them, and a line break is one.

Elements that are blocks stand for themselves; within them, text is parted only where it has blank lines.
"""

import re

from cms.legacy.readers.wordpress.verbatim import verbatim, without_comments

_BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "caption",
        "center",
        "col",
        "colgroup",
        "dd",
        "details",
        "div",
        "dl",
    }
    | {
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
    }
    | {
        "hr",
        "legacy-embed",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
    }
    | {"tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
)
_WITHOUT_PARAGRAPHS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary", "figcaption", "legend"}
)
_WITHOUT_TEXT = frozenset({"table", "thead", "tbody", "tfoot", "tr", "ul", "ol", "dl", "menu", "colgroup"})
_VOID = frozenset({"hr", "col"})
_VERBATIM = ("pre", "script", "style", "textarea", "svg", "iframe", "object", "form")
_TOKEN = re.compile(r"</?([A-Za-z][\w-]*)[^<>]*>")
_BLANK = re.compile(r"\n[ \t]*\n\s*")
_BREAK = re.compile(r"[ \t]*\n")


def paragraphs(text: str) -> str:
    """Return the HTML that WordPress shows for a text of the classic editor. Lines stay lines."""
    text = without_comments(text.replace("\r\n", "\n").replace("\r", "\n"))
    writer = _Writer()
    position = 0
    for start, end, name in verbatim(text, _VERBATIM):
        writer.read(text[position:start])
        if name in ("pre", "form"):
            writer.end_text()
            writer.out.append(text[start:end])
        else:
            writer.inline.append(text[start:end])
        position = end
    writer.read(text[position:])
    writer.end_text()
    return "".join(writer.out)


class _Writer:
    def __init__(self) -> None:
        self.out: list[str] = []
        self.inline: list[str] = []
        self.open: list[str] = []

    def read(self, text: str) -> None:
        position = 0
        for token in _TOKEN.finditer(text):
            name = (token[1] or "").lower()
            if name not in _BLOCKS:
                continue
            self.inline.append(text[position : token.start()])
            self.end_text()
            self.out.append(token[0])
            self._note(name, closing=token[0].startswith("</"))
            position = token.end()
        self.inline.append(text[position:])

    def _note(self, name: str, *, closing: bool) -> None:
        if name in _VOID:
            return
        if not closing:
            self.open.append(name)
        elif name in self.open[-50:]:
            while self.open.pop() != name:
                pass

    def end_text(self) -> None:
        """Write the text since the last block, parted as it is to be."""
        text = "".join(self.inline)
        self.inline = []
        core = text.strip()
        if not core:
            self.out.append(text)
            return
        start = text.index(core)
        self.out.append(text[:start])
        inside = self.open[-1] if self.open else ""
        parted = not inside or (_BLANK.search(core) and inside not in _WITHOUT_PARAGRAPHS | _WITHOUT_TEXT)
        if parted:
            # The breaks between paragraphs keep their lines, so that places can be told by line.
            breaks = [found[0] for found in _BLANK.finditer(core)]
            pieces = _BLANK.split(core)
            for piece, gap in zip(pieces, [*breaks, ""], strict=True):
                self.out.append(f"<p>{_broken(piece)}</p>{gap}")
        else:
            self.out.append(core if inside in _WITHOUT_TEXT else _broken(core))
        self.out.append(text[start + len(core) :])


def _broken(text: str) -> str:
    """Write line breaks, but none within tags."""
    parts = []
    position = 0
    for token in _TOKEN.finditer(text):
        parts.append(_BREAK.sub("<br>\n", text[position : token.start()]))
        parts.append(token[0])
        position = token.end()
    parts.append(_BREAK.sub("<br>\n", text[position:]))
    return re.sub(r"(<br\s*/?>)<br>\n", r"\1\n", "".join(parts))

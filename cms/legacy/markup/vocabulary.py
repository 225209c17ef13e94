"""Which elements of HTML do what, in one place."""

HEADINGS = {f"h{level}": level for level in range(1, 7)}
LISTS = frozenset({"ul", "ol", "menu", "dir"})
CELLS = frozenset({"td", "th", "caption"})
ROW_GROUPS = frozenset({"thead", "tbody", "tfoot"})
SCOPES = frozenset({"table", "td", "th", "caption", "object", "button", "template", "svg"})
"""Elements that an end tag of another kind in them does not close."""

VOID = frozenset(
    {
        "area",
        "base",
        "basefont",
        "br",
        "col",
        "embed",
        "frame",
        "hr",
        "img",
        "input",
        "keygen",
        "link",
        "meta",
    }
    | {"param", "source", "track", "wbr"}
)
BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
    }
    | {
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "head",
        "header",
        "hgroup",
        "hr",
        "html",
    }
    | {
        "legend",
        "li",
        "listing",
        "main",
        "nav",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tr",
        "xmp",
        "plaintext",
    }
    | {"legacy-embed"}
    | LISTS
    | CELLS
    | ROW_GROUPS
    | HEADINGS.keys()
)
MARKS = {
    "b": "b",
    "strong": "b",
    "i": "i",
    "em": "i",
    "cite": "i",
    "dfn": "i",
    "var": "i",
    "sup": "sup",
    "sub": "sub",
    "code": "code",
    "kbd": "code",
    "samp": "code",
    "tt": "code",
}
FORMATTING = frozenset({"a", "big", "del", "font", "ins", "s", "small", "span", "strike", "u"} | MARKS.keys())
IN_HEAD = frozenset(
    {
        "title",
        "meta",
        "link",
        "style",
        "script",
        "base",
        "basefont",
        "bgsound",
        "noscript",
        "template",
        "object",
    }
)
"""Elements that may stand in the head of a page."""
UNSEEN = frozenset(
    {"script", "style", "template", "title", "meta", "link", "head", "datalist", "noframes", "noembed"}
    | {"annotation", "annotation-xml"}
)
"""Elements that show nothing of what stands in them."""
VERBATIM = frozenset({"xmp", "plaintext"})
"""Elements in which tags are words."""

TABLE, FORM, HEADING, MEDIA, LIST, QUOTE, PICTURE, PARAGRAPH = (1 << bit for bit in range(8))
KINDS = {
    "table": TABLE,
    "form": FORM,
    **dict.fromkeys(HEADINGS, HEADING),
    **dict.fromkeys(("iframe", "video", "audio", "object", "embed", "legacy-embed", "figure"), MEDIA),
    **dict.fromkeys(LISTS, LIST),
    "blockquote": QUOTE,
    "img": PICTURE,
    "p": PARAGRAPH,
}
"""Kinds of element whose presence decides how what is around them is read, as bits."""

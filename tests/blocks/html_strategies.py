"""Strategies for HTML: a soup of everything that confuses parsers, and honest prose of the profiles."""

import html

from hypothesis import strategies as st

_TAGS = [
    "a", "b", "i", "strong", "em", "sup", "sub", "code", "br", "p", "ul", "ol", "li", "blockquote", "h1", "h2", "h3",
    "h6", "hr", "pre", "img", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "div", "span",
    "section", "script", "style", "svg", "math", "template", "title", "textarea", "noscript", "u", "font", "form",
    "select", "option", "x-y",
]  # fmt: skip
_ATTRIBUTES = [
    ' href="/x"', ' href="/x?a=1&amp;b=2"', " href='https://example.org/ü'", " href=#ref-1", ' href="javascript:x"',
    " href", ' href="https://999.999.999.999/"', ' id="c1"', " id=c2", ' data-link="page"', ' data-link=document',
    ' data-id="3"', ' src="/a.png"', " src=//x", ' alt="a &lt; b &quot;c&quot;"', ' width="3"', " height=0",
    ' title="<b>"', " onclick=x", ' class="c"', ' colspan="2"', " scope=row", "/", '"', "'", " =", "<",
]  # fmt: skip
_PIECES = [
    "a", "b", " ", "  ", "\n", "\t", "word", "μ ≤ 5", "\xa0", "&nbsp;", "&amp;", "&lt;", "&gt;", "&lt;b&gt;", "&copy",
    "&#65;", "&#0;", "&#x1F600;", "&", "<", ">", '"', "'", "< ", "</", "</ ", "<!", "<!-- c -->", "<!--", "-->",
    "<?x?>", "<![CDATA[", "]]>", "\0", "\x0c", "\r\n", "\r", "\u2028", "\u200b", "\ufeff", "é", "e\u0301",
    "\U0001f600",
]  # fmt: skip

_attributes = st.lists(st.sampled_from(_ATTRIBUTES), max_size=3).map("".join)
_start = st.builds("<{}{}>".format, st.sampled_from(_TAGS), _attributes)
_end = st.sampled_from(_TAGS).map("</{}>".format)

soup = st.lists(st.one_of(_start, _start, _end, _end, st.sampled_from(_PIECES)), max_size=40).map("".join)
"""Tags, ends, attributes and text in any order."""

_ALPHABET = st.characters(exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp"))
words = st.lists(st.text(_ALPHABET, min_size=1, max_size=8), min_size=1, max_size=6).map(" ".join)
"""Words between single spaces, of any script."""

_phrase = words.map(html.escape)


def _marked(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    plain = st.builds(
        "<{0}>{1}</{0}>".format, st.sampled_from(["b", "i", "strong", "em", "sup", "sub", "code"]), inner
    )
    link = st.builds(
        '<a href="{}">{}</a>'.format, st.sampled_from(["/x/", "https://example.org/", "#ref-1"]), inner
    )
    return st.one_of(
        plain, link, st.builds("{} {}".format, inner, inner), st.builds("{}<br>{}".format, inner, inner)
    )


inline = st.recursive(_phrase, _marked, max_leaves=6)
"""A line of well-formed inline HTML."""


def _list(items: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    item = st.builds("<li>{}{}</li>".format, inline, st.one_of(st.just(""), items))
    return st.builds(
        "<{0}>{1}</{0}>".format,
        st.sampled_from(["ul", "ol"]),
        st.lists(item, min_size=1, max_size=3).map("".join),
    )


_block = st.one_of(
    st.builds(
        "<{0}>{1}</{0}>".format, st.sampled_from(["p", "h2", "h3", "h4", "h5", "h6", "blockquote"]), inline
    ),
    st.recursive(inline, _list, max_leaves=5),
    st.builds("<pre>{}</pre>".format, _phrase),
    st.just("<hr>"),
    st.just('<img src="/a.png" alt="x" width="4" height="3">'),
)
prose = st.lists(_block, max_size=6).map("\n".join)
"""Well-formed prose of the profile PROSE."""

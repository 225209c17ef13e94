"""Whatever an item holds: it is converted, and every word of it is somewhere a person will see it, in order."""

import html
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from blocks.streams import SummaryBody
from cms.legacy.convert import convert
from cms.legacy.items import (
    Cell,
    Download,
    Embed,
    Footnote,
    Form,
    Heading,
    ListElement,
    NotCarried,
    Paragraph,
    Picture,
    Quote,
    SetAside,
    SourceLine,
    Table,
)
from tests.cms.legacy.convert.builders import item

LINES = (1,)
_DROPPED = ("heading_without_content", "heading_is_title")
_TEXT = (
    "Lupus hurts. <b> & [1] [1,3–5] (2) References cells.² It p<0.05* “so” 1,410 m² -0.70 \u200b naïve † Source: "
    "https://example.org/a et at. 10 studies"
)
WORDS = _TEXT.split(" ")
MARKS = [
    "",
    "b",
    "strong",
    "em",
    "sup",
    "code",
    'a href="#fn1"',
    'a href="#part"',
    'a href="javascript:x"',
    "a",
]

words = st.sampled_from(WORDS) | st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1, max_size=8
)
texts = st.lists(words, max_size=8).map(" ".join)
long_texts = texts | texts.map(lambda text: " ".join([text] * 40))


@st.composite
def marked(draw):
    """A text and its markup, which the source may have nested badly."""
    pieces = draw(st.lists(st.tuples(texts, st.sampled_from(MARKS), st.booleans()), max_size=5))
    plain, written = [], []
    for text, mark, broken in pieces:
        plain.append(text)
        tag = mark.split(" ")[0]
        escaped = html.escape(text)
        written.append(f"<{mark}>{escaped}{'' if broken else f'</{tag}>'}" if mark else escaped)
    return " ".join(plain), draw(st.sampled_from([" ", " <br>", "<br/> <br/>"])).join(written)


@st.composite
def lists(draw):
    entries = draw(st.lists(marked(), min_size=1, max_size=4))
    tag = draw(st.sampled_from(["ul", "ol", 'ol start="3"']))
    inner = "".join(f"<li>{markup}</li>" for _, markup in entries)
    written = f"<{tag}>{inner}</{tag.split(' ')[0]}>"
    nested = draw(st.integers(0, 8))
    written = "<ul><li>" * nested + written + "</li></ul>" * nested
    return ListElement("\n".join(text for text, _ in entries), written, lines=LINES)


@st.composite
def tables(draw):
    width = draw(st.integers(1, 3))
    cells = st.tuples(marked(), st.booleans(), st.booleans()).map(
        lambda drawn: Cell(drawn[0][0], drawn[0][1] if drawn[1] else "", header=drawn[2])
    )
    rows = draw(st.lists(st.tuples(*[cells] * width), min_size=1, max_size=3))
    return Table(tuple(rows), draw(texts), lines=LINES)


markers = st.sampled_from(["", "1", "2", "*", "†"])
anchors = st.sampled_from([(), ("fn1",)])
elements = st.one_of(
    marked().map(lambda drawn: Paragraph(*drawn, lines=LINES)),
    long_texts.map(lambda text: Paragraph(text, lines=LINES)),
    st.builds(lambda text, level: Heading(text, level, "part", lines=LINES), long_texts, st.integers(1, 6)),
    lists(),
    st.builds(lambda drawn, by: Quote(drawn[0], drawn[1], by, lines=LINES), marked(), long_texts),
    tables(),
    st.builds(lambda src, alt, drawn: Picture(src, alt, *drawn, lines=LINES), st.sampled_from(["", "a.png"]),
              st.none() | texts, marked()),
    st.builds(lambda url, text, below: Embed(url, text, below, lines=LINES),
              st.sampled_from(["", "https://vimeo.com/1", "https://example.org/x"]), long_texts, texts),
    long_texts.map(lambda text: Download("https://example.org/a.pdf", text, lines=LINES)),
    st.builds(lambda text, marker, at: SourceLine(text, marker=marker, anchors=at, lines=LINES),
              texts, markers, anchors),
    st.builds(lambda drawn, marker: Footnote(drawn[0], drawn[1], marker, lines=LINES), marked(), markers),
    texts.map(lambda text: Form("newsletter", text, ((1, 1),), text, lines=LINES)),
    texts.map(lambda text: SetAside("menu", text, lines=LINES)),
    texts.map(lambda text: NotCarried("script", "x", text, lines=LINES)),
)  # fmt: skip
items = st.lists(elements, max_size=8).map(lambda drawn: item(*drawn))


def unmarked(stored):
    return re.sub(r"<[^>]*>", "", stored)


def words_of(element):
    match element:
        case Table():
            return [element.caption, *(cell.text for row in element.rows for cell in row)]
        case Picture():
            return [element.caption or element.alt or ""]
        case Embed():
            return [element.text, element.caption]
        case Quote():
            return [element.text, element.attribution]
        case SourceLine() | Form() | SetAside() | NotCarried() | Download():
            return []
        case _:
            return [element.text]


def body_words(conversion):
    found = []
    for block in conversion.body:
        value = block["value"]
        match block["type"]:
            case "heading":
                found.append(html.escape(value["text"]))
            case "table":
                table = value["table"]
                found.append(html.escape(table["caption"]))
                found.extend(html.escape(column["heading"]) for column in table["columns"])
                kinds = [column["type"] for column in table["columns"]]
                for row in table["rows"]:
                    found.extend(
                        cell if kind == "rich_text" else html.escape(cell)
                        for cell, kind in zip(row["values"], kinds, strict=True)
                    )
            case "figure":
                found.append(value["caption"] or html.escape(value["image"]["alt_text"]))
            case "embed":
                found.extend([html.escape(value["title"]), value["caption"]])
            case "quote":
                found.extend([value["text"], html.escape(value["attribution"])])
            case "document_download":
                pass
            case _:
                found.append(value)
    return html.unescape(" ".join(unmarked(plain_breaks(text)) for text in found)).split()


def plain_breaks(stored):
    return re.sub(r"<(?:br/|/p|/li|li|ul|ol)>", " ", stored)


def is_in_order(wanted, found):
    rest = iter(found)
    return all(word in rest for word in wanted)


@settings(deadline=None, max_examples=200)
@given(items)
def test_every_word_of_the_article_is_in_the_body_in_order(generated):
    conversion = convert(generated)
    dropped = {note.values["text"] for note in conversion.notes if note.code in _DROPPED}
    wanted = [
        word
        for element in generated.elements
        if not (isinstance(element, Heading) and element.text in dropped)
        for text in words_of(element)
        for word in text.split()
    ]
    assert is_in_order(wanted, body_words(conversion))


@settings(deadline=None, max_examples=100)
@given(items)
def test_what_is_not_in_the_body_is_in_references_panels_and_notes(generated):
    conversion = convert(generated)
    raws = {draft.raw for draft in conversion.references}
    notes = [str(note.values.get("text", "")) for note in conversion.notes]
    panels = [panel.body for panel in conversion.calls_to_action]
    for element in generated.elements:
        if isinstance(element, SourceLine):
            assert any(element.raw.casefold().split() == raw.casefold().split() for raw in raws)
        elif isinstance(element, SetAside | NotCarried):
            assert " ".join(element.text.split()) in notes
        elif isinstance(element, Form):
            assert any(html.escape(element.text, quote=False) in panel for panel in panels)
    assert all(note.message for note in conversion.notes)


@settings(deadline=None, max_examples=100)
@given(items)
def test_the_real_blocks_accept_every_body(generated):
    raw = [block for block in convert(generated).body if block["type"] not in ("figure", "document_download")]
    body = SummaryBody(required=False)
    body.clean(body.to_python(raw))

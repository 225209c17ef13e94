"""Each kind of element becomes the blocks that say the same; what has no counterpart is said in a note."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from blocks.media import player_of
from cms.legacy.convert.draft import Draft
from cms.legacy.convert.runs import (
    Line,
    Run,
    items_of_text,
    line_html,
    list_html,
    paragraphs_of,
    plain_line,
    read_items,
    read_line,
    text_of,
    trimmed,
)
from cms.legacy.convert.tables import table_value
from cms.legacy.drafts import FileDraft, PictureDraft
from cms.legacy.items import (
    Download,
    Element,
    Embed,
    Footnote,
    Heading,
    ListElement,
    NotCarried,
    Paragraph,
    Picture,
    Quote,
    SetAside,
    Table,
)

MAX_TEXT = 255
"""How long a heading, an attribution or a title may be."""

MAX_BOLD_LINE = 100
"""A longer bold paragraph is emphasis, and no heading in disguise."""

MAX_SHOWN = 500
"""So many characters of what was not carried over stand in its note."""

_is_address = URLValidator(schemes=["http", "https"])

Raw = tuple[str, Any]
"""Type and value of a block."""


def blocks_of(element: Element, draft: Draft) -> Iterator[Raw]:
    """The blocks of the element, in order; notes, pictures and files go to the draft."""
    match element:
        case Paragraph():
            yield from _paragraphs(element, draft)
        case Heading():
            yield from _heading(element, draft)
        case ListElement():
            yield from _list(element, draft)
        case Quote():
            yield from _quote(element, draft)
        case Table():
            yield from _table(element, draft)
        case Picture():
            yield from _picture(element, draft)
        case Embed():
            yield from _embed(element, draft)
        case Download():
            draft.files.append(FileDraft(element.url, element.text, element.line))
            value = {"document": f"$file:{len(draft.files) - 1}", "title": "", "description": ""}
            title = " ".join(element.text.split())
            if len(title) > MAX_TEXT:
                yield from _plain(title)
            else:
                value["title"] = title
            yield "document_download", value
        case Footnote():
            yield from _footnote(element, draft)
        case SetAside():
            draft.note("set_aside", element.line, rule=element.rule, text=_shown(element.text))
        case NotCarried():
            what = " ".join(filter(None, (element.kind, element.name)))
            draft.note("not_carried", element.line, what=what, text=_shown(element.text))


def prose(line: Line) -> Iterator[Raw]:
    """A paragraph, unless there is no word in it."""
    if text_of(line).strip():
        yield "paragraph", f"<p>{line_html(line)}</p>"


def _plain(text: str) -> Iterator[Raw]:
    yield from prose(trimmed(plain_line(text)))


def _paragraphs(element: Paragraph, draft: Draft) -> Iterator[Raw]:
    line = draft.line_of(element.markup, element.text, element.line)
    parts = paragraphs_of(line)
    for part in parts:
        yield from prose(part)
    if len(parts) == 1 and all("b" in run.marks for run in parts[0] if run.text.strip()):
        text = text_of(parts[0])
        if len(text) <= MAX_BOLD_LINE and text[-1] not in ".!?;,":
            draft.note("bold_line", element.line, text=text)


def _heading(element: Heading, draft: Draft) -> Iterator[Raw]:
    text = " ".join(element.text.split())
    if not text:
        return
    if len(text) > MAX_TEXT:
        draft.note("heading_too_long", element.line, text=_shown(text))
        yield from _plain(text)
        return
    value = {"text": text, "level": str(draft.level(element)), "anchor": draft.anchor(element)}
    yield "heading", value


def _list(element: ListElement, draft: Draft) -> Iterator[Raw]:
    items = read_items(element.markup) or list(items_of_text(element.text))
    items = [draft.cited_item(item, element.line) for item in items]
    if any(item.ordered and item.start != 1 for item in items):
        start = next(item.start for item in items if item.ordered and item.start != 1)
        draft.note("list_start", element.line, start=start)
    if any(text_of(item.line).strip() for item in items):
        yield "paragraph", list_html(items)


def _quote(element: Quote, draft: Draft) -> Iterator[Raw]:
    items = read_items(element.markup) if "<li" in element.markup else []
    line = _lines_of([item.line for item in items]) if items else ()
    line = draft.cited(line or read_line(element.markup) or plain_line(element.text), element.line)
    attribution = " ".join(element.attribution.split())
    if len(attribution) > MAX_TEXT:
        line = (*line, Run("\n"), Run(attribution))
        attribution = ""
    if element.url:
        draft.note("quote_address", element.line, url=element.url)
    line = trimmed(line)
    if text_of(line).strip():
        yield "quote", {"text": line_html(line), "attribution": attribution, "citations": []}
    else:
        yield from _plain(attribution)


def _lines_of(lines: list[Line]) -> Line:
    runs: list[Run] = []
    for line in lines:
        runs.extend([Run("\n"), *line] if runs else line)
    return tuple(runs)


def _table(element: Table, draft: Draft) -> Iterator[Raw]:
    if not any(cell.text.strip() for row in element.rows for cell in row):
        yield from _plain(element.caption)
        return
    yield "table", table_value(element, draft)


def _picture(element: Picture, draft: Draft) -> Iterator[Raw]:
    caption = trimmed(draft.line_of(element.caption_markup, element.caption, element.line))
    alt = " ".join((element.alt or "").split())
    addresses = tuple(dict.fromkeys(filter(None, (*element.alternatives, element.src))))
    if not addresses and not element.attachment:
        draft.note("picture_without_address", element.line, text=_shown(alt or element.caption))
        yield from prose(caption)
        if alt and alt != text_of(caption):
            yield from _plain(alt)
        return
    if element.alt is None:
        draft.note("alt_text_needed", element.line, picture=element.src or element.attachment)
    draft.pictures.append(
        PictureDraft(addresses, element.attachment, element.alt, element.caption, element.line)
    )
    image = {
        "image": f"$picture:{len(draft.pictures) - 1}",
        "decorative": element.alt is not None and not alt,
        "alt_text": alt,
    }
    yield "figure", {"image": image, "caption": line_html(caption), "credit": "", "citations": []}


def _embed(element: Embed, draft: Draft) -> Iterator[Raw]:
    text, caption = " ".join(element.text.split()), " ".join(element.caption.split())
    try:
        _is_address(element.url)
    except ValidationError:
        draft.note("embed_without_address", element.line, url=_shown(element.url))
        yield from _plain(text or element.url)
        yield from _plain(caption)
        return
    if player_of(element.url)[1] is None:
        draft.note("embed_linked_only", element.line, url=element.url)
    if not text:
        draft.note("embed_title_needed", element.line, url=element.url)
    fits = 0 < len(text) <= MAX_TEXT
    title = text if fits else _name_of(element.url)
    below = caption if fits or not text else f"{text}\n{caption}".strip()
    yield "embed", {"url": element.url, "title": title, "caption": line_html(trimmed(plain_line(below)))}


def _name_of(url: str) -> str:
    """The service that plays it, or the beginning of its address."""
    parts = urlsplit(url)
    return player_of(url)[0] or f"{parts.hostname}{parts.path}".rstrip("/")[:MAX_TEXT]


def _footnote(element: Footnote, draft: Draft) -> Iterator[Raw]:
    line = trimmed(draft.line_of(element.markup, element.text, element.line))
    if not text_of(line).strip():
        return
    if element.marker and not text_of(line).startswith(element.marker):
        line = (Run(element.marker, frozenset({"sup"})), Run(" "), *line)
    draft.note("footnote_kept", element.line, marker=element.marker or "–")
    yield from prose(line)


def _shown(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= MAX_SHOWN else f"{plain[:MAX_SHOWN]} …"

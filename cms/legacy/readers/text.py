"""A pasted or scraped text file has no structure but its lines, so the lines are what this reader goes by.

A line that is blank ends a paragraph. In a file that was wrapped at a fixed width, lines are joined again;
in any other file each line is a paragraph. A source line and the pieces of a form stand for themselves.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from cms.legacy.form_rules import FORM_RULES, FormRule, stands_alone
from cms.legacy.forms import recognise
from cms.legacy.items import Element, Form, Item, Paragraph, Passage
from cms.legacy.readers.decoding import MAX_BYTES, UnreadableSource, decode, read_bytes
from cms.legacy.sources import is_label, label_length, names_a_work, parse_source
from cms.legacy.tidy import Tidied, is_blank, tidy

WRAPPED_WIDTH = range(40, 121)
"""How long the longest line of a file is that was wrapped at a fixed width, in characters."""

_LINE_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_MAX_TITLE_WORDS = 20
_MAX_TITLE_LENGTH = 150


def read_text_file(
    path: Path,
    *,
    encoding: str | None = None,
    max_bytes: int = MAX_BYTES,
    rules: Sequence[FormRule] = FORM_RULES,
) -> Item:
    """Read one article. Raises ``UnreadableSource``: the file is missing, too large, binary or empty."""
    data = read_bytes(path, max_bytes=max_bytes)
    return read_text_bytes(data, source=path.name, encoding=encoding, rules=rules)


def read_text_bytes(
    data: bytes,
    *,
    source: str,
    encoding: str | None = None,
    rules: Sequence[FormRule] = FORM_RULES,
) -> Item:
    """Read one article from its bytes; ``source`` names them in messages. Raises ``UnreadableSource``."""
    decoded = decode(data, source=source, encoding=encoding)
    lines = split_lines(decoded.text)
    passages = list(_passages(lines, rules))
    if not passages:
        raise UnreadableSource(source, "there is no text in it")
    title, passages = _title(passages, rules)
    found, remnants = recognise(passages, rules=rules)
    elements = _elements(found)
    tidied = title.tidied if title else Tidied()
    for element in elements:
        tidied += element.tidied
    return Item(
        source=source,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        encoding=decoded.encoding,
        encoding_guessed=decoded.guessed,
        line_count=len(lines),
        blank_lines=sum(is_blank(line) for line in lines),
        elements=tuple(elements),
        title=title.text if title else None,
        title_lines=title.lines if title else (),
        remnants=tuple(remnants),
        tidied=tidied,
    )


def split_lines(text: str) -> list[str]:
    """Return the lines without their ends, whichever system wrote them. A last line may lack its end."""
    lines = _LINE_BREAK.split(text)
    return lines[:-1] if lines[-1] == "" else lines


def _elements(found: Sequence[Passage | Form]) -> list[Element]:
    elements: list[Element] = []
    label: Passage | None = None
    in_a_list = False
    for element, following in zip(found, [*found[1:], None], strict=True):
        if isinstance(element, Form):
            elements.append(element)
            in_a_list = False
        elif is_label(element.text) and isinstance(following, Passage) and names_a_work(following.text):
            label, in_a_list = element, True
        elif names_a_work(element.text) and (in_a_list or label_length(element.text)):
            lines = (*label.lines, *element.lines) if label else element.lines
            elements.append(parse_source(replace(element, lines=lines)))
            label = None
        else:
            elements.append(Paragraph(element.text, lines=element.lines, tidied=element.tidied))
            in_a_list = False
    return elements


def _passages(lines: Sequence[str], rules: Sequence[FormRule]) -> Iterator[Passage]:
    # An address is never wrapped, so its line says nothing about the width.
    width = max((len(line.rstrip()) for line in lines if "://" not in line), default=0)
    wrapped = width in WRAPPED_WIDTH
    texts: list[str] = []
    numbers: list[int] = []
    tidied = Tidied()
    joins = False
    for number, line in enumerate(lines, start=1):
        text, done = tidy(line)
        alone = False if is_blank(line) else stands_alone(text, rules=rules)
        continues = (
            bool(texts)
            and wrapped
            and joins
            and not is_blank(line)
            and not alone
            and not label_length(text)
            and len(texts[-1]) + 1 + len(text.split(maxsplit=1)[0]) > width
        )
        if texts and not continues:
            yield Passage(" ".join(texts), tuple(numbers), tidied)
            texts, numbers, tidied = [], [], Tidied()
        if is_blank(line):
            continue
        texts.append(text)
        numbers.append(number)
        tidied += done
        joins = not alone
    if texts:
        yield Passage(" ".join(texts), tuple(numbers), tidied)


def _title(passages: list[Passage], rules: Sequence[FormRule]) -> tuple[Passage | None, list[Passage]]:
    """Take the first line as a title if it is short, has no full stop, and a blank line and prose follow."""
    first = passages[0]
    text = first.text
    looks_like_one = (
        len(passages) > 1
        and len(first.lines) == 1
        and len(text) <= _MAX_TITLE_LENGTH
        and len(text.split()) <= _MAX_TITLE_WORDS
        and text[-1] not in ".!:;,…"
        and passages[1].line > first.line + 1
        and len(passages[1].text) > len(text)
        and not label_length(text)
        and not stands_alone(text, rules=rules)
    )
    return (first, passages[1:]) if looks_like_one else (None, passages)

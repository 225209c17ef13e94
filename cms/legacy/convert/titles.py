"""Every draft needs a title: the source's own, or a proposal from the article's own words."""

import re

from cms.legacy.entries import About
from cms.legacy.items import Item
from cms.legacy.notes import Note

MAX_TITLE_WORDS = 12
MAX_TITLE_LENGTH = 200

MAX_GIVEN_LENGTH = 255
"""How long a title of a page may be; one that the source gives is cut only there."""

_VERB = re.compile(r"\s(?:is|are|was|were)\s")
_NO_SUBJECT = re.compile(
    r"(?:it|this|that|there|these|those|they|he|she|we|i|what|here|which)\b", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])")


def propose_title(text: str) -> str:
    """Propose a title: what the first sentence of an article is about, at most twelve words.

    "Lupus (SLE) is a disease that …" gives "Lupus (SLE)". A sentence that begins with a pronoun, or says
    what it is about only later, gives its first words.
    """
    sentence = _SENTENCE_END.split(text, maxsplit=1)[0]
    subject = _VERB.split(sentence, maxsplit=1)[0]
    words = subject.split()
    if subject == sentence or len(words) > MAX_TITLE_WORDS or _NO_SUBJECT.match(subject):
        words = sentence.split()
    cut = len(words) > MAX_TITLE_WORDS
    title = " ".join(words[:MAX_TITLE_WORDS]).rstrip(" .,;:!?-–—")[:MAX_TITLE_LENGTH]
    return f"{title} …" if cut else title


def title_of(item: Item, about: About | None) -> tuple[str, list[Note]]:
    """The title, and what is to be said about it."""
    given = " ".join(item.title.split()) if item.title else ""
    if given:
        return _given(given, item)
    if item.paragraphs:
        first = item.paragraphs[0]
        title = propose_title(first.text)
        if title:
            return title, [Note("title_proposed", first.line, {"title": title})]
    named = (about.slug if about else "") or item.source.rsplit(".", 1)[0]
    name = re.sub(r"[\W_]+", " ", named).strip().capitalize() or item.sha256[:12]
    title = name[:MAX_TITLE_LENGTH]
    return title, [Note("title_from_file_name", None, {"title": title})]


def _given(title: str, item: Item) -> tuple[str, list[Note]]:
    line = item.title_lines[0] if item.title_lines else None
    if len(title) > MAX_GIVEN_LENGTH:
        cut = title[: MAX_GIVEN_LENGTH - 2].rsplit(" ", 1)[0][: MAX_GIVEN_LENGTH - 2] + " …"
        return cut, [Note("title_cut", line, {"title": title})]
    if item.unit == "line" and line is not None:
        return title, [Note("title_from_first_line", line, {"title": title})]
    return title, []

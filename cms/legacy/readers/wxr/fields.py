"""What an item says, field by field, as its XML has it: nothing is understood yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from cms.legacy.readers.wxr.namespaces import local_name


class NotWellFormed(ValueError):
    """The piece is no XML. ``reason`` is the parser's, ``line`` counts from 1 within the piece."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


@dataclass(slots=True)
class Label:
    """A category of an item: of which taxonomy (``domain``), known by ``slug``, called ``name``."""

    domain: str
    slug: str
    name: str


@dataclass(slots=True)
class Fields:
    """The fields of an item by their local names; comments are only counted. ``content_line`` counts from 0."""

    values: dict[str, str] = field(default_factory=dict)
    labels: list[Label] = field(default_factory=list)
    meta: dict[str, list[str]] = field(default_factory=dict)
    comments: int = 0
    content_line: int = 0

    def get(self, name: str) -> str:
        return self.values.get(name, "").strip()

    def first(self, name: str) -> str:
        """The value of a field of ``postmeta``, or the first of several."""
        return self.meta.get(name, [""])[0].strip()

    def set(self, name: str, value: str, line: int = 0) -> None:
        """Keep a field; of one that comes twice, the first that says something."""
        if name == "encoded":
            name = "excerpt" if "content" in self.values else "content"
        if not self.values.get(name):
            self.values[name] = value
            if name == "content":
                self.content_line = line


def parse(text: str, known: Mapping[str, str]) -> Fields:
    """Read the fields of an element. Raises ``NotWellFormed``, also for markup in a field that is no CDATA."""
    reader = _Reader(known)
    try:
        reader.parser.Parse(text.encode("utf-8", errors="replace"), True)
    except expat.ExpatError as error:
        raise NotWellFormed(expat.errors.messages.get(error.code, str(error)), error.lineno) from error
    return reader.fields


class _Reader:
    def __init__(self, known: Mapping[str, str]) -> None:
        self.fields = Fields()
        self._known = known
        self._path: list[str] = []
        self._attributes: dict[str, str] = {}
        self._text: list[str] = []
        self._line = 0
        self._meta_key = ""
        self.parser = expat.ParserCreate("utf-8")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text.append

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local_name(tag, self._known)
        if len(self._path) >= 2 and self._path[1] in ("content", "excerpt", "encoded", "title"):
            raise NotWellFormed("markup that is not wrapped", self.parser.CurrentLineNumber)
        self._path.append(name)
        if len(self._path) == 2:
            self._attributes = attributes
            self._line = self.parser.CurrentLineNumber - 1
        if len(self._path) <= 3:
            self._text.clear()

    def _end(self, _tag: str) -> None:
        name = self._path.pop()
        depth = len(self._path)
        text = "".join(self._text)
        if depth == 1:
            self._field(name, text)
        elif depth == 2 and self._path[1] == "postmeta":
            if name == "meta_key":
                self._meta_key = text.strip()
            elif name == "meta_value" and self._meta_key:
                self.fields.meta.setdefault(self._meta_key, []).append(text)
        if depth <= 2:
            self._text.clear()

    def _field(self, name: str, text: str) -> None:
        if name == "category":
            domain, slug = self._attributes.get("domain", ""), self._attributes.get("nicename", "")
            self.fields.labels.append(Label(domain, slug, text.strip()))
        elif name == "comment":
            self.fields.comments += 1
        elif name == "postmeta":
            self._meta_key = ""
        elif name:
            self.fields.set(name, text, self._line)

"""The resolver: turns ids into public content while documents are built, in one query a model.

`load` is told every id beforehand; what a source does not find public is forgotten, and looks like what never was.
Composite objects (a panel with its link and image) are asked what they refer to in turn, to a fixed depth of 2.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from django.db.models import Q

from blocks.base import Key, PrintedCitation
from cms.models.paths import SiteMap, SiteRoots

__all__ = ["Resolver", "Scope", "Source", "register_source", "schema_of", "source_kinds"]


@dataclass
class Scope:
    """For whom and when documents are built: the public of one site (or, for a preview, one of its editors), at one
    moment."""

    site: SiteRoots
    sites: SiteMap
    now: datetime
    editor: Any = None
    """Who may see the drafts of what they edit; None for the public."""
    also_pages: Q = field(default_factory=lambda: Q(pk__in=[]))
    """Pages that are wanted by something else than their id: parents and translations of the pages that are built."""
    valid_until: datetime | None = None
    """The first moment at which something that was found is not public any more."""
    complete: bool = True
    """Whether everything is there that a later build could find without any change: renditions are made bit by bit."""

    def ends_at(self, moment: datetime | None) -> None:
        """Something that was found is public until this moment (for ever, if there is none)."""
        if moment is not None and moment > self.now:
            self.valid_until = min(moment, self.valid_until or moment)


class Source:
    """Loads the public ones of some objects of one kind, and gives them their wire form."""

    composite: ClassVar[bool] = False
    """Whether its objects refer to others."""

    schema: ClassVar[Any] = None
    """The Schema of the wire form. A foreign key in a page type's `wire_fields` shows it; without one, a link."""

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def load(self, ids: set[Any], scope: Scope) -> Mapping[Any, Any]:
        """The public objects by id."""
        raise TypeError(f"{type(self).__name__} can not load anything")

    def keys(self, found: Any) -> Iterable[Key]:
        """What an object refers to."""
        return ()

    def wire(self, found: Any, resolver: "Resolver") -> Any:
        """The wire form of an object."""
        return found


_sources: dict[str, Callable[[str], Source]] = {}
_fallback: list[Callable[[str], Source]] = []


def register_source(*kinds: str) -> Callable[[type[Source]], type[Source]]:
    """Class decorator: this source answers for these kinds ("page", "image", …, or "app.model"); "*" for any other."""

    def register(source: type[Source]) -> type[Source]:
        for kind in kinds:
            if kind == "*":
                _fallback[:] = [source]
            else:
                _sources[kind] = source
        return source

    return register


def source_kinds() -> list[str]:
    """The kinds that have a source of their own."""
    return list(_sources)


def schema_of(kind: str) -> Any:
    """The Schema that the source of a kind has declared, or None."""
    return getattr(_sources.get(kind, _fallback[0]), "schema", None)


class Resolver:
    """Public content of one scope, loaded in bulk."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self._sources: dict[str, Source] = {}
        self._found: dict[str, dict[Any, Any]] = {}
        self._wired: dict[Key, Any] = {}
        self.asked: set[Key] = set()
        """Everything that was asked for, found or not."""
        self.wanted: set[Key] = set()
        """Everything that was to be loaded, found or not."""

    def _source(self, kind: str) -> Source:
        if kind not in self._sources:
            self._sources[kind] = _sources.get(kind, _fallback[0])(kind)
        return self._sources[kind]

    def load(self, keys: Iterable[Key]) -> None:
        """Fetch everything that will be asked for: first what refers to other things, then what that refers to."""
        wanted: dict[str, set[Any]] = defaultdict(set)
        for kind, pk in keys:
            wanted[kind].add(pk)
            self.wanted.add((kind, pk))
        for kind in [kind for kind in wanted if self._source(kind).composite]:
            source = self._source(kind)
            self._found[kind] = dict(source.load(wanted.pop(kind), self.scope))
            for found in self._found[kind].values():
                for inner, pk in source.keys(found):
                    if not self._source(inner).composite:
                        wanted[inner].add(pk)
                        self.wanted.add((inner, pk))
        if self.scope.also_pages:
            wanted.setdefault("page", set())
        for kind, ids in wanted.items():
            self._found[kind] = dict(self._source(kind).load(ids, self.scope))

    def get(self, kind: str, pk: int | str) -> Any:
        """The wire form of a public object, or None."""
        key = (kind, pk)
        self.asked.add(key)
        if key not in self._wired:
            found = self._found.get(kind, {}).get(pk)
            self._wired[key] = None if found is None else self._source(kind).wire(found, self)
        return self._wired[key]

    def cite(self, raw: Sequence[Mapping[str, Any]]) -> list[str]:
        """Outside a document nothing is numbered."""
        return []

    def citations_in(self, stored: str, count: int) -> Sequence[PrintedCitation | None]:
        """Outside a document nothing is cited."""
        return []

    def heading(self, text: str, *, level: int, anchor: str) -> str:
        """Outside a document there is no outline."""
        return anchor

    def panel(self, pk: int | str) -> Any:
        """Outside a document there is room for every panel."""
        return self.get("cms.calltoaction", pk)

    def put(self, kind: str, pk: int | str | None, found: Any) -> None:
        """Take in what no source has, as a source would have loaded it: the draft that is looked at."""
        self._found.setdefault(kind, {})[pk] = found

    def found(self, kind: str) -> Mapping[Any, Any]:
        """All public objects of a kind that were loaded, as the source loaded them."""
        return self._found.get(kind, {})

"""How a block describes its own wire form: the protocol, and the registry of adapters.

An *adapter* stands beside one block of a stream definition and answers four questions about its raw (JSON) value:
which type it has on the wire, which objects it refers to, which citations it holds, and what it looks like on the wire.
Adapters are found by class through the method resolution order, so a subclass of a stock block needs nothing
(`blocks.stock` has those of Wagtail's own blocks); a host registers its own with `register_adapter`, or gives a
`StructBlock` a `Schema` and, if its fields do not map one to one, a method `to_schema(raw, resolver)`.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol, TypeVar

from wagtail import blocks

__all__ = [
    "Adapter",
    "Cluster",
    "Key",
    "NoAdapter",
    "PrintedCitation",
    "Resolver",
    "adapter_for",
    "camel",
    "register_adapter",
]

Key = tuple[str, int | str]
"""(kind, id): kind is "page", "image", "document", "embed" (its id is the URL) or a model's label in lower case."""

_NOT_IN_NAMES = re.compile(r"[^0-9a-zA-Z]+")


class Cluster(NamedTuple):
    """One place of a stream that cites: the raw list of cited references, and the id of the block that holds it."""

    raw: Sequence[Mapping[str, Any]]
    block: str
    source: Any
    """The raw value that cites here: the list itself, or the stored rich text. Its identity names the place."""
    mode: str = "parenthetical"
    """Or "narrative": the authors stand in the sentence."""


class PrintedCitation(NamedTuple):
    """How a citation stands in running text: a link of this HTML to its (first) place in the list of references."""

    id: str
    html: str
    href: str
    attached: bool
    """Whether it follows its word without a space, as raised numbers do."""


class Resolver(Protocol):
    """What a block may ask while its value is turned into its Schema."""

    def get(self, kind: str, pk: int | str) -> Any:
        """The public thing behind a key, in its wire form, or None: missing and hidden look the same."""

    def cite(self, raw: Sequence[Mapping[str, Any]]) -> list[str]:
        """The ids of the document's citations for this raw list: none, or one cluster."""

    def citations_in(self, stored: str, count: int) -> Sequence[PrintedCitation | None]:
        """How the `count` citations of a stored rich text are printed, in order; None for one without references that
        exist. Nothing where nothing is numbered."""

    def heading(self, text: str, *, level: int, anchor: str) -> str:
        """Take a heading into the outline; answers its anchor, unique in the document."""

    def panel(self, pk: int | str) -> Any:
        """Take a call to action into the document, in its wire form; None if it is not public, or if the document has
        no room for it: of each kind it has one."""


class NoAdapter(TypeError):
    """A block class that nobody said how to put on the wire."""

    def __init__(self, block: blocks.Block) -> None:
        self.block = block
        super().__init__(f"{type(block).__module__}.{type(block).__qualname__} has no Schema and no adapter")


class Adapter:
    """The wire side of one block. Raw values are what `get_prep_value` gives and may be incomplete or outdated."""

    def __init__(self, block: Any, name: str = "") -> None:
        self.block = block
        self.name = name or camel(block.name or type(block).__name__)

    @property
    def annotation(self) -> Any:
        """The type of the value on the wire, as pydantic reads it."""
        raise TypeError(f"{type(self).__name__} does not say what type its values have on the wire")

    def children(self) -> Iterator["Adapter"]:
        """The adapters of the blocks inside this one."""
        return iter(())

    def keys(self, raw: Any) -> Iterator[Key]:
        """What the value refers to."""
        return iter(())

    def clusters(self, raw: Any, resolver: Resolver, block: str) -> Iterator[Cluster]:
        """The citations of the value in document order; none from a block that will not be shown."""
        return iter(())

    def panels(self, raw: Any) -> Iterator[Any]:
        """Primary keys of the calls to action that are placed in the value, in its order."""
        return iter(())

    def wire(self, raw: Any, resolver: Resolver) -> Any:
        """The value on the wire, or None if there is nothing that may be shown."""
        raise TypeError(f"{type(self).__name__} does not say what its values look like on the wire")


AdapterClass = TypeVar("AdapterClass", bound=type[Adapter])

_registry: dict[type, type[Adapter]] = {}
_adapters: dict[int, Adapter] = {}


def register_adapter(*block_classes: type) -> Callable[[AdapterClass], AdapterClass]:
    """Class decorator: use this adapter for these block classes and their subclasses."""

    def register(adapter: AdapterClass) -> AdapterClass:
        for block_class in block_classes:
            _registry[block_class] = adapter
        return adapter

    return register


def adapter_for(block: blocks.Block, name: str = "") -> Adapter:
    """The adapter of a block, one for each block object. Raises `NoAdapter`."""
    found = _adapters.get(id(block))
    if found is None:
        for block_class in type(block).__mro__:
            if (adapter_class := _registry.get(block_class)) is not None:
                # The adapter holds its block, so the id stays taken for as long as this entry exists.
                found = _adapters[id(block)] = adapter_class(block, name)
                break
        else:
            raise NoAdapter(block)
    return found


def camel(name: str) -> str:
    """`call_to_action` or `Call to action` → `CallToAction`."""
    return "".join(part[:1].upper() + part[1:] for part in _NOT_IN_NAMES.split(name) if part)

"""What a source of old articles is, and what has to come of it; all content is made up."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """A file. ``outcomes`` are those of its entries, in order, by their first letter (``c`` created, ``s`` set aside,
    ``m`` a file, ``f`` failed). ``kept`` stands in the titles and texts of drafts, ``noted`` somewhere in the report;
    ``chrome`` in no draft."""

    name: str
    file_name: str
    data: bytes
    outcomes: str = "c"
    kept: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()
    chrome: tuple[str, ...] = ()


def case(
    name: str,
    file_name: str,
    data: str | bytes,
    *kept: str,
    outcomes: str = "c",
    noted: tuple[str, ...] = (),
    chrome: tuple[str, ...] = (),
) -> Case:
    encoded = data if isinstance(data, bytes) else data.encode()
    return Case(name, file_name, encoded, outcomes, kept, noted, chrome)

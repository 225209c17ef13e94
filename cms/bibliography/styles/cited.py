"""One citation names one or more references, each with what the author wrote around it; here that is read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cms.bibliography.styles.fields import Item, prose_of, text_of
from cms.bibliography.styles.runs import Run, Runs, join, plain, plain_text

_ATTACHED_BEFORE = tuple("([’-–—/“‘")
_ATTACHED_AFTER = tuple(",;:.!?)]’”")


@dataclass(frozen=True, slots=True)
class Cited:
    """A cited reference, by its id; `locator` is where in it, `label` what the locator counts ("chapter")."""

    id: str
    locator: str = ""
    label: str = ""
    prefix: Runs = ()
    suffix: Runs = ()
    suppress_author: bool = False


def read(items: Iterable[object]) -> list[Cited]:
    """The items that name a reference, each only once."""
    found = [
        Cited(
            id=text_of(item, "id"),
            locator=text_of(item, "locator"),
            label=text_of(item, "label").lower(),
            prefix=prose_of(item, "prefix"),
            suffix=prose_of(item, "suffix"),
            suppress_author=item.get("suppress-author") is True,
        )
        for item in items
        if isinstance(item, Mapping)
    ]
    return list(dict.fromkeys(cited for cited in found if cited.id))


def by_id(references: Iterable[object]) -> dict[str, Item]:
    """The references by their ids, in the order given; the first of an id counts."""
    found: dict[str, Item] = {}
    for reference in references:
        if isinstance(reference, Mapping) and (identity := text_of(reference, "id")):
            found.setdefault(identity, reference)
    return found


def surrounded(prefix: Runs, core: Runs, suffix: Runs) -> Runs:
    """The core between prefix and suffix, with blanks where the author's punctuation wants them."""
    if prefix and not plain_text(prefix).endswith(_ATTACHED_BEFORE):
        prefix = (*prefix, Run(" "))
    if suffix and not plain_text(suffix).startswith(_ATTACHED_AFTER):
        suffix = (Run(" "), *suffix)
    return prefix + core + suffix


def enumerated(parts: Sequence[Runs]) -> Runs:
    """ "A (2020)", "A (2020) and B (2021)", "A (2020), B (2021), and C (2022)"."""
    if len(parts) < 3:
        return join(parts, " and ")
    return join([*parts[:-1], plain("and ") + parts[-1]], ", ")

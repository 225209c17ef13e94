"""Names as APA prints them: inverted at the head of an entry, in reading order inside it, short in the text.

Source: APA Publication Manual, 7th ed., 8.17-8.21 and 9.7-9.12.
"""

from collections.abc import Sequence

from cms.bibliography.names import Name, join_particle
from cms.bibliography.styles.typography import is_east_asian, spaced_initials

MAX_NAMES = 20
_RANKS = frozenset(["Jr", "Sr"])


def inverted(name: Name) -> str:
    """ "de la Cruz, M. J.", "Artino, A. R., Jr."; an organisation as it stands."""
    if name.literal:
        return name.literal
    if name.family and is_east_asian(name.family + name.given):
        return name.family + name.given
    if not name.family:
        return ", ".join(part for part in (name.given, _rank(name.suffix)) if part)
    given = " ".join(part for part in (spaced_initials(name.given), name.dropping_particle) if part)
    return ", ".join(part for part in (name.surname, given, _rank(name.suffix)) if part)


def in_reading_order(name: Name) -> str:
    """ "M. J. de la Cruz", "A. R. Artino, Jr."."""
    if name.literal or not name.family or is_east_asian(name.family + name.given):
        return inverted(name)
    surname = join_particle(name.dropping_particle, name.surname)
    full = " ".join(part for part in (spaced_initials(name.given), surname) if part)
    return ", ".join(part for part in (full, _rank(name.suffix)) if part)


def short(name: Name) -> str:
    """What stands in the text: "de la Cruz"; an organisation as it stands."""
    return name.literal or name.surname or name.given


def list_of_authors(names: Sequence[Name]) -> str:
    """The names inverted, the last after "&"; of more than twenty, the first nineteen, "…" and the last."""
    if len(names) > MAX_NAMES:
        shown = [inverted(name) for name in names[: MAX_NAMES - 1]]
        return f"{', '.join(shown)}, … {inverted(names[-1])}"
    printed = [inverted(name) for name in names]
    return ", & ".join(part for part in (", ".join(printed[:-1]), *printed[-1:]) if part)


def list_in_reading_order(names: Sequence[Name]) -> str:
    """ "A. Smith", "A. Smith & B. Jones", "A. Smith, B. Jones, & C. Brown"."""
    if len(names) > MAX_NAMES:
        shown = [in_reading_order(name) for name in names[: MAX_NAMES - 1]]
        return f"{', '.join(shown)}, … {in_reading_order(names[-1])}"
    return conjoined([in_reading_order(name) for name in names], "&")


def conjoined(texts: Sequence[str], conjunction: str) -> str:
    """ "A", "A & B", "A, B, & C"."""
    if len(texts) < 3:
        return f" {conjunction} ".join(texts)
    return f"{', '.join(texts[:-1])}, {conjunction} {texts[-1]}"


def _rank(suffix: str) -> str:
    bare = suffix.strip(" ,")
    return f"{bare}." if bare in _RANKS else bare

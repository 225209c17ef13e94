"""Names as the medical manuals print them: family name, initials without periods, six before "et al."."""

from collections.abc import Mapping

from cms.bibliography.names import Name, names_of
from cms.bibliography.styles.runs import Runs, plain, typographic
from cms.bibliography.styles.typography import initials, rank

MAX_NAMES = 6


def people_of(item: Mapping[str, object], role: str, *, label: str = "") -> Runs:
    """The names of a role, comma-separated, six before "et al."; then the label, singular or plural."""
    names = names_of(item, role=role, limit=MAX_NAMES + 1)
    if not names:
        return ()
    shown = [inverted(name) for name in names[:MAX_NAMES]]
    if len(names) > MAX_NAMES:
        shown.append("et al.")
    if label:
        shown.append(label if len(names) == 1 else f"{label}s")
    return typographic(plain(", ".join(shown)))


def inverted(name: Name) -> str:
    """ "de la Cruz MJ", "Artino AR Jr"; an organisation as it stands."""
    if name.literal:
        return name.literal
    if not name.family:
        return " ".join(part for part in (name.given, rank(name.suffix)) if part)
    parts = [name.surname, initials(name.given), name.dropping_particle, rank(name.suffix)]
    return " ".join(part for part in parts if part)

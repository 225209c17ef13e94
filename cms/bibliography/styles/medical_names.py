"""Names as the medical manuals print them: family name and initials without periods; many end in "et al."."""

from collections.abc import Mapping

from cms.bibliography.names import Name, names_of
from cms.bibliography.styles.runs import Runs, typeset
from cms.bibliography.styles.typography import initials, is_east_asian, rank

MAX_NAMES = 6
LEADING_ROLES = ("author", "editor", "compiler", "translator")


def leading_role(item: Mapping[str, object], *, is_part: bool) -> str:
    """Who stands first: the author, else who edited, compiled or translated the work; in a part only the author."""
    roles = LEADING_ROLES[:1] if is_part else LEADING_ROLES
    return next((role for role in roles if names_of(item, role=role, limit=1)), "author")


def people_of(
    item: Mapping[str, object], role: str, *, labels: tuple[str, str] = ("", ""), shown: int = MAX_NAMES
) -> Runs:
    """The names of a role, comma-separated, then the label, for one or for many.

    Six are all printed; of more, the first `shown` stand before "et al.".
    """
    names = names_of(item, role=role, limit=MAX_NAMES + 1)
    if not names:
        return ()
    many = len(names) > MAX_NAMES
    printed = [inverted(name) for name in names[: shown if many else MAX_NAMES]]
    if many:
        printed.append("et al.")
    label = labels[0] if len(names) == 1 else labels[1]
    return typeset(", ".join([*printed, label] if label else printed))


def inverted(name: Name) -> str:
    """ "de la Cruz MJ", "Artino AR Jr"; an organisation as it stands; 王小明 without a blank, as it is written."""
    if name.literal:
        return name.literal
    if not name.family:
        return " ".join(part for part in (name.given, rank(name.suffix)) if part)
    if is_east_asian(name.family + name.given):
        return name.family + name.given
    parts = [name.surname, initials(name.given), name.dropping_particle, rank(name.suffix)]
    return " ".join(part for part in parts if part)

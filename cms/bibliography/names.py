"""Names of people and organisations, read out of CSL-JSON however incomplete they are."""

from collections.abc import Mapping
from dataclasses import dataclass

from cms.bibliography.characters import scalar_text


@dataclass(frozen=True, slots=True)
class Name:
    """One CSL name. An organisation (or a person who cannot be split) has `literal` and nothing else."""

    family: str = ""
    given: str = ""
    dropping_particle: str = ""
    non_dropping_particle: str = ""
    suffix: str = ""
    literal: str = ""

    @classmethod
    def of(cls, value: object) -> "Name | None":
        """Read a CSL name mapping; None when it names nobody."""
        if not isinstance(value, Mapping):
            return None
        literal = scalar_text(value.get("literal"))
        if literal:
            return cls(literal=literal)
        name = cls(
            family=scalar_text(value.get("family")),
            given=scalar_text(value.get("given")),
            dropping_particle=scalar_text(value.get("dropping-particle")),
            non_dropping_particle=scalar_text(value.get("non-dropping-particle")),
            suffix=scalar_text(value.get("suffix")),
        )
        return name if name.family or name.given else None

    @property
    def surname(self) -> str:
        """Family name with the particle that stays with it: "van der Donk", "d'Artagnan"."""
        return join_particle(self.non_dropping_particle, self.family)

    def __str__(self) -> str:
        """The name in reading order: "Wilfred A van der Donk Jr"."""
        if self.literal:
            return self.literal
        surname = join_particle(self.dropping_particle, self.surname)
        return " ".join(part for part in (self.given, surname, self.suffix) if part)


def join_particle(particle: str, name: str) -> str:
    """A particle before a name: with a space, unless it ends in an apostrophe or hyphen (d'Artagnan)."""
    if not particle or not name:
        return particle or name
    return particle + name if particle[-1] in "'’-" else f"{particle} {name}"


def names_of(
    item: Mapping[str, object], *, role: str = "author", limit: int | None = None
) -> tuple[Name, ...]:
    """The names a record gives for a role, in order; unreadable ones are left out; at most `limit`."""
    values = item.get(role)
    found: list[Name] = []
    if isinstance(values, (list, tuple)):
        for value in values:
            if limit is not None and len(found) >= limit:
                break
            name = Name.of(value)
            if name is not None:
                found.append(name)
    return tuple(found)

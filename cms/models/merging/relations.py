"""The foreign keys that lead to a reference, those of many-to-many fields and of the delivery's index among them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from cms.models.merging.columns import Found, parental_key
from cms.models.references import Reference

__all__ = ["Relation", "relations"]


@dataclass(frozen=True)
class Relation:
    """A foreign key of some model to references."""

    field: Any

    @property
    def _rows(self) -> Any:
        return self.field.model._base_manager

    def users(self, reference: int) -> list[Found]:
        """The objects to which the rows that lead to the reference belong. One query."""
        owner = self._owner()
        if owner is None:
            return []
        column, model = owner
        pks = self._rows.filter(**{self.field.attname: reference}).values_list(column, flat=True)
        return [(model, pk) for pk in pks]

    def _owner(self) -> tuple[str, type[models.Model]] | None:
        """(column, model) of the object that an editor knows, and not the row of a list that belongs to it; None for
        what no editor sees."""
        model: Any = self.field.model
        if model._meta.auto_created:
            other = next(
                field
                for field in model._meta.concrete_fields
                if field.is_relation and field.name != self.field.name
            )
            return other.attname, other.related_model
        if getattr(model, "wagtail_reference_index_ignore", False):
            return None
        above = parental_key(model)
        return (above.attname, above.related_model) if above else ("pk", model)

    def move(self, old: int, new: int) -> None:
        """Let all rows lead to the new reference. A row that would say the same as another one goes: it could not be
        stored. Two queries, and two more for each constraint that the column is part of."""
        for columns in self._unique_sets():
            others = {name: OuterRef(name) for name in columns if name != self.field.attname}
            same = self._rows.filter(**{self.field.attname: new}, **others)
            self._rows.filter(Exists(same), **{self.field.attname: old}).delete()
        self._rows.filter(**{self.field.attname: old}).update(**{self.field.name: new})

    def _unique_sets(self) -> Iterator[list[str]]:
        meta = self.field.model._meta
        sets = [list(names) for names in meta.unique_together]
        sets += [
            list(each.fields)
            for each in meta.constraints
            if isinstance(each, models.UniqueConstraint) and each.fields and each.condition in (None, Q())
        ]
        if self.field.unique:
            sets.append([self.field.name])
        for names in sets:
            if self.field.name in names:
                yield [meta.get_field(name).attname for name in names]


def relations() -> list[Relation]:
    """All of them, hidden ones too."""
    found = []
    for relation in Reference._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and not relation.many_to_many:
            field: Any = relation.remote_field
            if field is not None and field.concrete and field.model._meta.managed:
                found.append(Relation(field))
    return found

"""Remarks in the words of the reader's language, with where they are."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cms.evidence import Severity
from cms.models import RemarkAcknowledgement, StoredRemark
from cms.remarks.places import Place, places_in
from cms.remarks.words import label_of_rule, mending_of, message_of

__all__ = [
    "ICONS",
    "Group",
    "Row",
    "field_label",
    "first_of",
    "grouped",
    "rows_of",
]

ICONS = {
    Severity.ERROR.value: "error",
    Severity.WARNING.value: "warning",
    Severity.NOTICE.value: "info-circle",
}


@dataclass(frozen=True)
class Row:
    """A remark as an editor reads it."""

    rule: str
    label: str
    fingerprint: str
    severity: str
    message: str
    mend: str
    block: str
    """Id of the block of the form that holds it; empty for a field or the page."""
    field: str
    where: str
    acknowledgement: RemarkAcknowledgement | None

    @property
    def key(self) -> str:
        """Names its rule and place, whatever becomes of the content. Others of the same rule may be there, too."""
        return f"{self.rule}:{self.block}:{self.field}"


@dataclass(frozen=True)
class Group:
    """The open remarks of one severity."""

    severity: str
    label: str
    icon: str
    rows: list[Row]
    number: int
    """Of all open ones, those that are not listed included."""


def _where(place: Place | None) -> tuple[str, str]:
    """(id of the block of the form, what editors call its place); empty texts for no place."""
    if place is None:
        return "", ""
    kind = place.item.get("type")
    block = place.field.stream_block.child_blocks.get(kind)
    where = _("%(field)s, block %(number)d (%(kind)s)") % {
        "field": capfirst(place.field.verbose_name),
        "number": place.position + 1,
        "kind": kind if block is None else block.label,
    }
    return str(place.item.get("id") or ""), where


def field_label(model: Any, name: str) -> str:
    """What the form calls a field of a page; empty for none."""
    if not name:
        return ""
    try:
        return str(capfirst(model._meta.get_field(name).verbose_name))
    except (FieldDoesNotExist, AttributeError):
        return name


def rows_of(page: Any, remarks: list[StoredRemark]) -> list[Row]:
    """The remarks about a page in its own class, in its order. No query."""
    places = places_in(page)
    return [_row(page, remark, places) for remark in remarks]


def _row(page: Any, remark: StoredRemark, places: Mapping[str, Place]) -> Row:
    block, where = _where(places.get(remark.block))
    return Row(
        rule=remark.rule,
        label=label_of_rule(remark.rule),
        fingerprint=remark.fingerprint,
        severity=remark.severity,
        message=message_of(remark),
        mend=mending_of(remark),
        block=block,
        field=remark.field,
        where=where or field_label(type(page), remark.field),
        acknowledgement=remark.acknowledgement,
    )


def grouped(rows: list[Row]) -> list[Group]:
    """The open ones by severity, the gravest first."""
    still_open = [row for row in rows if row.acknowledgement is None]
    groups = []
    for severity in Severity:
        found = [row for row in still_open if row.severity == severity]
        if found:
            groups.append(
                Group(severity.value, str(severity.label), ICONS[severity.value], found, len(found))
            )
    return groups


def first_of(groups: list[Group], most: int) -> list[Group]:
    """So many rows at most, the gravest first; what is left out of a group is counted there all the same."""
    found: list[Group] = []
    for group in groups:
        if most > 0:
            found.append(replace(group, rows=group.rows[:most]))
        most -= len(group.rows)
    return found

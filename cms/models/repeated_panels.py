"""A second panel of one kind that an editor put on a page: where it stands, and what is said there.

A page delivers one panel of a kind. Whether a repeat is refused when the page is published, or quietly left out of what
is delivered, is the host's choice (`CMS_REPEATED_PANELS`); a draft may have it.
"""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any, NamedTuple

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import ForeignKey
from django.utils.translation import gettext as _
from wagtail.blocks.stream_block import StreamBlockValidationError

from blocks.base import adapter_for
from cms.conf import conf
from cms.fields import StreamField
from cms.models.calls_to_action import CallToAction

__all__ = ["fields_in_order", "refused_repeats", "repeated_panels"]


class _Placed(NamedTuple):
    """A panel in a block of a stream, or in a field of the host's own that is not a stream."""

    field: str
    label: str
    block: int | None
    panel: int


def refused_repeats(page: Any) -> dict[str, StreamBlockValidationError]:
    """The repeats that keep a page from being published."""
    return repeated_panels(page) if conf.repeated_panels == "refuse" else {}


def repeated_panels(page: Any) -> dict[str, StreamBlockValidationError]:
    """The blocks that hold a second panel of a kind, by the field of the stream. One query, if there are two panels."""
    placed = list(_placed(page))
    if len(placed) < 2:
        return {}
    rows = CallToAction.objects.filter(pk__in={each.panel for each in placed}).only("pk", "kind", "heading")
    panels = {panel.pk: panel for panel in rows}
    first: dict[str, _Placed] = {}
    found: dict[str, dict[int, ValidationError]] = {}
    for each in placed:
        if (panel := panels.get(each.panel)) is None:
            continue
        earlier = first.setdefault(panel.kind, each)
        if earlier is not each and each.block is not None:
            message = _message(each, earlier, panel, panels[earlier.panel])
            found.setdefault(each.field, {})[each.block] = ValidationError(message, code="repeated_panel")
    return {name: StreamBlockValidationError(block_errors=dict(errors)) for name, errors in found.items()}


def _message(each: _Placed, earlier: _Placed, panel: CallToAction, before: CallToAction) -> str:
    where = earlier.label
    if earlier.block is not None:
        block = _("block %(number)d") % {"number": earlier.block + 1}
        where = block if earlier.field == each.field else f"{earlier.label} › {block}"
    return _(
        "“%(panel)s” is the second panel of the kind “%(kind)s” on this page, after “%(before)s” in %(where)s. "
        "A page has one of a kind: remove one of them."
    ) % {
        "panel": panel.heading,
        "kind": panel.get_kind_display(),
        "before": before.heading,
        "where": where,
    }


def _placed(page: Any) -> Iterator[_Placed]:
    """The panels in the order in which documents have them: the host's own fields, then the body."""
    for field in fields_in_order(page):
        label = str(field.verbose_name)
        if isinstance(field, ForeignKey):
            if (chosen := getattr(page, field.attname)) is not None:
                yield _Placed(field.name, label, None, chosen)
            continue
        adapter = adapter_for(field.stream_block)
        for position, item in enumerate(field.raw(page)):
            for panel in adapter.panels([item]):
                if type(panel) is int:
                    yield _Placed(field.name, label, position, panel)


def fields_in_order(page: Any) -> Iterator[Any]:
    """The fields that lead to a panel as the host names them, and then the streams that it does not name."""
    own: list[Any] = []
    for name in getattr(page, "wire_fields", ()):
        with suppress(FieldDoesNotExist):  # a system check says so
            own.append(page._meta.get_field(name))
    yield from (
        field for field in own if isinstance(field, StreamField) or field.related_model is CallToAction
    )
    streams = (field for field in page._meta.get_fields() if isinstance(field, StreamField))
    yield from (field for field in streams if field not in own)

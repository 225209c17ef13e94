"""How the form of a reference is laid out, and how two versions of a record are compared."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.compare import TextFieldComparison
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.snippets.views.snippets import InspectView

from cms.admin import reference_types
from cms.admin.reference_form import PREFIX, ReferenceForm
from cms.bibliography.form import to_form
from cms.models import Reference

__all__ = ["REFERENCE_PANELS", "RecordComparison", "RecordPanel", "ReferenceInspectView"]


def label_of(name: str) -> str:
    """What the form calls a field of the record."""
    return str(ReferenceForm.base_fields[PREFIX + name].label)


class RecordComparison(TextFieldComparison):
    """One field of the record in two versions."""

    def __init__(self, name: str, earlier: Reference, later: Reference) -> None:
        self.name = name
        self.val_a, self.val_b = (str(dict(to_form(version.csl))[name]) for version in (earlier, later))

    def field_label(self) -> str:
        return label_of(self.name)


class RecordPanel(FieldPanel):
    """A field of the record: no column of its own, yet it can be compared."""

    def __init__(self, name: str, **kwargs: Any) -> None:
        super().__init__(name if name.startswith(PREFIX) else PREFIX + name, **kwargs)

    def clone_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().clone_kwargs()
        kwargs["name"] = kwargs.pop("field_name")
        return kwargs

    class BoundPanel(FieldPanel.BoundPanel):
        def get_comparison(self) -> Sequence[Callable[[Reference, Reference], RecordComparison]]:
            return [partial(RecordComparison, self.field_name.removeprefix(PREFIX))]


class ReferenceInspectView(InspectView):
    """The record in the words of its form, without the fields that are empty."""

    def get_fields_context(self) -> list[dict[str, Any]]:
        values = dict(to_form(self.object.csl)) | {"type": reference_types.label_of(self.object.type)}
        record = [{"label": label_of(name), "value": value} for name, value in values.items() if value]
        return [*super().get_fields_context(), *record]


REFERENCE_PANELS = ObjectList(
    [
        MultiFieldPanel(
            [RecordPanel("type"), RecordPanel("title"), RecordPanel("authors")],
            heading=_("What is cited"),
            icon="openquote",
        ),
        MultiFieldPanel(
            [
                RecordPanel("container_title"),
                RecordPanel("event_title"),
                RecordPanel("editors"),
                RecordPanel("genre"),
                RecordPanel("issued"),
                FieldRowPanel([RecordPanel("volume"), RecordPanel("issue"), RecordPanel("page")]),
                FieldRowPanel(
                    [RecordPanel("edition"), RecordPanel("number"), RecordPanel("collection_title")]
                ),
                FieldRowPanel([RecordPanel("publisher"), RecordPanel("publisher_place")]),
                RecordPanel("accessed"),
            ],
            heading=_("Where and when it appeared"),
            icon="calendar-alt",
        ),
        MultiFieldPanel(
            [
                RecordPanel("doi"),
                FieldRowPanel([RecordPanel("pmid"), RecordPanel("pmcid")]),
                FieldRowPanel([RecordPanel("isbn"), RecordPanel("issn")]),
                RecordPanel("url"),
            ],
            heading=_("Identifiers and address"),
            icon="link",
            help_text=_(
                "With one of them readers find the publication, and the library notices when it has it already."
            ),
        ),
        MultiFieldPanel([FieldPanel("verification"), FieldPanel("note")], heading=_("Check"), icon="check"),
        MultiFieldPanel(
            [RecordPanel("container_title_short"), FieldPanel("key")],
            heading=_("Further details"),
            icon="list-ul",
            classname="collapsed",
        ),
    ],
    base_form_class=ReferenceForm,
)

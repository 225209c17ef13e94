"""Two or more records of one work, side by side: which of them stays, and what becomes of the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from cms.admin.admin_urls import with_query
from cms.admin.reference_bulk import ReferenceBulkAction, ids_of
from cms.admin.reference_columns import integrity_icon
from cms.admin.reference_panels import label_of
from cms.admin.reference_types import label_of as type_label
from cms.admin.reference_uses import with_uses
from cms.bibliography.form import CSL_FIELDS, to_form
from cms.models import Reference, Verification
from cms.models.merging import MergePreview, merge, preview_merge

__all__ = ["MergeReferences"]

MOST = 10
"""How many records are merged at once: more do not stand side by side on any screen."""
FORM_NAMES = {csl: name for name, csl in CSL_FIELDS.items()}


@dataclass(frozen=True)
class Row:
    """A field of the records: what each says, and what the one that stays will say."""

    label: str
    values: Sequence[str]
    result: str

    @property
    def differs(self) -> bool:
        """Whether not all of them say the same."""
        return len(set(self.values)) > 1


class MergeReferences(ReferenceBulkAction):
    """Merges the selected records into one of them. `?keep=` says which one; by default the one that is used most."""

    display_name = _("Merge")
    action_type = "merge"
    aria_label = _("Merge selected references into one")
    action_priority = 10
    template_name = "cms/admin/merge.html"
    permissions = ("change", "delete")

    @cached_property
    def records(self) -> list[Reference]:
        """The selected records, as far as the user may merge them; the one that stays is named by `keep`."""
        found = with_uses(Reference.objects.filter(pk__in=self.ids)).order_by("pk")
        return [reference for reference in found if self.check_perm(reference)]

    @cached_property
    def ids(self) -> list[int]:
        """The primary keys that were selected."""
        return ids_of(self.request.GET.getlist("id"))[: MOST + 1]

    @property
    def is_as_shown(self) -> bool:
        """Whether the records are still those of the comparison that was confirmed, and the one to keep among them."""
        primary_keys = {reference.pk for reference in self.records}
        return primary_keys == set(self.ids) and str(self.kept.pk) == self.asked

    @property
    def is_possible(self) -> bool:
        """Whether there are enough of them, and not too many."""
        return 2 <= len(self.records) <= MOST and "all" not in self.request.GET.getlist("id")

    @property
    def asked(self) -> str | None:
        """Which record is to stay."""
        asked: str | None = self.request.POST.get("keep") or self.request.GET.get("keep")
        return asked

    @cached_property
    def kept(self) -> Reference:
        """The record that stays."""
        named = [reference for reference in self.records if str(reference.pk) == self.asked]
        if named:
            return named[0]
        return max(self.records, key=_weight)

    @property
    def removed(self) -> list[Reference]:
        """The others."""
        return [reference for reference in self.records if reference.pk != self.kept.pk]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = {"is_possible": self.is_possible, "most": MOST}
        if self.is_possible:
            previews = [preview_merge(self.kept, other) for other in self.removed]
            context |= {
                "kept": self.kept,
                "columns": [self._column(reference) for reference in self.records],
                "rows": _rows(self.records, self.kept, previews),
                "pages": len({page for preview in previews for page in preview.pages}),
                "others": sum(preview.others for preview in previews),
                "old_keys": [reference.key for reference in self.removed],
                "contradictions": _contradictions(self.records),
            }
        context = super().get_context_data(**context, **kwargs)
        return {**context, "submit_url": self._address()}

    def _address(self, **values: Any) -> str:
        """Of the comparison of what is shown: what is confirmed is no more and no less than that."""
        query = self.request.GET.copy()
        query.setlist("id", [str(reference.pk) for reference in self.records])
        return with_query(f"{self.request.path}?{query.urlencode()}", **values)

    def _column(self, reference: Reference) -> dict[str, Any]:
        return {
            "reference": reference,
            "is_kept": reference.pk == self.kept.pk,
            "icon": integrity_icon(reference),
            "keep_url": self._address(keep=reference.pk),
            **self.object_context(reference),
        }

    def prepare_action(self, objects: Sequence[Reference], objects_without_access: Any) -> Any:
        if self.is_possible and self.is_as_shown:
            return None
        if self.is_possible:
            text = _(
                "Nothing was merged: one of the records is not there any more. Please compare them again."
            )
            messages.error(self.request, text)
        return self.render_to_response(self.get_context_data())

    @classmethod
    def execute_action(cls, objects: Sequence[Reference], **kwargs: Any) -> tuple[int, int]:
        action: MergeReferences = kwargs["self"]
        now = timezone.now()
        pages = 0
        for other in action.removed:
            pages += merge(action.kept, other, user=kwargs["user"], now=now).pages
        return len(action.removed), pages

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        said = ngettext(
            "%(count)d record was merged into “%(key)s”. Its key leads there from now on.",
            "%(count)d records were merged into “%(key)s”. Their keys lead there from now on.",
            num_parent_objects,
        )
        return said % {"count": num_parent_objects, "key": self.kept.key}


def _weight(reference: Any) -> tuple[bool, int, int, int]:
    """The record that somebody would keep: verified, used most, fullest, oldest."""
    verified = reference.verification == Verification.VERIFIED
    return verified, reference.uses, len(reference.csl), -reference.pk


def _contradictions(records: Sequence[Reference]) -> list[str]:
    """The kinds of identifiers of which the records have different ones: they may be about different works."""
    kinds = ("doi", "pmid", "pmcid")
    values = {kind: {getattr(each, kind) for each in records if getattr(each, kind)} for kind in kinds}
    return [kind.upper() for kind in kinds if len(values[kind]) > 1]


def _texts(reference: Reference) -> Mapping[str, str]:
    """The record as its form shows it."""
    values: dict[str, Any] = dict(to_form(reference.csl))
    return values | {"type": type_label(reference.type), "authors": values["authors"].replace("\n", "; ")}


def _rows(records: Sequence[Reference], kept: Reference, previews: Sequence[MergePreview]) -> list[Row]:
    """The fields of which any record says something, with what the kept one gains from the first that has it."""
    texts = {reference.pk: _texts(reference) for reference in records}
    rows = []
    for name in CSL_FIELDS:
        values = [str(texts[reference.pk][name]) for reference in records]
        if any(values):
            rows.append(Row(label_of(name), values, str(texts[kept.pk][name]) or next(filter(None, values))))
    unknown = {field for preview in previews for field in preview.gained if field not in FORM_NAMES}
    return [*rows, *(_unknown(field, records) for field in sorted(unknown))]


def _unknown(field: str, records: Sequence[Reference]) -> Row:
    """A field that the form does not have."""
    values = [str(reference.csl.get(field) or "") for reference in records]
    return Row(field, values, next(filter(None, values)))

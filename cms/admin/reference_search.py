"""References are looked for by whatever the editor has in the clipboard: words, an identifier, or its address."""

from typing import Any

from django.db.models import QuerySet
from wagtail.admin.forms.choosers import BaseFilterForm, SearchFilterMixin
from wagtail.snippets.views.snippets import IndexView

from cms.admin.admin_urls import reference_url
from cms.admin.reference_exchange import ExchangeMixin
from cms.admin.reference_uses import with_uses
from cms.admin.safe_export import SafeExportMixin
from cms.bibliography.identifiers import parse
from cms.models import Reference

__all__ = ["ReferenceFilterForm", "ReferenceIndexView"]

References = QuerySet[Reference]


def with_identifier(references: References, text: str) -> References | None:
    """Those of the references that have the identifier; None if the text is none."""
    identifier = parse(text)
    return None if identifier is None else references.filter(**{identifier.kind: identifier.value})


class ReferenceIndexView(SafeExportMixin, ExchangeMixin, IndexView):
    """The list of references."""

    @property
    def import_url(self) -> str:
        """Where an empty library can be filled at once."""
        return reference_url("import")

    def get_base_queryset(self) -> References:
        return with_uses(super().get_base_queryset())

    def search_queryset(self, queryset: References) -> References:
        found = with_identifier(queryset, self.search_query) if self.is_searching else None
        if found is not None:
            return found
        if self.is_searching and self._asks_for_uses():
            # The search knows the columns of references only: it says which, and the list chooses among them.
            words: Any = super().search_queryset(Reference.objects.all())
            return queryset.filter(pk__in=[reference.pk for reference in words])
        searched: References = super().search_queryset(queryset)
        return searched

    def _asks_for_uses(self) -> bool:
        return bool(self.request.GET.get("used")) or "uses" in str(self.ordering)


class ReferenceFilterForm(SearchFilterMixin, BaseFilterForm):
    """The search in the dialog."""

    def filter(self, objects: References) -> References:
        query: str = self.cleaned_data.get("q") or ""
        found = with_identifier(objects, query)
        if found is None:
            searched: References = super().filter(objects)
            return searched
        self.is_searching, self.search_query = True, query
        return found

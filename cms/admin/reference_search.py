"""References are looked for by whatever the editor has in the clipboard: words, an identifier, or its address."""

from django.db.models import QuerySet
from wagtail.admin.forms.choosers import BaseFilterForm, SearchFilterMixin
from wagtail.snippets.views.snippets import IndexView

from cms.admin.reference_exchange import ExchangeMixin
from cms.bibliography.identifiers import parse
from cms.models import Reference

__all__ = ["ReferenceFilterForm", "ReferenceIndexView"]

References = QuerySet[Reference]


def with_identifier(references: References, text: str) -> References | None:
    """Those of the references that have the identifier; None if the text is none."""
    identifier = parse(text)
    return None if identifier is None else references.filter(**{identifier.kind: identifier.value})


class ReferenceIndexView(ExchangeMixin, IndexView):
    """The list of references."""

    def search_queryset(self, queryset: References) -> References:
        found = with_identifier(queryset, self.search_query) if self.is_searching else None
        if found is None:
            found = super().search_queryset(queryset)
        return found


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

"""The lists of the library, with exports that hold no formula."""

from wagtail.snippets.views.snippets import IndexView

from cms.admin.safe_export import SafeExportMixin

__all__ = ["SafeIndexView"]


class SafeIndexView(SafeExportMixin, IndexView):
    """A list whose export holds no formula."""

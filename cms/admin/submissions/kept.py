"""The lists of what readers have sent: nothing is added or edited there by hand, and no page refers to it."""

from typing import Any

from wagtail.admin.viewsets.model import ModelViewSet

from cms.admin.submissions.guard import GuardedViewSet

__all__ = ["KeptViewSet"]


class KeptViewSet(GuardedViewSet, ModelViewSet):
    """Leads to no view that adds, edits or copies."""

    add_to_reference_index = False
    copy_view_enabled = False
    form_fields: list[str] = []
    list_per_page = 50

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        none: dict[str, None] = dict.fromkeys(
            ("add_url_name", "edit_url_name", "history_url_name", "usage_url_name")
        )
        common: dict[str, Any] = super().get_common_view_kwargs(**{**none, **kwargs})
        return common

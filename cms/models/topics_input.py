"""The topics of a page: boxes to tick, and a line for a topic that is not there yet."""

from typing import Any

from django.forms import CheckboxSelectMultiple
from django.urls import reverse

__all__ = ["TopicsInput"]


class TopicsInput(CheckboxSelectMultiple):
    """Boxes; a script adds what is new without leaving the page."""

    template_name = "cms/admin/widgets/topics.html"
    locale: int | None = None
    """Id of the language in which a topic is added; the form of a page sets it."""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["widget"]["add_address"] = reverse("cms_add_topic")
        context["widget"]["locale"] = self.locale or ""
        return context

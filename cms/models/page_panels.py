"""A part of a page's form that says which panels the page carries. It asks the server, so that no form waits for it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from cms.conf import conf

__all__ = ["PagePanelsPanel"]

# Words in braces are filled in by the script.
REFUSED = _(
    "This is the second panel of the kind “{kind}” on this page, after “{first}”. You can save it as a draft; to "
    "publish the page, remove one of them."
)
DROPPED = _(
    "This is the second panel of the kind “{kind}” on this page, after “{first}”. Readers see only the first one."
)


class PagePanelsPanel(Panel):
    """The list of panels of a page that has been saved, and what is said at a second panel of a kind."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/admin/page_panels_panel.html"

        def get_context_data(self, parent_context: Any = None) -> Any:
            """With the addresses of what the script asks, and what it says."""
            return {
                **super().get_context_data(parent_context),
                # A new page has no id yet; the script learns it when Wagtail has saved it for the first time.
                "page_id": self.instance.pk,
                "address": reverse("cms_page_panels", args=(0,)),
                "kinds_address": reverse("cms_panel_kinds"),
                "repeat": REFUSED if conf.repeated_panels == "refuse" else DROPPED,
            }
